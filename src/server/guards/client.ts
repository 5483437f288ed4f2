import type { Context, MiddlewareHandler } from 'hono'

/** The sender of a request, as far as the server needs to know. */
export interface Visitor {
  /**
   * stands for the address without revealing it; null for a client on this machine, which has no
   * limit
   */
  readonly key: string | null
  /** whether the request came through a proxy that the settings trust */
  readonly viaTrustedProxy: boolean
  /**
   * whether the request was sent on this machine and by no proxy: nobody else may read `/metrics`
   */
  readonly local: boolean
}

/** Identifies the sender of a request; each platform does it in its own way. */
export type ClientOf = (c: Context) => Visitor

const KEY = 'client'

/** For platforms that cannot identify the sender. */
const NOBODY: Visitor = { key: null, viaTrustedProxy: false, local: false }

/** Identifies the sender once, for all handlers that follow. */
export function recognise(client: ClientOf | undefined): MiddlewareHandler {
  return async (c, next) => {
    c.set(KEY, client?.(c) ?? NOBODY)
    await next()
  }
}

/** The sender of this request. */
export function clientOf(c: Context): Visitor {
  return (c.get(KEY) as Visitor | undefined) ?? NOBODY
}
