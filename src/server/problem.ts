import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Problem } from './schemas.ts'

const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  invalid_request: 400,
  not_found: 404,
  too_large: 413,
  not_verbatim: 500,
  index_damaged: 500,
  unavailable: 503,
  overloaded: 503,
  rate_limited: 429,
  index_missing: 503,
  index_mismatch: 503,
  index_locked: 503,
  invalid_setting: 500,
  unreadable_document: 500,
  model_missing: 500,
  model_damaged: 500,
  port_taken: 500,
}

const TITLES: Partial<Record<ErrorCode, string>> = {
  invalid_request: 'The request is not valid',
  not_found: 'Not found',
  too_large: 'The request is too large',
  not_verbatim: 'A text of the index is not what its source says',
  index_damaged: 'The index is damaged',
  unavailable: 'Not available now',
  overloaded: 'Too busy now',
  rate_limited: 'Too many requests',
}

export type FieldErrors = NonNullable<Problem['errors']>

/** What a problem says, as RFC 9457 wants it. */
export function problemBody(code: ErrorCode, detail: string): Problem {
  const title = TITLES[code] ?? 'The server is not set up rightly'
  return { type: 'about:blank', title, status: STATUS[code], detail, code }
}

/** Answers with RFC 9457 problem details. */
export function problem(
  c: Context,
  code: ErrorCode,
  detail: string,
  errors?: FieldErrors,
): Response {
  const status = STATUS[code]
  const body = { ...problemBody(code, detail), ...(errors === undefined ? {} : { errors }) }
  // An index that is being read or replaced takes some seconds.
  if (code === 'unavailable') c.header('Retry-After', '5')
  return c.json(body, status, { 'content-type': 'application/problem+json' })
}

/** What a thrown error tells the client; the text of an unforeseen one stays in the log. */
export function problemFor(c: Context, error: unknown): Response {
  if (error instanceof AppError) return problem(c, error.code, error.message)
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, 'invalid_request', error.message || 'The body is not valid JSON.')
  }
  const body: Problem = {
    type: 'about:blank',
    title: 'Something went wrong',
    status: 500,
    detail: 'The server met an error that nobody foresaw. Nothing was lost; try again.',
    code: 'internal_error',
  }
  return c.json(body, 500, { 'content-type': 'application/problem+json' })
}
