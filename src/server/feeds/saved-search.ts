import { upTo } from '../../wire/length.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { compareText } from '../../domain/order.ts'
import { ask } from '../../engine/ask.ts'
import type { Served } from '../../engine/engine.ts'
import { plainLine } from '../../text/plain.ts'
import { pageText } from '../../words/page.ts'
import type { WireAnswer } from '../../wire/answer.ts'
import { LIMITS } from '../../wire/scalars.ts'
import type { ServerDeps } from '../http/deps.ts'
import { queryOf } from '../http/filter-query.ts'
import { readerLanguage } from '../http/language.ts'
import { isUnchanged } from '../http/conditional.ts'
import { originOf } from '../http/origin.ts'
import { problem } from '../http/problem.ts'
import { atom } from './atom.ts'
import { daysBefore, entryOf, urnOf } from './entries.ts'
import { SEARCH_FEED } from './links.ts'

const Saved = z.strictObject({ query: upTo(LIMITS.query, z.string().trim().min(1)) })

/** Days that a saved search looks back from the newest answer: two years. */
const DAYS = 731

/**
 * A search that somebody follows. Its query stands in the address by that person's own choice: the
 * page says so before offering the feed. The server stores nothing, and no log holds the query.
 */
export function createSearchFeed({ current, log, version }: ServerDeps): Hono {
  const feeds = new Hono()
  feeds.get(SEARCH_FEED.path, async (c) => {
    const parsed = Saved.safeParse(queryOf(c))
    if (!parsed.success) {
      const detail = `A saved search takes a query of 1 to ${LIMITS.query} characters, and lang.`
      return problem(c, 'invalid_request', detail)
    }
    const { query } = parsed.data
    const language = readerLanguage(c)
    const [origin, served] = [originOf(c), current()]
    const made = [served.library.digest, version, language, origin, query]
    c.header('vary', 'Accept-Language', { append: true })
    if (await isUnchanged(c, made)) return c.body(null, 304)

    const answers = await newest(served, query, log)
    const entries = await Promise.all(answers.map((answer) => entryOf(answer, language)))
    const address = new URLSearchParams({ query, lang: language })
    const self = `${origin}${SEARCH_FEED.path}?${address}`
    const body = atom({
      id: await urnOf(`feed ${self}`),
      title: `Letterlijk: ${plainLine(query)}`,
      description: pageText[language].savedIntro,
      language,
      origin,
      self,
      // The chat reads the question in the fragment, and asks it.
      page: `${origin}/?lang=${language}#${new URLSearchParams({ q: query })}`,
      updated: entries[0]?.date ?? new Date(0),
      entries,
    })
    return c.body(body, 200, { 'content-type': `${SEARCH_FEED.type}; charset=utf-8` })
  })
  return feeds
}

/** The latest answers that are at least possible for a query, newest first. */
async function newest(
  served: Served,
  query: string,
  log: ServerDeps['log'],
): Promise<WireAnswer[]> {
  const days = served.library.documents.flatMap(({ kind, answered }) =>
    kind === 'answers' && answered !== null ? [answered] : [],
  )
  const last = lastDay(days, new Date())
  if (last === '') return []
  return newestOf(last, async (from) => {
    const filters = { from }
    const request = { query, limit: LIMITS.answers, includeWeak: false, explain: false, filters }
    return (await ask(served, request, log)).answers
  })
}

/**
 * The latest of some days; '' without any. One after tomorrow is mistyped, if not all are: two
 * years before it there may be no other answer.
 */
export function lastDay(days: readonly string[], now: Date): string {
  const tomorrow = daysBefore(now.toISOString().slice(0, 10), -1)
  const past = days.filter((day) => day <= tomorrow)
  return (past.length > 0 ? past : days).reduce((latest, day) => (day > latest ? day : latest), '')
}

/**
 * The best answers of two years up to a day and, where those are as many as a request gives, also
 * the best of its week: else older answers would crowd out new ones. Newest first.
 */
export async function newestOf(
  last: string,
  bestSince: (from: string) => Promise<readonly WireAnswer[]>,
): Promise<WireAnswer[]> {
  const best = await bestSince(daysBefore(last, DAYS))
  const recent = best.length < LIMITS.answers ? [] : await bestSince(daysBefore(last, 7))
  return [...new Map([...best, ...recent].map((answer) => [answer.id, answer])).values()]
    .filter(({ document }) => document.answered !== null)
    .sort(
      (a, b) => compareText(b.document.answered!, a.document.answered!) || compareText(a.id, b.id),
    )
}
