import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/errors.ts'
import { receiveBody } from './body.ts'
import type { Observe } from './observe.ts'
import { refuse } from './refuse.ts'

/** Lets a few requests run at once, and a few wait. */
export interface Turns {
  readonly active: () => number
  readonly waiting: () => number
  /** false while the next request would be refused */
  hasRoom(): boolean
  /** Waits for a turn; resolves to the function that ends it, or to null if none came in time. */
  take(): Promise<(() => void) | null>
}

interface TurnsOptions {
  /** requests that run at once */
  readonly active: number
  /** requests that may wait beyond those */
  readonly waiting: number
  /** milliseconds that a request may wait */
  readonly patience: number
  /**
   * Starts the next request. On Node this must be `setImmediate`: if turns passed on at once, one
   * request would follow another and the event loop would never accept new ones.
   */
  readonly next?: (begin: () => void) => void
}

interface Waiter {
  readonly until: number
  readonly timer: ReturnType<typeof setTimeout>
  readonly settle: (leave: (() => void) | null) => void
}

/** First come, first served. */
export function turns({ active, waiting, patience, next = queueMicrotask }: TurnsOptions): Turns {
  const queue = new Set<Waiter>()
  let working = 0

  function begin(): () => void {
    working++
    let left = false
    return () => {
      if (left) return
      left = true
      working--
      if (queue.size > 0) next(letIn)
    }
  }

  function letIn(): void {
    for (const waiter of queue) {
      if (working >= active) return
      queue.delete(waiter)
      clearTimeout(waiter.timer)
      // A busy event loop runs timers late, so check the time here as well.
      waiter.settle(performance.now() > waiter.until ? null : begin())
    }
  }

  const isFree = () => working < active && queue.size === 0
  const hasRoom = () => isFree() || queue.size < waiting

  return {
    active: () => working,
    waiting: () => queue.size,
    hasRoom,
    take() {
      if (isFree()) return Promise.resolve(begin())
      if (!hasRoom()) return Promise.resolve(null)
      return new Promise((settle) => {
        const timer = setTimeout(() => {
          queue.delete(waiter)
          settle(null)
        }, patience)
        const waiter: Waiter = { until: performance.now() + patience, timer, settle }
        queue.add(waiter)
      })
    },
  }
}

/** Seconds before asking again: a full queue empties or renews itself in less. */
export const RETRY_AFTER = 1

/**
 * Answers 503 at once to a request that can neither run nor wait, so that the others are answered
 * soon.
 */
export function inTurn(places: Turns, observe: Observe): MiddlewareHandler {
  const sendAway = (c: Context) => {
    observe({ kind: 'refused', reason: 'overload' })
    return refuse(c, busy(), RETRY_AFTER)
  }
  return async (c, next) => {
    if (!places.hasRoom()) return sendAway(c)
    // Read the body before taking a turn: a slow sender must keep nobody waiting.
    await receiveBody(c)
    const leave = await places.take()
    if (leave === null) return sendAway(c)
    try {
      await next()
    } finally {
      leave()
    }
  }
}

/** The message to a refused sender. */
export function busy(): AppError {
  return new AppError(
    'overloaded',
    'The server is answering as many requests as it can. Try again in a few seconds.',
  )
}
