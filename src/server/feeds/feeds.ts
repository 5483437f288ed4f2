import { Hono } from 'hono'
import { FEED, feedSearch } from './links.ts'
import { atom, type Feed } from './atom.ts'
import { feedEntries, urnOf } from './entries.ts'
import { FilterQuery, filtersOf, queryOf } from '../http/filter-query.ts'
import { isUnchanged } from '../http/conditional.ts'
import { filterParams } from '../../wire/filter-params.ts'
import { originOf } from '../http/origin.ts'
import { fill, sayDate } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import { problem } from '../http/problem.ts'
import { isSamePerson, ministerLabel } from '../../domain/names.ts'
import type { Served } from '../../engine/engine.ts'
import type { Filters } from '../../search/search.ts'
import type { ServerDeps } from '../http/deps.ts'
import { readerLanguage } from '../http/language.ts'
import type { Language } from '../../text/language.ts'

/** The feed of new answers, all or those that match the filters in the address. */
export function createFeeds({ current, log, version }: ServerDeps): Hono {
  const feeds = new Hono()
  feeds.get(FEED.path, async (c) => {
    const parsed = FilterQuery.safeParse(queryOf(c))
    if (!parsed.success) {
      const names = Object.keys(FilterQuery.shape).join(', ')
      const detail =
        `A feed takes these filters: ${names}; days are YYYY-MM-DD. It takes no question: ` +
        'queries stay out of addresses.'
      return problem(c, 'invalid_request', detail)
    }
    const language = readerLanguage(c)
    const [filters, origin, served] = [filtersOf(parsed.data), originOf(c), current()]
    const search = filterParams(filters).toString()
    const { digest } = served.library
    const made = [digest, version, language, origin, search]
    c.header('vary', 'Accept-Language', { append: true })
    if (await isUnchanged(c, made)) return c.body(null, 304)

    const entries = await feedEntries(served, {
      filters: served.composer.byCurrentIds(filters),
      ...{ language, log },
    })
    const newest = entries[0]?.date ?? null
    // Sent, but never compared: a document added late may be older than those already in the feed.
    if (newest !== null) c.header('last-modified', newest.toUTCString())
    const self = `${origin}${FEED.path}?${feedSearch(filters, language)}`
    const feed: Feed = {
      id: await urnOf(`feed ${self}`),
      title: titleOf(filters, language),
      description: pageText[language].description,
      language,
      origin,
      self,
      page: `${origin}/documents?${listSearch(filters, served, language)}`,
      updated: newest ?? NEVER,
      entries,
    }
    return c.body(atom(feed), 200, { 'content-type': `${FEED.type}; charset=utf-8` })
  })
  return feeds
}

/**
 * The query string of the list of the same documents. It takes one minister by the whole name, one
 * party and one year; without what it does not take, it has more than the feed.
 */
function listSearch(
  { ministers = [], parties = [], from = '', to = '' }: Filters,
  { library }: Served,
  language: Language,
): string {
  const [minister, year] = [ministers[0] ?? '', from.slice(0, 4)]
  const isWhole = library.documents.some((document) =>
    document.ministers.some((each) => isSamePerson(ministerLabel(each), minister)),
  )
  const isYear = from === `${year}-01-01` && to === `${year}-12-31`
  const search = new URLSearchParams([
    ...(ministers.length === 1 && isWhole ? [['minister', minister]] : []),
    ...(parties.length === 1 ? [['party', parties[0]!]] : []),
    ...(isYear ? [['year', year]] : []),
    ['lang', language],
  ])
  return search.toString()
}

/** The "updated" moment of a feed without entries: Atom requires one. */
const NEVER = new Date(0)

/** "Letterlijk: nieuwe antwoorden (D66, vanaf 1 januari 2022)" */
function titleOf(
  { documents = [], ministers = [], parties = [], from, to }: Filters,
  language: Language,
): string {
  const text = pageText[language]
  const parts = [
    ...documents,
    ...ministers,
    ...parties,
    ...(from === undefined ? [] : [fill(text.feedFrom, { date: sayDate(from, language) })]),
    ...(to === undefined ? [] : [fill(text.feedTo, { date: sayDate(to, language) })]),
  ]
  return parts.length === 0 ? text.feedTitle : `${text.feedTitle} (${parts.join(', ')})`
}
