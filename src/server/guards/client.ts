import type { Context, MiddlewareHandler } from 'hono'

/** Who sends a request, as far as the server needs to know. */
export interface Visitor {
  /**
   * stands for the address, without telling it; null for a client on this machine, which has no
   * limit
   */
  readonly key: string | null
  /** whether the request came through a proxy that the settings trust */
  readonly viaTrustedProxy: boolean
  /** whether the request was sent on this machine, by no proxy: nobody else may read `/metrics` */
  readonly local: boolean
}

/** Tells who sends a request; each platform knows in its own way. */
export type ClientOf = (c: Context) => Visitor

const KEY = 'client'

/** Where no platform says who it is. */
const NOBODY: Visitor = { key: null, viaTrustedProxy: false, local: false }

/** Looks once, for all that follows. */
export function recognise(client: ClientOf | undefined): MiddlewareHandler {
  return async (c, next) => {
    c.set(KEY, client?.(c) ?? NOBODY)
    await next()
  }
}

/** Who sends this request. */
export function clientOf(c: Context): Visitor {
  return (c.get(KEY) as Visitor | undefined) ?? NOBODY
}
