import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { AppError } from '../../domain/errors.ts'
import { refuse } from './refuse.ts'

/** Bytes allowed in the body of a request. */
const MAX_BODY = 128 * 1024

/**
 * A body without a stated length comes in at most this many pieces. Each costs more than its bytes:
 * 128 kB a byte at a time would keep a processor busy for a second.
 */
const MOST_PIECES = 2_048

/**
 * Answers 413 to a body that is too large or comes in crumbs, 415 to one in a content encoding, and
 * 400 to one that breaks off.
 */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: MAX_BODY,
    onError: (c) => tooLarge(c, `A request has at most ${MAX_BODY} bytes.`),
  })
  return (c, next) => {
    const { raw } = c.req
    const encoding = c.req.header('content-encoding')?.trim() ?? ''
    if (raw.body !== null && !NOT_ENCODED.has(encoding.toLowerCase())) return encoded(c, encoding)
    if (raw.body !== null && raw.headers.has('transfer-encoding')) {
      const whole = { body: raw.body.pipeThrough(inFewPieces()), duplex: 'half' }
      c.req.raw = new Request(raw, whole)
    }
    // The handlers inside catch their own errors, so what arrives here concerns the body.
    return limit(c, next).catch((error: unknown) => {
      if (!(error instanceof Crumbs)) return brokenOff(error)
      return tooLarge(c, `The body of a request comes in at most ${MOST_PIECES} pieces.`)
    })
  }
}

class Crumbs extends Error {}

function inFewPieces(): TransformStream<Uint8Array, Uint8Array> {
  let pieces = 0
  return new TransformStream({
    transform(piece, controller) {
      if (++pieces > MOST_PIECES) controller.error(new Crumbs())
      else controller.enqueue(piece)
    },
  })
}

/** Of a body without one. "identity" should not be sent (RFC 9110, 8.4.1), but says the same. */
const NOT_ENCODED = new Set(['', 'identity'])

/** A small body could unfold into an endless one, and no client needs to compress a question. */
async function encoded(c: Context, encoding: string): Promise<Response> {
  c.header('accept-encoding', 'identity')
  c.header('connection', 'close')
  const message =
    `No content encodings of a body are read, and this one is in ${JSON.stringify(encoding)}. ` +
    'Send it as it is, without the header content-encoding.'
  return await refuse(c, new AppError('unsupported_media_type', message))
}

function tooLarge(c: Context, message: string): Response | Promise<Response> {
  // Nobody will read the rest of the body, so the connection cannot be reused.
  c.header('connection', 'close')
  return refuse(c, new AppError('too_large', message))
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

const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * Answers 400 to a body that is not UTF-8, as JSON must be (RFC 8259, 8.1): read all the same, "é"
 * would become another character, and a quote that is right would not be found.
 */
export const requireUtf8: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const bytes = await c.req.arrayBuffer().catch(brokenOff)
  try {
    strict.decode(bytes)
  } catch {
    const message =
      'The body is not in UTF-8, so that letters such as é would be misread. Encode it as UTF-8; ' +
      'in PowerShell: -ContentType "application/json; charset=utf-8".'
    return refuse(c, new AppError('invalid_request', message))
  }
  return next()
}

/** The client has usually gone, and nobody reads this answer; it is no fault of the server. */
function brokenOff(cause: unknown): never {
  throw new HTTPException(400, { message: 'The body of the request broke off.', cause })
}
