import type { z } from '@hono/zod-openapi'
import { Problem } from '../../wire/problem-details.ts'
import { API_VERSION } from '../../wire/version.ts'
import { kindOfProblem, type ProblemCode } from '../../wire/problem.ts'

/** Builds the responses of the OpenAPI description; each route picks those it can return. */

const text = (description: string, example: string) => ({
  description,
  required: true,
  schema: { type: 'string' as const, examples: [example] },
})

/** Headers on every response of `/v1`. */
export const headers = {
  'API-Version': text('Version of this description', API_VERSION),
  'Cache-Control': text('Nothing may store it', 'no-store'),
}

/**
 * Headers of a response that a client may keep for itself but a shared cache may not, as the Dutch
 * API Design Rules ask of every API response.
 */
const keptHeaders = {
  ...headers,
  ETag: text('Unchanged as long as the index and the address are', '"6c1e9c…"'),
}

/** The header that leads to the next page of a list. */
const linkHeader = {
  description: 'The first page and the next one, if any (RFC 8288)',
  schema: { type: 'string' as const },
}

/** Headers of a page of a list, which a client may cache. */
export const pagedHeaders = { ...keptHeaders, Link: linkHeader }

/** For clients that send back an ETag. */
export const notModified = { description: 'Your copy is still current', headers: keptHeaders }

/** For problems that go away by themselves. */
export const retryAfter = {
  'Retry-After': {
    description: 'Seconds to wait before trying again, if known',
    schema: { type: 'integer', minimum: 0 } as const,
  },
}

/** A media type with the schema of its content. */
export const content = <T extends z.ZodType, M extends string>(
  description: string,
  type: M,
  schema: T,
) => ({ description, headers, content: { [type]: { schema } } as Record<M, { schema: T }> })

export const json = <T extends z.ZodType>(description: string, schema: T) =>
  content(description, 'application/json', schema)

/** A problem that a route can return; `detail` is an example of its message. */
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

/** Problems that any request can meet. */
export const problems = {
  403: aProblem(
    'The server answers only people who are signed in, and the request names nobody',
    'not_signed_in',
    'This server answers only people who are signed in. Use the address that your ' +
      'organisation gives for it.',
  ),
  429: aProblem(
    'Too many requests came from this client',
    'rate_limited',
    'Your address sent more than 300 requests in a minute. Send the next one after 3 s.',
    retryAfter,
  ),
  500: aProblem(
    'The index is damaged, or the server has a bug; nothing unproven is shown',
    'index_damaged',
    'The source of 2022D35172 is not the one that the index was built from. Run `npm run index`.',
  ),
  503: aProblem(
    'Unavailable for the moment, or too busy',
    'unavailable',
    'The index is still opening. Try again in a moment.',
    retryAfter,
  ),
} as const

/** Problems of requests with a body. */
export const bodyProblems = {
  400: aProblem(
    'The request is not valid; `errors` lists every fault',
    'invalid_request',
    'limit: Too small: expected number to be >=1',
  ),
  413: aProblem(
    'The request is too large',
    'too_large',
    'A request has at most 131072 bytes. Send less.',
  ),
  415: aProblem(
    'The body is not JSON, or in a content encoding (compressed)',
    'unsupported_media_type',
    'Send the body as JSON, with the header content-type: application/json.',
  ),
  ...problems,
} as const

/** Problems of an address with an id in it. */
export const idProblems = {
  400: bodyProblems[400],
  404: aProblem('Nothing has this id', 'not_found', 'This index has no document "2022D99999".'),
  ...problems,
} as const
