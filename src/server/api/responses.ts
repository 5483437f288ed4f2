import type { z } from '@hono/zod-openapi'
import { Problem } from '../../wire/schemas.ts'
import { kindOfProblem, type ProblemCode } from '../../wire/problem.ts'

/** How responses are described in OpenAPI; each route says which of these it gives. */

const text = (description: string, example: string) => ({
  description,
  required: true,
  schema: { type: 'string' as const, examples: [example] },
})

/** Headers of every response of `/v1`. */
export const headers = {
  'API-Version': text('Version of this description', '1.1.0'),
  'Cache-Control': text('Nothing of it is to be kept', 'no-store'),
}

/**
 * Headers of what a client may keep for itself. Caches on the way may not: that is asked of every
 * response of an API by the Dutch API Design Rules.
 */
export const keptHeaders = {
  ...headers,
  ETag: text('The same as long as the index and the address are', '"6c1e9c…"'),
}

/** Where a list goes on. */
const linkHeader = {
  description: 'The first page and, where there is one, the next (RFC 8288)',
  schema: { type: 'string' as const },
}

/** A response that is paged and may be kept. */
export const paged = <T extends { readonly headers: object }>(response: T) => ({
  ...response,
  headers: { ...keptHeaders, Link: linkHeader },
})

/** For who sends the ETag of what they have. */
export const notModified = { description: 'What you have is still the same', headers: keptHeaders }

/** For problems that pass. */
export const retryAfter = {
  'Retry-After': {
    description: 'Seconds after which to try again, where that is known',
    schema: { type: 'integer', minimum: 0 } as const,
  },
}

/** One kind of content, and what it is. */
export const content = <T extends z.ZodType, M extends string>(
  description: string,
  type: M,
  schema: T,
) => ({ description, headers, content: { [type]: { schema } } as Record<M, { schema: T }> })

export const json = <T extends z.ZodType>(description: string, schema: T) =>
  content(description, 'application/json', schema)

/** A problem that a route can answer with; `detail` is an example of what it says. */
export const aProblem = (description: string, code: ProblemCode, detail: string, more = {}) => {
  const { status, title, anchor } = kindOfProblem(code)
  const example: Problem = {
    type: `/reference#${anchor}`,
    title,
    status,
    detail,
    instance: '/v1/answers/2022D35172.7',
    code,
  }
  return {
    description,
    headers: { ...headers, ...more },
    content: { 'application/problem+json': { schema: Problem, example } },
  }
}

/** What can go wrong with any request. */
export const problems = {
  403: aProblem(
    'The server answers people who are signed in, and the request names nobody',
    'not_signed_in',
    'This server answers people who are signed in. Ask it by the address that your ' +
      'organisation gives for it.',
  ),
  429: aProblem(
    'Too many requests came from this client',
    'rate_limited',
    'More than 300 requests in a minute came from your address. Send the next one after 3 s.',
    retryAfter,
  ),
  500: aProblem(
    'The index is damaged, or the server has a bug; nothing unproven is shown',
    'index_damaged',
    'The source of 2022D35172 is not what the index was made from. Run `npm run index`.',
  ),
  503: aProblem(
    'Not available now, or too busy',
    'unavailable',
    'The index is being opened. Try again in a moment.',
    retryAfter,
  ),
} as const

/** What can go wrong where a body is read. */
export const bodyProblems = {
  400: aProblem(
    'The request is not valid; `errors` names all that is wrong',
    'invalid_request',
    'limit: Too small: expected number to be >=1',
  ),
  413: aProblem(
    'The request is too large',
    'too_large',
    'A request has at most 131072 bytes. Send less.',
  ),
  415: aProblem(
    'The body is not JSON',
    'unsupported_media_type',
    'Send the body as JSON, with the header content-type: application/json.',
  ),
  ...problems,
} as const

/** What can go wrong where the address has an id. */
export const idProblems = {
  400: bodyProblems[400],
  404: aProblem(
    'There is nothing with this id',
    'not_found',
    'There is no document "2022D99999" in this index.',
  ),
  ...problems,
} as const
