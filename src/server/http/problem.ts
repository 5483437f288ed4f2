import { given } from '../../domain/optional-fields.ts'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AppError } from '../../domain/errors.ts'
import type { Problem } from '../../wire/problem-details.ts'
import { type ProblemCode, kindOfProblem, STATUS } from '../../wire/problem.ts'

type FieldErrors = NonNullable<Problem['errors']>

/** The members of a problem (RFC 9457). */
function problemBody(code: ProblemCode, detail: string, path: string): Problem {
  const { status, title, anchor } = kindOfProblem(code)
  return { type: `/reference#${anchor}`, title, status, detail, instance: asReference(path), code }
}

/** Characters that may not stand in a path, including a percent sign that starts no escape. */
const UNSAFE = /%(?![\da-f]{2})|[^!$&'()*+,\-./:;=@\w~%]/giu

/** The path as an address spells it, whatever characters the router decoded. */
function asReference(path: string): string {
  return path.replace(UNSAFE, (each) => encodeURIComponent(each.toWellFormed()))
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
    ...given({ errors }),
  }
  // Reading or replacing an index takes some seconds.
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
