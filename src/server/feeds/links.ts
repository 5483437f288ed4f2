import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import { filterSearch } from '../api/filter-query.ts'
import type { Html } from '../pages/layout.ts'
import { pageText, type PageLanguage } from '../pages/text.ts'

/** The feed of new answers: Atom, which every feed reader takes. */
export const FEED = { path: '/feed.atom', type: 'application/atom+xml' } as const

/** The query of a feed's address. */
export function feedSearch(filters: Filters, language: PageLanguage): string {
  const search = filterSearch(filters)
  return search === '' ? `lang=${language}` : `${search}&lang=${language}`
}

/** For the head of a page: feed readers find the feed by it. */
export function feedAlternate(filters: Filters, language: PageLanguage): Html {
  return markup`<link rel="alternate" type="${FEED.type}" title="${pageText[language].feedTitle}" href="${hrefOf(filters, language)}" />`
}

/** For people: a link to the feed. */
export function feedLink(filters: Filters, language: PageLanguage): Html {
  const text = pageText[language]
  const isNarrow = filterSearch(filters) !== ''
  return markup`<p class="quiet feeds">
    ${isNarrow ? text.followFiltered : text.follow}
    <a href="${hrefOf(filters, language)}" type="${FEED.type}">Atom</a>
  </p>`
}

function hrefOf(filters: Filters, language: PageLanguage): string {
  return `${FEED.path}?${feedSearch(filters, language)}`
}
