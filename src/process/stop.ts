import type { Server } from 'node:http'
import { Server as TcpServer } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Log } from '../domain/log.ts'

/**
 * Milliseconds in which clients on open connections may send a last request after the port closes.
 */
const LAST_REQUESTS = 500

/** Milliseconds between checks for idle connections. */
const LOOK_EVERY = 50

/** A turn of the event loop shorter than this, in milliseconds, did next to nothing. */
const QUIET = 0.1

/** Milliseconds to wait for a quiet turn at most. */
const WAIT_FOR_QUIET = 200

/** SIGHUP comes where the terminal or the session that started the server ends. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

interface StopOptions {
  readonly log: Log
  readonly stop: Config['stop']
  /** the last work, once the final answer has been sent */
  readonly close: () => Promise<void>
}

/**
 * Ends the server when the system says so, without dropping a request:
 *
 * 1. it is no longer ready, and each answer says that it is the last on its connection;
 * 2. for `delay` seconds it goes on accepting, so that a balancer can look away;
 * 3. it closes its port, answers what it has accepted, and ends with status 0.
 *
 * After `timeout` seconds in all it ends with 1, whatever is open. A second signal ends it at once.
 */
export function stopOnSignals(servers: readonly Server[], options: StopOptions) {
  let stopping = false
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stopping) process.exit(128 + number)
      stopping = true
      void stop(servers, options)
    })
  }
  return { stopping: () => stopping }
}

async function stop(servers: readonly Server[], { log, stop, close }: StopOptions): Promise<void> {
  log({ level: 'info', event: 'stopping' })
  setTimeout(() => {
    log({ level: 'error', event: 'stopped_late', afterSeconds: stop.timeout })
    process.exit(1)
  }, stop.timeout * 1000).unref()
  await wait(stop.delay * 1000)
  await Promise.all(servers.map(closed))
  await close()
  log({ level: 'info', event: 'stopped' })
  process.exit(0)
}

async function closed(server: Server): Promise<void> {
  shortenQueue(server)
  await quietTurn()
  // `close` of an HTTP server ends idle connections too, along with requests that clients are about
  // to send. That of a TCP server only stops listening.
  const ended = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve))
  await Promise.race([ended, wait(LAST_REQUESTS)])
  const timer = setInterval(() => server.closeIdleConnections(), LOOK_EVERY)
  await ended
  clearInterval(timer)
}

/** The part of Node's own listening socket that `shortenQueue` needs; it is private. */
interface Listening {
  readonly _handle?: { listen?(backlog: number): number } | null
}

/**
 * From now on the system holds at most one connection for the event loop to accept, and lets the
 * others try again, to find the port closed: under load they come faster than any turn is quiet.
 */
function shortenQueue(server: Server): void {
  ;(server as Listening)._handle?.listen?.(0)
}

/**
 * Closing a port resets connections that the system has accepted but the event loop has not
 * reached. So close it right after a quiet turn, in which the loop looked for them.
 */
async function quietTurn(): Promise<void> {
  const until = performance.now() + WAIT_FOR_QUIET
  // In this one it accepts what the system holds already.
  await turn()
  let before = performance.now()
  do {
    await turn()
    const now = performance.now()
    if (now - before < QUIET) return
    before = now
  } while (before < until)
}
