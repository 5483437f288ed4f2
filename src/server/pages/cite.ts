import { html as markup } from 'hono/html'
import { CITATION_FORMATS, FORMAT_NAMES } from '../../cite/formats.ts'
import { citationHref } from '../../wire/links.ts'
import { publicationLabel } from '../../domain/publication.ts'
import { pageText } from '../../words/page.ts'
import type { DocumentHead } from '../../wire/schemas.ts'
import { withLanguage, type Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** Links to the forms in which an answer is cited; `web/copy-citation.ts` adds buttons that copy them. */
export function citeAs(answerId: string, language: Language): Html {
  const text = pageText[language]
  const items = CITATION_FORMATS.map((format) => {
    const name = format === 'parliamentary' ? text.parliamentary : FORMAT_NAMES[format]
    const address = `${citationHref(answerId, format)}&lang=${language}`
    return markup`<li><a href="${address}">${name}</a></li>`
  })
  return markup`<details>
    <summary>${text.cite}</summary>
    <ul class="cite-as" data-copy="${text.copy}" data-copied="${text.citationCopied}" data-failed="${text.copyFailed}">
      ${items}
    </ul>
  </details>`
}

/** The publications that a document's head says to see too, each with a link where it is in the index. */
export function earlier(document: Pick<DocumentHead, 'earlier'>, language: Language): Html {
  const links = document.earlier.map(({ page, ...publication }) => {
    const label = publicationLabel(publication)
    return page === null
      ? markup`<li lang="nl">${label}</li>`
      : markup`<li lang="nl"><a href="${withLanguage(page, language)}">${label}</a></li>`
  })
  return markup`<ul class="earlier">
    ${links}
  </ul>`
}
