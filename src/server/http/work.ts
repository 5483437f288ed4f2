import type { Context } from 'hono'
import { AppError } from '../../domain/errors.ts'

/** What the guards put in a request's context: its deadline, and a way to pay for more work. */
export const DEADLINE = 'deadline'
export const CHARGE = 'charge'

/** Aborted at the request's deadline; undefined if it has none. */
export function deadlineOf(c: Context): AbortSignal | undefined {
  return c.get(DEADLINE) as AbortSignal | undefined
}

/** Takes this many requests out of the sender's quota; returns what remains. */
type Charge = (requests: number) => { readonly allowed: boolean; readonly retryAfter: number }

/**
 * Charges the sender for further requests: one HTTP request may ask for the work of many. Throws
 * `rate_limited` if the quota does not suffice.
 */
export function charge(c: Context, requests: number): void {
  const take = c.get(CHARGE) as Charge | undefined
  if (take === undefined || requests < 1) return
  const { allowed, retryAfter } = take(requests)
  if (allowed) return
  c.header('Retry-After', String(retryAfter))
  throw new AppError(
    'rate_limited',
    `This request asks for the work of ${requests + 1}, which exceeds what remains for your ` +
      `address. Send fewer at once, or wait ${retryAfter} s.`,
  )
}

/** The result of `work`, or an `unavailable` error if it takes longer. */
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
