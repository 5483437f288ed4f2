import { given } from '../domain/optional-fields.ts'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clients, connectedClients } from '../process/clients.ts'
import { connectionLimits, limitConnections } from '../process/connections.ts'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import type { LiveIndex } from '../open/live.ts'
import { failWith, isForbidden } from '../process/file-problem.ts'
import { orRefused } from '../process/malformed-requests.ts'
import { withShortPipelines } from '../process/pipelines.ts'
import { openTelemetry } from '../process/telemetry.ts'
import { nodeLog } from '../process/log.ts'
import { prometheus } from '../process/prometheus.ts'
import { createApp } from '../server/app.ts'
import type { Log, LogEntry } from '../domain/log.ts'
import type { Served } from '../engine/engine.ts'
import { sendMetrics, type Metrics } from '../server/guards/metrics.ts'
import type { Happened } from '../server/guards/observe.ts'
import { turns } from '../server/guards/overload.ts'
import { rateLimit } from '../server/guards/rate-limit.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { stopOnSignals } from '../process/stop.ts'
import { buildWeb, endBuilder } from '../../web/build.ts'
import packageJson from '../../package.json' with { type: 'json' }

/**
 * Milliseconds a connection may be idle. Longer than proxies keep one (60 s as a rule): with Node's
 * own 5 s the server would close connections on which a proxy is just sending a question.
 */
const KEEP_ALIVE = 75_000

/**
 * Bytes of a request's head. Node's own 16 kB cut off addresses with filters that their description
 * allows, before any check could say what is wrong with them.
 */
const LONGEST_HEAD = 128 * 1024

/**
 * Serves an index that is being opened, and logs what becomes of it to `logTo`'s argument. Throws
 * an AppError that says what to do.
 */
export async function serveIndex(
  config: Config,
  { opening, logTo }: { opening: Promise<LiveIndex>; logTo: (log: Log) => void },
): Promise<void> {
  const { version } = packageJson
  let index: LiveIndex | null = null
  const current = () => {
    if (index !== null) return index.current()
    throw new AppError('unavailable', 'The index is being read. Try again in a few seconds.')
  }
  const places = turns({ ...config.turns, next: setImmediate })
  const limit = rateLimit(config.rateLimit)
  const metrics = prometheus({
    version,
    turns: places,
    folder: indexFolder(config.indexDir),
    served: () => index?.current() ?? null,
    clients: limit.clients,
  })
  const write = nodeLog(config.logLevel)
  const log = (entry: LogEntry) => {
    metrics.logged(entry)
    write(entry)
  }
  logTo(log)
  const telemetry =
    config.telemetry === undefined
      ? null
      : await openTelemetry({
          endpoint: config.telemetry,
          version,
          served: () => index?.current() ?? null,
        })
  const observe = (happened: Happened) => {
    metrics.observe(happened)
    telemetry?.observe(happened)
    if (happened.kind === 'request') write(lineOf(happened))
  }
  endOnBugs(log)

  const servers: Server[] = []
  const { stopping } = stopOnSignals(servers, {
    log,
    stop: config.stop,
    close: async () => {
      // The encoder's thread aborts the whole program if that ends while it is loading.
      const [opened] = await Promise.allSettled([opening])
      if (opened.status === 'fulfilled') await opened.value.close()
      await telemetry?.close()
    },
  })
  const web = buildWeb().finally(endBuilder)
  // Listen before reading the index: while it reads a large one, the server is alive but not ready.
  const listening = web.then(async (files) => {
    const app = createApp({
      current,
      log,
      version,
      stopping,
      web: files,
      allowedOrigins: config.allowedOrigins,
      ...given({
        contact: config.contact,
        publicUrl: config.publicUrl,
        securityContact: config.securityContact,
        signInHeader: config.signInHeader,
      }),
      observe,
      client: clients(config.trustProxy),
      ...(config.rateLimit.perMinute === 0 ? {} : { rateLimit: limit }),
      turns: places,
      requestTimeout: config.requestTimeout,
      ...(config.metricsPort === undefined ? { metrics } : {}),
    })
    return listen(servers, app, { ...config, setting: 'PORT' }, config.publicUrl)
  })
  const { metricsPort: port } = config
  const apart =
    port === undefined
      ? null
      : listen(servers, metricsApp(metrics), { ...config, port, setting: 'METRICS_PORT' })
  const [address, found] = await Promise.all([listening, opening, apart])
  index = found
  process.stdout.write(`Letterlijk is ready at ${address}\n`)
  setTimeout(() => askFirst(found.current()), ASK_AFTER).unref()
}

/** Milliseconds for somebody's own question, which the first of ours would only hold up. */
const ASK_AFTER = 250

/**
 * Asks a question before anybody else does: the first one takes half a second longer than the next,
 * while the model and the code warm up.
 */
function askFirst({ search }: Served): void {
  search.search({ query: 'Wat is het standpunt van het kabinet hierover?' }).catch(() => {
    // Nothing is lost: whoever asks next is told what is wrong.
  })
}

/** The log line of a request: no address, no path as sent, no word of a query. */
function lineOf(request: Extract<Happened, { kind: 'request' }>): LogEntry {
  const { kind, seconds, complete, ...rest } = request
  const ms = Math.round(seconds * 10_000) / 10
  return { level: 'info', event: kind, ...rest, ms, ...(complete ? {} : { brokenOff: true }) }
}

/** `/metrics` on a separate port, for anyone who can reach that port. */
function metricsApp(metrics: Metrics): Hono {
  return new Hono().get('/metrics', (c) => sendMetrics(c, metrics))
}

/** Resolves with the address once the server listens on it. */
function listen(
  servers: Server[],
  app: { fetch: Hono['fetch'] },
  { port, host, setting, ...config }: Config & Pick<Listening, 'setting'>,
  publicUrl?: string,
): Promise<string> {
  const server = createServer(
    { maxHeaderSize: LONGEST_HEAD },
    withShortPipelines(orRefused(getRequestListener(app.fetch), publicUrl)),
  )
  server.keepAliveTimeout = KEEP_ALIVE
  limitConnections(server, connectionLimits(config, connectedClients(config.trustProxy)))
  servers.push(server)
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenProblem(error, { port, host, setting })))
    server.listen(port, host, () => resolve(addressOf(server.address() as AddressInfo, host)))
  })
}

function addressOf({ port }: AddressInfo, host: string): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Where a server is to listen, and the setting that names its port. */
interface Listening extends Pick<Config, 'port' | 'host'> {
  readonly setting: 'PORT' | 'METRICS_PORT'
}

/** What to tell people if a server cannot listen. */
function listenProblem(error: NodeJS.ErrnoException, { port, host, setting }: Listening): unknown {
  if (isForbidden(error)) {
    return new AppError(
      'invalid_setting',
      `Port ${port} of ${host} may not be used by this user: those below 1024 take a right of ` +
        `their own. Set ${setting} to a higher one: ${setting}=8787 npm start`,
      { cause: error },
    )
  }
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'port_taken',
      `Port ${port} of ${host} is taken by another program. End that program, or set ${setting} ` +
        `to another one: ${setting}=${port + 1} npm start`,
      { cause: error },
    )
  }
  // The port is free and allowed, so it is the address.
  if (error.syscall === undefined) return error
  return new AppError(
    'invalid_setting',
    `Wrong settings. HOST=${host}: is no address of this machine (${error.code}). Set HOST to ` +
      'one that is, such as 127.0.0.1, or to 0.0.0.0 for all of them.',
    { cause: error },
  )
}

/** The text of an unforeseen error may contain a query, so the log has only its kind and place. */
function endOnBugs(log: (entry: LogEntry) => void): void {
  process.on('uncaughtException', (error: unknown) => {
    if (error instanceof AppError) failWith(error)
    const { name, stack = '' } = error instanceof Error ? error : { name: typeof error }
    const at = stack.split('\n').filter((line) => /^\s+at /.test(line))
    log({ level: 'error', event: 'crashed', error: name, at: at.map((line) => line.trim()) })
    process.exit(1)
  })
}
