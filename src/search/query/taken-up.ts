import type { QueryLanguage } from '../../text/language.ts'
import { saysWhenSaid } from './certainty.ts'
import { datesAreRead, isInYearOnly, takesUpWith, takesUp } from './takes-up.ts'
import type { ReadQuery } from './read.ts'
import { aspectOf, type FoundFilter } from './read-filter.ts'
import { overlaps, type Stretch } from './stretch.ts'

/** Whether one of these filters says anew what a filter says. */
export function isReplaced({ filter }: FoundFilter, later: readonly FoundFilter[]): boolean {
  return later.some((each) => aspectOf(each.filter) === aspectOf(filter))
}

/**
 * A query's filters, and each reading at its beginning that stands for one of those before it, as
 * sure as it.
 */
export function takenUp(
  query: string,
  {
    filters,
    readings,
    language,
    changes,
    before: { standing, hasTopic },
  }: Pick<ReadQuery, 'filters' | 'readings'> & {
    language: QueryLanguage
    /** whether it only puts names or dates in the place of those before it */
    changes: boolean
    before: { standing: readonly FoundFilter[]; hasTopic: boolean }
  },
): FoundFilter[] {
  const year = yearAlone(query, readings, language)
  return readings.flatMap((reading) => {
    const own = filters.find(({ filter }) => filter === reading.filter)
    const replaced = standing.filter((each) => isReplaced(each, [reading]))
    const isSure = replaced.some(({ sure }) => sure)
    // "Is dat meer dan vorig jaar?" compares, and dates no answer.
    if (year !== null && !changes && hasTopic && !saysWhenSaid(query)) return []
    // "En in 2023?" may date the answers on the topic before, or be part of that topic.
    if (year !== null)
      return year.read ? { ...reading, alone: true, sure: isSure || !hasTopic } : []
    const opens = takesUp(query.slice(0, reading.end), readings)
    if (replaced.length === 0 || !opens) return own ?? []
    return { ...reading, sure: own?.sure === true || isSure }
  })
}

/** A year that is all that a query says, and whether it is known to mean that year. */
function yearAlone(
  query: string,
  readings: readonly FoundFilter[],
  language: QueryLanguage,
): { read: boolean } | null {
  const [only, ...others] = readings
  if (only?.filter.kind !== 'period' || others.length > 0) return null
  const { from, to } = only.filter
  const isForeign = !datesAreRead(query, language)
  // "Na" is "after" in Dutch and "in" in Papiamentu.
  const isRead = !isForeign || (from !== null && to !== null)
  if (only.alone === true) return { read: isRead }
  if (!isForeign || !takesUp(query, readings, language)) return null
  return { read: isRead && isInYearOnly(query) }
}

/** What a query that only changes filters is about: nothing but a year that counts as none. */
export function aboutOfChange(query: string, { readings, about }: ReadQuery): ReadQuery['about'] {
  return (counting) => {
    const years = readings.filter(({ filter }) => filter.kind === 'period')
    if (years.every((each) => overlaps(each, counting))) return ''
    return about([takesUpWith(query), ...counting])
  }
}

/**
 * A query with the names at its beginning that take the place of those before: "en van De Groot?"
 * behind "vragen van Lindeboom", though "groot" is a word.
 */
export function withNames(
  query: string,
  {
    own,
    place: { start, led },
    readAs,
    before,
  }: {
    own: ReadQuery
    place: { start: number; led: boolean }
    readAs: (text: string) => ReadQuery
    before: readonly FoundFilter[]
  },
): ReadQuery {
  for (const [aspect, lead] of LEADS) {
    const replaced = before.find(({ filter }) => aspectOf(filter) === aspect)
    if (replaced === undefined) continue
    const moved = start - lead.length
    const names = readAs(lead + query.slice(start))
      .filters.filter(({ filter }) => filter.kind === 'asker' || filter.kind === 'minister')
      .map((each) => ({ ...each, start: each.start + moved, end: each.end + moved }))
      .filter((each) => !overlaps(each, own.readings))
    const [first] = names
    if (first?.start !== start) continue
    // Who writes names without capitals does so in both queries.
    const isWritten = (said: string): boolean => /\p{Lu}/u.test(said)
    if (!isWritten(first.filter.said) && (!led || isWritten(replaced.filter.said))) continue
    const inOrder = (filters: readonly FoundFilter[]) =>
      [...filters, ...names].sort((a, b) => a.start - b.start)
    return { ...own, filters: inOrder(own.filters), readings: inOrder(own.readings) }
  }
  return own
}

/** "En 7?" behind a query that asks for a question by its number asks for another. */
export function withNumber(
  query: string,
  {
    own,
    number,
    readAs,
  }: {
    readonly own: ReadQuery
    readonly number: Stretch
    readonly readAs: (text: string) => ReadQuery
  },
): ReadQuery {
  const said = query.slice(number.start, number.end)
  const filters = readAs(`vraag ${said}`).filters.map((each) => ({
    ...each,
    ...number,
    filter: { ...each.filter, said },
  }))
  return { ...own, filters, readings: filters }
}

/** What leads up to who asks, and to who answers. */
const LEADS = [
  ['asks', 'vragen van '],
  ['answers', 'antwoord van '],
] as const
