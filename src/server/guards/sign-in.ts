import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../domain/errors.ts'
import { clientOf } from './client.ts'
import { refuse } from './refuse.ts'

/**
 * Answers only requests in which a trusted proxy names the signed-in user in this header. From
 * anywhere else the header means nothing: anybody can write it. The name is not used, stored or
 * logged.
 */
export function signedIn(header: string): MiddlewareHandler {
  return async (c, next) => {
    const named = (c.req.header(header) ?? '').trim() !== ''
    if (named && clientOf(c).viaTrustedProxy) return next()
    c.res = await refuse(c, notSignedIn())
  }
}

function notSignedIn(): AppError {
  return new AppError(
    'not_signed_in',
    'This server answers only people who are signed in. Use the address that your organisation ' +
      'gives for it.',
  )
}
