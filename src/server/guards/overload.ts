import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/errors.ts'
import { receiveBody } from './body.ts'
import type { Observe } from './observe.ts'
import { refuse } from './refuse.ts'

/** Lets few requests work at once, and few wait. */
export interface Turns {
  readonly active: () => number
  readonly waiting: () => number
  /** false while another request would be sent away */
  hasRoom(): boolean
  /** Waits for a turn; gives the function that ends it, or null when there was none in time. */
  take(): Promise<(() => void) | null>
}

export interface TurnsOptions {
  /** requests that are worked on at once */
  readonly active: number
  /** requests that wait at most, beyond those */
  readonly waiting: number
  /** milliseconds that a request waits at most */
  readonly patience: number
  /**
   * How the next one is let in. On Node it must be `setImmediate`: if a turn passed on at once, one
   * would follow the other without the event loop ever coming to look for new requests.
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
      // A busy event loop runs timers late, so check the time here too.
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

/** Seconds after which to ask again: a queue that is full empties or renews itself in less. */
export const RETRY_AFTER = 1

/**
 * Answers 503 at once to what can neither be worked on nor wait, so that what can is answered soon.
 */
export function inTurn(places: Turns, observe: Observe): MiddlewareHandler {
  const sendAway = (c: Context) => {
    observe({ kind: 'refused', reason: 'overload' })
    return refuse(c, busy(), RETRY_AFTER)
  }
  return async (c, next) => {
    if (!places.hasRoom()) return sendAway(c)
    // Before a turn is taken: one who sends slowly keeps nobody waiting.
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

/** What one is told who is sent away. */
export function busy(): AppError {
  return new AppError(
    'overloaded',
    'The server is answering as many requests as it can. Try again in a few seconds.',
  )
}
