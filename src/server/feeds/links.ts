import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import { filterParams } from '../../wire/filter-params.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'

/** The feed of new answers, in Atom, which every feed reader takes. */
export const FEED = { path: '/feed.atom', type: 'application/atom+xml' } as const

/** The feed of a saved search. */
export const SEARCH_FEED = { path: '/search.atom', type: FEED.type } as const

/** The feed of questions that wait for an answer. */
export const OPEN_FEED = { path: '/open-questions.atom', type: FEED.type } as const

/** The query string of a feed's address. */
export function feedSearch(filters: Filters, language: Language): string {
  const search = filterParams(filters).toString()
  return search === '' ? `lang=${language}` : `${search}&lang=${language}`
}

/** For the head of a page, where feed readers look for feeds. */
export function feedAlternate(filters: Filters, language: Language): Html {
  const [title, href] = [pageText[language].feedTitle, hrefOf(filters, language)]
  return markup`<link rel="alternate" type="${FEED.type}" title="${title}" href="${href}" />`
}

/** A link to the feed for people. */
export function feedLink(filters: Filters, language: Language): Html {
  const text = pageText[language]
  const isNarrow = filterParams(filters).toString() !== ''
  return markup`<p class="quiet feeds">
    ${isNarrow ? text.followFiltered : text.follow}
    <a href="${hrefOf(filters, language)}" type="${FEED.type}">Atom</a>
  </p>`
}

function hrefOf(filters: Filters, language: Language): string {
  return `${FEED.path}?${feedSearch(filters, language)}`
}
