import type { Context } from 'hono'
import { AppError } from '../../domain/errors.ts'

/**
 * What a guard leaves in the context of a request: when its time is over, and how it pays for more
 * work.
 */
export const DEADLINE = 'deadline'
export const CHARGE = 'charge'

/** Aborted once the request's time is over; undefined where no request has a deadline. */
export function deadlineOf(c: Context): AbortSignal | undefined {
  return c.get(DEADLINE) as AbortSignal | undefined
}

/** Takes so many requests out of the sender's quota; what is left. */
type Charge = (requests: number) => { readonly allowed: boolean; readonly retryAfter: number }

/**
 * Takes further requests out of the sender's quota: one HTTP request may ask for the work of many.
 * Throws `rate_limited` where so many are not left.
 */
export function charge(c: Context, requests: number): void {
  const take = c.get(CHARGE) as Charge | undefined
  if (take === undefined || requests < 1) return
  const { allowed, retryAfter } = take(requests)
  if (allowed) return
  c.header('Retry-After', String(retryAfter))
  throw new AppError(
    'rate_limited',
    `This request asks for the work of ${requests + 1}, and so many are not left for your ` +
      `address. Send fewer at once, or wait ${retryAfter} s.`,
  )
}

/** What `work` gives, or `unavailable` where it takes longer. */
export async function withDeadline<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('unavailable', `${what} did not answer within ${ms / 1000} s.`))
    }, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
