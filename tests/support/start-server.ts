import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string }
}

/** The arguments of Node before the program in `npm start`: "node --a=b src/node.ts" */
const NODE_ARGS = scripts.start.split(' ').slice(1, -1)

/** `npm start` in a process of its own. */
export interface StartedServer {
  readonly child: ChildProcess
  /** the address that it printed; empty if it ended instead */
  readonly address: string
  /** its exit status, once it has ended; null if a signal killed it */
  readonly ended: Promise<number | null>
  readonly stdout: () => string
  readonly stderr: () => string
}

/**
 * Starts the server, and waits until it prints its address or ends. `args` come before the program.
 */
export async function startServer(
  env: Readonly<Record<string, string>>,
  { command = process.execPath, args = NODE_ARGS as readonly string[] } = {},
): Promise<StartedServer> {
  const child = spawn(command, [...args, 'src/node.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let [out, err] = ['', '']
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ready = new Promise<void>((resolve) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.includes('\n')) resolve()
    }),
  )
  await Promise.race([ready, ended])
  const address = /http:\S+/.exec(out)?.[0] ?? ''
  return { child, address, ended, stdout: () => out, stderr: () => err }
}
