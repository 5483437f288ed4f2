import type { MiddlewareHandler } from 'hono'
import { LRUCache } from 'lru-cache'
import { AppError } from '../../domain/errors.ts'
import { clientOf } from './client.ts'
import type { Observe } from './observe.ts'
import { refuse } from './refuse.ts'
import { CHARGE } from '../http/work.ts'

/** What remains of a client's quota after a request. */
interface Quota {
  readonly allowed: boolean
  /** whole requests that it may send at once now */
  readonly remaining: number
  /** seconds until its quota is full again */
  readonly wholeAfter: number
  /** seconds until it may send one; 0 while it may */
  readonly retryAfter: number
}

export interface RateLimit {
  readonly perMinute: number
  /** how many clients are remembered now */
  readonly clients: () => number
  /** Takes one request, or the given number, from a client's quota if that much is left. */
  take(client: string, requests?: number): Quota
}

interface RateLimitOptions {
  /** requests that a client may send in a minute, all at once if it wishes */
  readonly perMinute: number
  /** clients to remember, some 200 bytes each; the least recently seen are forgotten first */
  readonly clients?: number
  /** milliseconds on a clock that never goes back */
  readonly now?: () => number
}

interface Bucket {
  tokens: number
  at: number
}

const MINUTE = 60_000

/**
 * A token bucket for each client. hono-rate-limiter and rate-limiter-flexible keep every client of
 * a window in memory, however many come; this one has a limit.
 */
export function rateLimit({
  perMinute,
  clients = 50_000,
  now = () => performance.now(),
}: RateLimitOptions): RateLimit {
  const buckets = new LRUCache<string, Bucket>({ max: clients })
  const perMs = perMinute / MINUTE

  return {
    perMinute,
    clients: () => buckets.size,
    take(client, requests = 1) {
      const at = now()
      const known = buckets.get(client)
      const tokens =
        known === undefined
          ? perMinute
          : Math.min(perMinute, known.tokens + (at - known.at) * perMs)
      const allowed = tokens >= requests
      const left = allowed ? tokens - requests : tokens
      buckets.set(client, { tokens: left, at })
      return {
        allowed,
        remaining: Math.floor(left),
        wholeAfter: Math.ceil((perMinute - left) / perMs / 1000),
        retryAfter: allowed ? 0 : Math.ceil((Math.min(requests, perMinute) - left) / perMs / 1000),
      }
    },
  }
}

/**
 * Answers 429 to a client that has used up its quota, and tells each client what remains, in the
 * headers of draft-ietf-httpapi-ratelimit-headers (10).
 */
export function limitRate(limit: RateLimit, observe: Observe): MiddlewareHandler {
  const policy = `"client";q=${limit.perMinute};w=60`
  return async (c, next) => {
    const { key } = clientOf(c)
    if (key === null) return next()
    let quota = limit.take(key)
    c.set(CHARGE, (requests: number) => (quota = limit.take(key, requests)))
    if (quota.allowed) await next()
    else {
      observe({ kind: 'refused', reason: 'rate_limit' })
      c.res = await refuse(c, tooMany(limit.perMinute, quota.retryAfter), quota.retryAfter)
    }
    c.header('RateLimit-Policy', policy)
    c.header('RateLimit', `"client";r=${quota.remaining};t=${quota.wholeAfter}`)
  }
}

function tooMany(perMinute: number, seconds: number): AppError {
  return new AppError(
    'rate_limited',
    `Your address sent more than ${perMinute} requests in a minute. Send the next one ` +
      `after ${seconds} s.`,
  )
}
