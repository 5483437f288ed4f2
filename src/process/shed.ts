import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { API_VERSION } from '../server/api/changes.ts'
import type { Observe } from '../server/guards/observe.ts'
import { busy, RETRY_AFTER, type Turns } from '../server/guards/overload.ts'
import { problemBody } from '../server/api/problem.ts'

export interface ShedOptions {
  readonly turns: Turns
  readonly observe: Observe
  readonly allowedOrigins: readonly string[]
  /** while it is true the app answers, which ends connections with its answers */
  readonly stopping: () => boolean
}

/** The questions of programs, which come in floods; a page that cannot be had is worth a page. */
const SHED = ['/v1/ask', '/v1/verify']

/**
 * Sends questions away before the app sees them while there is no room, with the answer that the app
 * would give. It takes a fraction of the app's processor time, and what refusing takes, answering lacks.
 */
export function shed({ turns, observe, allowedOrigins, stopping }: ShedOptions) {
  const bodies = new Map(
    SHED.map((path) => [path, JSON.stringify(problemBody('overloaded', busy().message, path))]),
  )
  const fixed = {
    'API-Version': API_VERSION,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': 'application/problem+json',
    'referrer-policy': 'no-referrer',
    'retry-after': String(RETRY_AFTER),
    vary: 'Origin',
    'x-content-type-options': 'nosniff',
  }
  /** True where the request was sent away. */
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method = '', url = '', headers } = request
    if (turns.hasRoom() || stopping() || method !== 'POST') return false
    const body = bodies.get(url)
    if (body === undefined) return false
    const began = performance.now()
    const requestId = randomUUID()
    const origin = headers.origin ?? ''
    const cors = allowedOrigins.includes(origin)
      ? {
          'access-control-allow-origin': origin,
          'access-control-expose-headers': 'Retry-After,X-Request-Id',
        }
      : {}
    const length = { 'content-length': Buffer.byteLength(body) }
    response.writeHead(503, { ...fixed, ...length, ...cors, 'x-request-id': requestId })
    response.end(body)
    observe({ kind: 'refused', reason: 'overload' })
    const seconds = (performance.now() - began) / 1000
    const told = { requestId, method, route: url, status: 503, seconds, bytes: null }
    observe({ kind: 'request', ...told, complete: true })
    return true
  }
}
