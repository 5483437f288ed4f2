import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { requestId } from 'hono/request-id'
import { clientOf } from './client.ts'
import type { Observe } from './observe.ts'

/** Key of the request's id in the context, as hono/request-id sets it. */
export const REQUEST_ID = 'requestId'

/**
 * What proxies write: a UUID, or a hexadecimal number (nginx's $request_id, W3C trace ids). Nothing
 * else is accepted, since ids reach the log and could hide words.
 */
const WELL_FORMED = /^[\da-f]{8}[\da-f-]{8,56}$/i

const HEADER = 'X-Request-Id'

/** Gives each request an id: a trusted proxy's if well-formed, else a new UUID. */
export function nameRequests(): MiddlewareHandler {
  return requestId({
    headerName: '',
    generator: (c) => {
      const given = clientOf(c).viaTrustedProxy ? (c.req.header(HEADER) ?? '') : ''
      return WELL_FORMED.test(given) ? given : crypto.randomUUID()
    },
  })
}

/** The part of Node's response that tells when it was sent. Other platforms lack it. */
interface Outgoing {
  readonly writableFinished: boolean
  readonly socket: { readonly bytesWritten: number } | null
  once(event: 'close', listener: () => void): unknown
}

/** Reports each request when it has ended, and puts its id in the response. */
export function tellOfRequests(observe: Observe): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now()
    const outgoing = (c.env as { outgoing?: Outgoing } | undefined)?.outgoing
    const socket = outgoing?.socket
    const before = socket?.bytesWritten ?? 0
    await next()
    const id = c.get(REQUEST_ID) as string
    c.header(HEADER, id)
    const tell = () =>
      observe({
        kind: 'request',
        requestId: id,
        method: METHODS.has(c.req.method) ? c.req.method : 'OTHER',
        route: routeOf(c),
        status: c.res.status,
        seconds: (performance.now() - began) / 1000,
        bytes: socket ? socket.bytesWritten - before : null,
        complete: outgoing?.writableFinished ?? true,
      })
    if (outgoing === undefined) tell()
    else outgoing.once('close', tell)
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Middleware is registered for all methods and with `*` in its path; the remaining route is the
 * handler's.
 */
function routeOf(c: Context): string {
  const route = matchedRoutes(c).findLast(
    ({ method, path }) => method !== 'ALL' || !path.includes('*'),
  )
  return route?.path ?? 'unmatched'
}
