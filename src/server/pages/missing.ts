import { html as markup } from 'hono/html'
import { layout } from './layout.ts'
import { fill } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** For an address that has nothing: says so, and where to go. */
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

/** A request that came to nothing. */
export interface Failure {
  readonly language: Language
  readonly origin: string
  /** the problem's code */
  readonly code: string
  /** what happened, in the server's words */
  readonly detail: string
}

/**
 * Says what happened: in the reader's language where it happens to visitors, else as the server
 * says it.
 */
export function failedPage({ language, origin, code, detail }: Failure): Html {
  const text = pageText[language]
  const foreseen: Record<string, string> = {
    overloaded: text.overloaded,
    rate_limited: text.rateLimited,
  }
  return layout(
    { language, origin, path: '/', title: `${text.failed} · Letterlijk`, isPrivate: true },
    markup`<h1>${text.failed}</h1>
      <p class="lead">${foreseen[code] ?? detail}</p>
      <p><a href="/?lang=${language}">${text.askTitle}</a></p>`,
  )
}
