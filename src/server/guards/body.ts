import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { AppError } from '../../domain/errors.ts'
import { refuse } from './refuse.ts'

/** Bytes allowed in the body of a request. */
const MAX_BODY = 128 * 1024

/** Answers 413 to a body that is too large, and 400 to one that breaks off. */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: MAX_BODY, onError: tooLarge })
  // The handlers inside catch their own errors, so what arrives here concerns the body.
  return (c, next) => limit(c, next).catch(brokenOff)
}

function tooLarge(c: Context): Response | Promise<Response> {
  // Nobody will read the rest of the body, so the connection cannot be reused.
  c.header('connection', 'close')
  return refuse(c, new AppError('too_large', `A request has at most ${MAX_BODY} bytes.`))
}

/**
 * Waits for the whole body, whose size must already be limited, and puts it back into the request
 * for handlers that read it as it came.
 */
export async function receiveBody(c: Context): Promise<void> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  const body = await c.req.arrayBuffer().catch(brokenOff)
  c.req.raw = new Request(c.req.raw, { body })
}

/** The client has usually gone, and nobody reads this answer; it is no fault of the server. */
function brokenOff(cause: unknown): never {
  throw new HTTPException(400, { message: 'The body of the request broke off.', cause })
}
