import type { Context } from 'hono'
import type { AppError } from '../errors.ts'
import { API_VERSION } from './changes.ts'
import { failed, wantsPage } from './pages.ts'
import { problemFor } from './problem.ts'

/**
 * Answers a request that is not looked at, in the form that its sender reads; `retryAfter` is in
 * seconds, and not given where trying again would not help.
 */
export function refuse(
  c: Context,
  error: AppError,
  retryAfter?: number,
): Response | Promise<Response> {
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  c.header('cache-control', 'no-store')
  const isApi = c.req.path.startsWith('/v1/')
  if (isApi) c.header('API-Version', API_VERSION)
  const response = problemFor(c, error)
  return wantsPage(c) && !isApi ? failed(c, response) : response
}
