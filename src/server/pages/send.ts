import { preferredType } from '../http/accept.ts'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../../wire/problem-details.ts'
import { failedPage, missingPage } from './missing.ts'
import type { Language } from '../../text/language.ts'
import type { Html } from '../http/html.ts'
import { readerLanguage } from '../http/language.ts'
import { originOf } from '../http/origin.ts'

/** A problem for a person, as a page. */
export async function failed(c: Context, response: Response): Promise<Response> {
  const { code } = (await response.json()) as Problem
  const status = response.status as ContentfulStatusCode
  return send(c, status, (language, origin) => failedPage({ language, origin, code }))
}

/** A 404 for a person, as a page. */
export function missing(c: Context): Response | Promise<Response> {
  return send(c, 404, (language, origin) => missingPage(language, origin, c.req.path))
}

/** True if the client is a browser that asks for a page. */
export function wantsPage(c: Context): boolean {
  const supports = ['application/json', 'application/problem+json', 'text/html'] as const
  return preferredType(c, supports) === 'text/html'
}

/** A page in the reader's language. */
export async function send(
  c: Context,
  status: ContentfulStatusCode,
  page: (language: Language, origin: string) => Html,
): Promise<Response> {
  const language = readerLanguage(c)
  c.header('content-language', language)
  c.header('vary', 'Accept-Language', { append: true })
  return c.html(page(language, originOf(c)), status)
}
