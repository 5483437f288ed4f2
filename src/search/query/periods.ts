import { fold } from '../../domain/fold.ts'
import { patternOf } from '../../text/pattern.ts'
import { after, before } from './calendar.ts'
import { isOfDocuments } from './certainty.ts'
import { type FullPoint, type Point, SHORT_YEAR, YEAR, pointsIn } from './period-points.ts'
import { SEASON } from './year-parts.ts'

/** The days that a query names, from first to last; null for an open end. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

/** A period found in a query. */
export interface PeriodRead extends Period {
  /** with its preposition, in UTF-16 code units */
  readonly start: number
  readonly end: number
  readonly grain: Point['grain']
}

const MAY_NAME = new RegExp(
  patternOf`
    ${YEAR}|${SHORT_YEAR}|\d[-/]\d{1,2}[-/]\d\d
    |(?:van|uit|in|op|from|of)\s+(?:\d{1,2}\s+)?
    (?:jan|feb|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)
    |vorige?|verleden|afgelopen|laatste|last|past|dit|deze|this|vandaag
    |today|gisteren|yesterday|geleden|ago|kwartaal|quarter|${SEASON}
  `,
  'iu',
)

/** What stands between the two ends of a span, and before an open one. */
const BETWEEN = /^\s*(?:en met|en|and|tot en met|tot|t\/m|to|until|till|through|-|–)\s*$/iu

const AND = /^\s*(?:en|and)\s*$/iu

const OPENS = /(?:tussen|between|van|vanaf|from|periode)\s+(?:de\s+|the\s+)?$/iu

const INTRODUCED = new RegExp(
  patternOf`
    (?:^|(?<=[\s(,]))(?<word>sinds|sedert|since|vanaf|from|na|after|v[oó][oó]r|before|tot en met
    |t\/m|tot|until|till|up to|in|uit|van|op|on|of|during|tijdens|gedurende|tussen|between|dated
    |d\.d\.|dd)\s+(?:(?:de|the|het|maand|month|year|jaar)\s+)*$
  `,
  'iu',
)

/** "Na de verkiezingen van 2023": the year of what happened belongs to both sides of it. */
const EVENT = new RegExp(
  patternOf`
    (?:^|(?<=[\s(,]))(?:(?<since>sinds|sedert|since|na|after)\s+(?:de|het|the)\s+\p{L}{3,30}
    |(?:v[oó][oó]r\s+(?:de\s+)?\p{L}{0,20}verkiezing(?:en)?|before\s+the\s+\p{L}{3,30}))
    \s+(?:van|of|in)\s+$
  `,
  'iu',
)

/**
 * The periods that a query names, in order. "Last year" is relative to `today`; without it, such
 * words are ignored.
 */
export function readPeriods(query: string, today: string | undefined): PeriodRead[] {
  if (!MAY_NAME.test(query)) return []
  const found = withYears(query, pointsIn(query, today)).map((point) => {
    return point.from === null && today !== undefined ? lastOne(query, point, today) : point
  })
  const periods: PeriodRead[] = []
  for (let at = 0; at < found.length; at++) {
    const point = found[at]!
    const next = found[at + 1]
    const span = next === undefined ? null : spanOf(query, point, next)
    if (span !== null) {
      periods.push(span)
      at++
    } else if (point.from !== null) periods.push(introduced(query, point as FullPoint))
  }
  return periods
}

/** The last of a day or month without a year: "afgelopen november", "antwoorden van 18 mei". */
function lastOne(query: string, point: Point, today: string): Point {
  const { index: start } = PAST.exec(query.slice(0, point.start)) ?? { index: point.start }
  const isLast = start < point.start || isOfDocuments(query, { start, end: point.end })
  // "Vragen van Mei Li"
  if (!isLast || /^\s+\p{Lu}/u.test(query.slice(point.end))) return point
  const year = Number(today.slice(0, 4))
  const own = point.ofYear(year)
  return { ...point, ...(own.from <= today ? own : point.ofYear(year - 1)), start }
}

const PAST = /(?<!\p{L})(?:afgelopen|verleden|last|this past)\s+$/iu

/** "Maart" in "maart en mei 2022": days or months in a list are of the year behind it. */
function withYears(query: string, points: readonly Point[]): Point[] {
  const known: Point[] = []
  for (const point of points.toReversed()) {
    const next = known[0]
    const isListed =
      point.from === null &&
      next?.grain === point.grain &&
      next.from !== null &&
      LISTED.test(query.slice(point.end, next.start))
    const own = isListed ? point.ofYear(Number(next.from.slice(0, 4))) : {}
    known.unshift({ ...point, ...own })
  }
  return known
}

const LISTED = /^\s*(?:,(?:\s*(?:en|and|of|or))?|en|and|of|or)\s*$/iu

/** "tussen maart en mei 2022", "2020-2022", "van 1 maart tot 4 april 2023" */
function spanOf(query: string, first: Point, last: Point): PeriodRead | null {
  const between = query.slice(first.end, last.start)
  if (!BETWEEN.test(between) || last.from === null || last.to === null) return null
  const opening = OPENS.exec(query.slice(0, first.start))
  const { from } = first.from === null ? first.ofYear(Number(last.from.slice(0, 4))) : first
  // "2019 en 2023" are two years; "2022 en 2023" and "tussen 2019 en 2023" are one span.
  if (AND.test(between) && opening === null && !follows(first, last)) return null
  if (from === null || from > last.to) return null
  return {
    start: opening === null ? introduced(query, { ...first, from, to: from }).start : opening.index,
    end: last.end,
    grain: 'span',
    from,
    to: last.to,
  }
}

function follows(first: Point, last: Point): boolean {
  return first.to !== null && last.from !== null && before(last.from) === first.to
}

const OPENING = /^(?:sinds|sedert|since|vanaf|from)$/u

const OPENING_SPAN = /^(?:sinds|sedert|since|vanaf)$/u

/**
 * A point with the preposition before it: "sinds 2021" has no end, "voor maart 2020" no beginning.
 */
function introduced(query: string, point: FullPoint): PeriodRead {
  const { end, grain, from, to } = point
  const event = EVENT.exec(query.slice(0, point.start))
  if (event !== null) {
    const isSince = event.groups!['since'] !== undefined
    return {
      ...{ start: event.index, end, grain: 'span' },
      ...(isSince ? { from, to: null } : { from: null, to }),
    }
  }
  const match = INTRODUCED.exec(query.slice(0, point.start))
  const start = match?.index ?? point.start
  const word = fold(match?.groups?.['word'] ?? '')
  // "from 3 to 9 May" already has its end.
  const open = grain === 'span' ? OPENING_SPAN : OPENING
  if (open.test(word)) {
    const onwards = /^\s+(?:on(?:wards)?|tot heden|tot nu toe|until now)(?!\p{L})/iu.exec(
      query.slice(end),
    )
    return { start, end: end + (onwards?.[0].length ?? 0), grain: 'span', from, to: null }
  }
  if (/^(?:na|after)$/u.test(word)) {
    return { start, end, grain: 'span', from: after(to), to: null }
  }
  if (/^(?:voor|before)$/u.test(word)) {
    return { start, end, grain: 'span', from: null, to: before(from) }
  }
  if (/^(?:tot en met|t\/m|tot|until|till|up to)$/u.test(word)) {
    return { start, end, grain: 'span', from: null, to: word === 'tot' ? before(from) : to }
  }
  return { start, end, grain, from, to }
}
