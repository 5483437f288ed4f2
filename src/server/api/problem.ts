import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import type { Problem } from '../../wire/schemas.ts'

/** What a client can be told: a failure that we foresee, or one that nobody did. */
export type ProblemCode = ErrorCode | 'internal_error'

const STATUS: Record<ProblemCode, ContentfulStatusCode> = {
  invalid_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media_type: 415,
  internal_error: 500,
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

const TITLES: Partial<Record<ProblemCode, string>> = {
  invalid_request: 'The request is not valid',
  not_found: 'Not found',
  method_not_allowed: 'The method is not allowed here',
  too_large: 'The request is too large',
  unsupported_media_type: 'The content type is not one that is read here',
  internal_error: 'Something went wrong',
  not_verbatim: 'A text of the index is not what its source says',
  index_damaged: 'The index is damaged',
  unavailable: 'Not available now',
  overloaded: 'Too busy now',
  rate_limited: 'Too many requests',
}

/** All codes that a problem can have. */
export const PROBLEM_CODES = Object.keys(STATUS) as [ProblemCode, ...ProblemCode[]]

/** The status and title of problems with this code, and the anchor of its explanation at `/reference`. */
export function kindOfProblem(code: ProblemCode) {
  return {
    status: STATUS[code],
    title: TITLES[code] ?? 'The server is not set up rightly',
    anchor: `problem-${code.replaceAll('_', '-')}`,
  }
}

export type FieldErrors = NonNullable<Problem['errors']>

/** What a problem says, as RFC 9457 wants it. */
export function problemBody(code: ProblemCode, detail: string, path: string): Problem {
  const { status, title, anchor } = kindOfProblem(code)
  return { type: `/reference#${anchor}`, title, status, detail, instance: path, code }
}

/** Answers with RFC 9457 problem details. */
export function problem(
  c: Context,
  code: ProblemCode,
  detail: string,
  errors?: FieldErrors,
): Response {
  const status = STATUS[code]
  const body = {
    ...problemBody(code, detail, c.req.path),
    ...(errors === undefined ? {} : { errors }),
  }
  // An index that is being read or replaced takes some seconds.
  if (code === 'unavailable') c.header('Retry-After', '5')
  return c.json(body, status, { 'content-type': 'application/problem+json' })
}

/** What a thrown error tells the client; the text of an unforeseen one stays in the log. */
export function problemFor(c: Context, error: unknown): Response {
  if (error instanceof AppError) return problem(c, error.code, error.message)
  if (error instanceof HTTPException && error.status === 415) {
    return problem(
      c,
      'unsupported_media_type',
      'Send the body as JSON, with the header content-type: application/json.',
    )
  }
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, 'invalid_request', error.message || 'The body is not valid JSON.')
  }
  return problem(
    c,
    'internal_error',
    'The server met an error that nobody foresaw. Nothing was lost; try again.',
  )
}
