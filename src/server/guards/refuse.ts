import type { Context } from 'hono'
import type { AppError } from '../../domain/errors.ts'
import { problemFor } from '../http/problem.ts'
import { failed, wantsPage } from '../pages/send.ts'

/**
 * Answers a refused request in the form that its sender reads; `retryAfter` is in seconds, and
 * absent if trying again would not help.
 */
export function refuse(
  c: Context,
  error: AppError,
  retryAfter?: number,
): Response | Promise<Response> {
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  const response = problemFor(c, error)
  return wantsPage(c) && !c.req.path.startsWith('/v1/') ? failed(c, response) : response
}
