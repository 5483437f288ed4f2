import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/errors.ts'
import type { Observe } from './observe.ts'
import { DEADLINE } from '../http/work.ts'
import { RETRY_AFTER } from './overload.ts'
import { refuse } from './refuse.ts'

/**
 * Gives each request this many milliseconds. After that it answers 503 and aborts the request's
 * signal, which stops the work; a response that is already streaming is aborted too.
 */
export function inTime(ms: number, observe: Observe): MiddlewareHandler {
  return async (c, next) => {
    const controller = new AbortController()
    c.set(DEADLINE, controller.signal)
    let expire = () => {}
    const late = new Promise<'late'>((resolve) => (expire = () => resolve('late')))
    const timer = setTimeout(() => {
      controller.abort(tooLate(ms))
      expire()
    }, ms)
    const work = next()
    // A failure after the deadline has nobody left to report to.
    work.catch(() => {})
    const outcome = await Promise.race([work.then(() => 'done' as const), late])
    if (outcome === 'late') {
      observe({ kind: 'refused', reason: 'overload' })
      c.res = await refuse(c, tooLate(ms), RETRY_AFTER)
    } else if (!isStream(c.res)) clearTimeout(timer)
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

function tooLate(ms: number): AppError {
  return new AppError(
    'overloaded',
    `Answering took longer than ${ms / 1000} s. Try again in a few seconds.`,
  )
}
