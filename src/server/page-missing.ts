import { html as markup } from 'hono/html'
import { layout, type Html } from './page-layout.ts'
import { fill } from './page-say.ts'
import { pageText, type PageLanguage } from './page-text.ts'

/** For an address that has nothing: says so, and where to go. */
export function missingPage(language: PageLanguage, origin: string, path: string): Html {
  const text = pageText[language]
  return layout(
    { language, origin, path: '/', title: `${text.notFound} · Letterlijk`, isPrivate: true },
    markup`<h1>${text.notFound}</h1>
      <p class="lead">${fill(text.notFoundText, { path })}</p>
      <ul>
        <li><a href="/?lang=${language}">${text.ask}</a></li>
        <li><a href="/documents?lang=${language}">${text.documents}</a></li>
      </ul>`,
  )
}

/** For a request that came to nothing: what happened, in the server's words. */
export function failedPage(language: PageLanguage, origin: string, detail: string): Html {
  const text = pageText[language]
  return layout(
    { language, origin, path: '/', title: `${text.failed} · Letterlijk`, isPrivate: true },
    markup`<h1>${text.failed}</h1>
      <p class="lead">${detail}</p>
      <p><a href="/?lang=${language}">${text.ask}</a></p>`,
  )
}
