import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorCode } from '../domain/errors.ts'

/** Failures that a client can be told about: one that we foresee, or one that nobody did. */
export type ProblemCode = ErrorCode | 'internal_error'

export const STATUS: Record<ProblemCode, ContentfulStatusCode> = {
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
  not_signed_in: 403,
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
  unsupported_media_type: 'This route does not read that content type',
  internal_error: 'Something went wrong',
  not_verbatim: 'A text of the index differs from its source',
  index_damaged: 'The index is damaged',
  unavailable: 'Not available now',
  overloaded: 'Too busy now',
  rate_limited: 'Too many requests',
  not_signed_in: 'Not signed in',
}

/** All codes that a problem can have. */
export const PROBLEM_CODES = Object.keys(STATUS) as [ProblemCode, ...ProblemCode[]]

/**
 * The status and title of problems with this code, and the anchor of its explanation at
 * `/reference`.
 */
export function kindOfProblem(code: ProblemCode) {
  return {
    status: STATUS[code],
    title: TITLES[code] ?? 'The server is misconfigured',
    anchor: `problem-${code.replaceAll('_', '-')}`,
  }
}
