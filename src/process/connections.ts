import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Config } from '../config.ts'

/** Limits on a server's open connections. */
interface ConnectionLimits {
  readonly inAll: number
  readonly perClient: number
  /** identifies the client at this address; null for one without a limit of its own */
  readonly clientAt: (address: string | undefined) => string | null
}

/** Milliseconds for a client to send the head of a request, and the whole of it. */
const HEAD_WITHIN = 10_000
const REQUEST_WITHIN = 30_000

/**
 * Keeps one client, or all together, from opening more connections than a server has room for. It
 * closes any further connection before reading from it.
 */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const open = new Map<string, number>()
  server.maxConnections = limits.inAll
  server.headersTimeout = HEAD_WITHIN
  server.requestTimeout = REQUEST_WITHIN
  server.on('connection', (socket: Socket) => {
    const client = limits.clientAt(socket.remoteAddress)
    if (client === null) return
    const own = open.get(client) ?? 0
    if (own >= limits.perClient) {
      socket.destroy()
      return
    }
    open.set(client, own + 1)
    socket.once('close', () => {
      const left = open.get(client)! - 1
      if (left === 0) open.delete(client)
      else open.set(client, left)
    })
  })
}

/** The limits by the settings: one client may hold a tenth of all connections. */
export function connectionLimits(
  { maxConnections: inAll }: Pick<Config, 'maxConnections'>,
  clientAt: ConnectionLimits['clientAt'],
): ConnectionLimits {
  return { inAll, perClient: Math.ceil(inAll / 10), clientAt }
}
