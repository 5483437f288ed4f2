import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import { filterSearch } from '../api/filter-query.ts'
import type { Html } from '../pages/layout.ts'
import { pageText, type PageLanguage } from '../pages/text.ts'

/** The feeds that there are, with their media types. */
export const FEED_TYPES = {
  '/feed.atom': 'application/atom+xml',
  '/feed.rss': 'application/rss+xml',
} as const

export type FeedPath = keyof typeof FEED_TYPES

const FEEDS = [
  ['Atom', '/feed.atom'],
  ['RSS', '/feed.rss'],
] as const

/** The query of a feed's address. */
export function feedSearch(filters: Filters, language: PageLanguage): string {
  const search = filterSearch(filters)
  return search === '' ? `lang=${language}` : `${search}&lang=${language}`
}

/** For the head of a page: by this, feed readers find the feeds. */
export function feedAlternates(filters: Filters, language: PageLanguage): Html {
  return markup`${FEEDS.map(
    ([name, path]) =>
      markup`<link rel="alternate" type="${FEED_TYPES[path]}" title="${pageText[language].feedTitle} (${name})" href="${path}?${feedSearch(filters, language)}" />`,
  )}`
}

/** For people: links to the feeds. */
export function feedLinks(filters: Filters, language: PageLanguage): Html {
  const text = pageText[language]
  const isNarrow = filterSearch(filters) !== ''
  return markup`<p class="quiet feeds">
    ${isNarrow ? text.followFiltered : text.follow}
    ${FEEDS.map(([name, path]) => markup`<a href="${path}?${feedSearch(filters, language)}" type="${FEED_TYPES[path]}">${name}</a> `)}
  </p>`
}
