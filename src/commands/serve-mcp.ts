import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Config } from '../config.ts'
import { openLiveIndex } from '../open/live.ts'
import type { LogEntry } from '../domain/log.ts'
import { mcpServer } from '../server/mcp/tools.ts'

/**
 * Serves the tools over standard input and output, until the input ends. Only the protocol goes to
 * standard output; the log goes to standard error. Throws the errors of opening the index.
 */
export async function serveMcp(config: Config, version: string): Promise<void> {
  const log = (entry: LogEntry): void => {
    process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
  }
  const { current } = await openLiveIndex(config, log)
  serveStdio(() => mcpServer({ current, log, version }))
}
