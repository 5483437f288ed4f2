import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { readConfig, type Config } from './config.ts'
import { AppError } from './errors.ts'
import { openLiveIndex } from './live-index.ts'
import { createApp } from './server/app.ts'
import type { LogEntry } from './server/log.ts'
import { buildWeb } from '../web/build.ts'
import packageJson from '../package.json' with { type: 'json' }

function log(entry: LogEntry): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
}

async function start(config: Config): Promise<void> {
  const [index, web] = await Promise.all([openLiveIndex(config, log), buildWeb()])
  const app = createApp({
    current: index.current,
    log,
    version: packageJson.version,
    web,
    allowedOrigins: config.allowedOrigins,
    ...(config.contact === undefined ? {} : { contact: config.contact }),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  })
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, (info) => {
    process.stdout.write(`Letterlijk is ready at ${addressOf(info, config.host)}\n`)
  })
  server.on('error', (error) => fail(portProblem(error, config)))
  stopOnSignals(server)
}

function addressOf({ port }: AddressInfo, host: string): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** A server that is told to stop answers what it has accepted, and then ends. */
function stopOnSignals(server: ServerType): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.close(() => process.exit(0)))
  }
}

function portProblem(error: Error, { port, host }: Config): unknown {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error
  return new AppError(
    'port_taken',
    `Port ${port} of ${host} is taken by another program. End that program, or set PORT to another one: PORT=${port + 1} npm start`,
    { cause: error },
  )
}

function fail(error: unknown): never {
  if (!(error instanceof AppError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

try {
  await start(readConfig(process.env))
} catch (error) {
  fail(error)
}
