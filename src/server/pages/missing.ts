import { html as markup } from 'hono/html'
import { layout } from './layout.ts'
import { fill } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'
import type { ProblemCode } from '../../wire/problem.ts'

/** For an address that does not exist: says so, and where to go. */
export function missingPage(language: Language, origin: string, path: string): Html {
  const text = pageText[language]
  return layout(
    { language, origin, path: '/', title: `${text.notFound} · Letterlijk`, isPrivate: true },
    markup`<h1>${text.notFound}</h1>
      <p class="lead">${fill(text.notFoundText, { path })}</p>
      <ul>
        <li><a href="/?lang=${language}">${text.askTitle}</a></li>
        <li><a href="/documents?lang=${language}">${text.documentsTitle}</a></li>
      </ul>`,
  )
}

/** A request that failed. */
export interface Failure {
  readonly language: Language
  readonly origin: string
  readonly code: ProblemCode
}

/**
 * Says what happened in the reader's language. What only operators can fix goes to the log and to
 * programs, not to visitors.
 */
export function failedPage({ language, origin, code }: Failure): Html {
  const text = pageText[language]
  const foreseen: Partial<Record<ProblemCode, string>> = {
    overloaded: text.overloaded,
    rate_limited: text.rateLimited,
    not_signed_in: text.notSignedIn,
    unavailable: text.unavailable,
    invalid_request: text.failedInput,
    too_large: text.failedInput,
    unsupported_media_type: text.failedInput,
  }
  return layout(
    { language, origin, path: '/', title: `${text.failed} · Letterlijk`, isPrivate: true },
    markup`<h1>${text.failed}</h1>
      <p class="lead">${foreseen[code] ?? text.failedHere}</p>
      <p><a href="/?lang=${language}">${text.askTitle}</a></p>`,
  )
}
