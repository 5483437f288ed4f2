import { html as markup } from 'hono/html'
import type { Card, SeeAlso, AnswerSource } from '../../answer/card.ts'
import { CITATION_FORMATS, FORMAT_NAMES } from '../../cite/formats.ts'
import type { Language } from '../../text/language.ts'
import { citationHref } from '../../wire/links.ts'
import { chatWords } from '../../words/chat.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { pageText } from '../../words/page.ts'
import { withLanguage, type Html } from '../http/html.ts'

/**
 * The citation of an answer, with links to its other forms; `web/copy-citation.ts` adds buttons
 * that copy them.
 */
export function citeAs({ id, citation }: Pick<Card, 'id' | 'citation'>, language: Language): Html {
  const text = pageText[language]
  const items = CITATION_FORMATS.map((format) => {
    const name = format === 'parliamentary' ? text.parliamentary : FORMAT_NAMES[format]
    const address = `${citationHref(id, format)}&lang=${language}`
    return markup`<li><a href="${address}">${name}</a></li>`
  })
  return markup`<details>
    <summary>${text.cite}</summary>
    <p class="cite" lang="nl">${citation}</p>
    <ul
      class="cite-as"
      data-copy="${text.copy}"
      data-copied="${text.citationCopied}"
      data-failed="${text.copyFailed}"
      data-gone="${evidenceWords[language].gone}"
      data-unreachable="${chatWords[language].unreachable}">
      ${items}
    </ul>
  </details>`
}

/** The related documents that a document's head names, each linked if it is in the index. */
export function earlier(seeAlso: readonly SeeAlso[], language: Language): Html {
  const links = seeAlso.map(({ page, name }) =>
    page === null
      ? markup`<li lang="nl">${name}</li>`
      : markup`<li lang="nl"><a href="${withLanguage(page, language)}">${name}</a></li>`,
  )
  return markup`<ul class="earlier">
    ${links}
  </ul>`
}

/** Other sources of an answer or a document, each linked if it is in the index. */
export function otherSources(sources: readonly AnswerSource[], language: Language): Html {
  const text = pageText[language]
  const items = sources.map(({ name, page, differs }) => {
    const named =
      page === null ? name : markup`<a href="${withLanguage(page, language)}">${name}</a>`
    return markup`<li>${named}${differs ? ` ${text.otherWords}` : ''}</li>`
  })
  return markup`<ul class="earlier">
    ${items}
  </ul>`
}
