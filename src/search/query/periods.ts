import { fold } from '../../text/words.ts'
import { mondayOfWeek, monthsOfPart, weekPattern, yearPartPattern } from './year-parts.ts'
import { patternOf } from '../../text/pattern.ts'

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
  /** `year`: a year alone, which is usually part of the topic */
  readonly grain: 'day' | 'month' | 'year' | 'span'
}

const DUTCH_MONTHS =
  'januari februari maart april mei juni juli augustus september oktober november december'
const ENGLISH_MONTHS =
  'january february march april may june july august september october november december'
const SHORT_MONTHS = 'jan feb mrt apr mei jun jul aug sept okt nov dec'
const SHORT_ENGLISH = 'jan feb mar apr may jun jul aug sep oct nov dec'

const MONTHS = new Map(
  [DUTCH_MONTHS, ENGLISH_MONTHS, SHORT_MONTHS, SHORT_ENGLISH].flatMap((names) =>
    names.split(' ').map((name, at) => [name, at + 1] as const),
  ),
)

const MONTH = `(?:${[...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|')})\\.?`
const YEAR = '(?:19[89]|20[0-4])\\d'
const DAY = '(?:3[01]|[12]\\d|0?[1-9])'
const COUNT =
  '(?:\\d{1,2}|een|one|twee|two|drie|three|vier|four|vijf|five|zes|six|tien|ten|twaalf|twelve)'

/**
 * The ways in which a query names days. Order matters: the first pattern that matches at a place
 * wins.
 */
const points = [
  // "2025-03-24"
  `(?<isoYear>${YEAR})-(?<isoMonth>\\d\\d)-(?<isoDay>\\d\\d)`,
  // "24-3-2025", "24/03/2025"
  `(?<numDay>${DAY})[-/.](?<numMonth>1[0-2]|0?[1-9])[-/.](?<numYear>${YEAR})`,
  // "vergaderjaar 2023-2024", "session year 2023/24"
  patternOf`
    (?:vergaderjaar|zittingsjaar|(?:session|parliamentary) year)\s+(?<session>${YEAR})
    \s?[-–/]\s?\d{2,4}
  `,
  // "1 en 15 november 2024", after "tussen"
  patternOf`
    (?<spanDay>${DAY})\s*(?:en|and|tot(?: en met)?|t/m|to|-|–)\s*(?<spanLast>${DAY})
    \s+(?<spanMonth>${MONTH})\s+(?<spanYear>${YEAR})
  `,
  // "24 maart 2025", "24th of March", "24 maart"
  patternOf`
    (?<day>${DAY})(?:st|nd|rd|th|e)?\s+(?:of\s+)?(?<dayMonth>${MONTH})(?:,?\s+(?<dayYear>${YEAR}))?
  `,
  // "March 24th, 2025"
  `(?<usMonth>${MONTH})\\s+(?<usDay>${DAY})(?:st|nd|rd|th)?(?:,?\\s+(?<usYear>${YEAR}))`,
  // "november 2024", "November of 2024", "november"
  `(?<month>${MONTH})(?:\\s+(?:van\\s+|of\\s+)?(?<monthYear>${YEAR}))?`,
  // "Q1 2023", "eerste kwartaal van 2023", "second half of 2022"
  patternOf`
    (?:(?<quarter>Q[1-4])|(?:de |het |the )?
    (?<nth>eerste|tweede|derde|vierde|first|second|third|fourth|1e|2e|3e|4e)
    \s+(?<part>kwartaal|quarter|helft|half))\s+(?:van\s+|of\s+)?(?<partYear>${YEAR})
  `,
  yearPartPattern(YEAR),
  weekPattern(YEAR),
  // "2020-2022", "2021"
  `(?<firstYear>${YEAR})\\s?[-–]\\s?(?<lastYear>${YEAR})`,
  `(?<year>${YEAR})`,
  // "vorig jaar", "last month", "this week"
  patternOf`
    (?:de |het |the )?(?<which>vorige?|verleden|last|deze|dit|this)
    \s+(?<unit>jaar|year|maand|month|week|kwartaal|quarter)
  `,
  // "de afgelopen drie maanden", "the past year"
  patternOf`
    (?:de |het |the )?(?:afgelopen|laatste|past|last)\s+(?:(?<count>${COUNT})\s+)?
    (?<units>jaar|jaren|years?|maanden|maand|months?|weken|week|weeks?|dagen|days)
  `,
  `(?<today>vandaag|today)|(?<yesterday>gisteren|yesterday)`,
]

/** Compiled for the first query that may name a day: compiling takes long. */
let pattern: RegExp | undefined

const MAY_NAME = new RegExp(
  patternOf`
    ${YEAR}|vorige?|verleden|afgelopen|laatste|last|past|dit|deze|this|vandaag|today|gisteren
    |yesterday|kwartaal|quarter
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

/**
 * The periods that a query names, in order. "Last year" is relative to `today`; without it, such
 * words are ignored.
 */
export function readPeriods(query: string, today: string | undefined): PeriodRead[] {
  if (!MAY_NAME.test(query)) return []
  const found = pointsIn(query, today)
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

interface Point {
  readonly start: number
  readonly end: number
  readonly grain: PeriodRead['grain']
  /** null if the year comes from what follows */
  readonly from: string | null
  readonly to: string | null
  /** builds it with a year that is named elsewhere */
  ofYear(year: number): { from: string; to: string }
}

type FullPoint = Point & { readonly from: string; readonly to: string }

function pointsIn(query: string, today: string | undefined): Point[] {
  pattern ??= new RegExp(
    patternOf`
      (?<![\p{L}\p{N}\-/.,€$]|(?:€|\bnr\.?|\bartikel|\barticle)\s)(?:${points.join('|')})
      (?![\p{L}\p{N}]|[-–/]\p{L}|[.,]\d|\s*%)
    `,
    'giu',
  )
  return [...query.matchAll(pattern)].flatMap((match) => {
    const read = readPoint(match.groups!, today)
    if (read === null) return []
    return [{ start: match.index, end: match.index + match[0].length, ...read }]
  })
}

function readPoint(
  groups: Record<string, string | undefined>,
  today: string | undefined,
): Omit<Point, 'start' | 'end'> | null {
  const g = (name: string): number => Number(groups[name])
  if (groups['isoYear'] !== undefined) return dayPoint(g('isoDay'), g('isoMonth'), g('isoYear'))
  if (groups['numYear'] !== undefined) return dayPoint(g('numDay'), g('numMonth'), g('numYear'))
  if (groups['session'] !== undefined) {
    const year = g('session')
    return fixed('span', { from: openingOf(year), to: before(openingOf(year + 1)) })
  }
  if (groups['spanYear'] !== undefined) {
    const [month, year] = [monthOf(groups['spanMonth']!), g('spanYear')]
    if (g('spanDay') > g('spanLast') || g('spanLast') > daysIn(year, month)) return null
    return fixed('span', {
      from: dayOf(year, month, g('spanDay')),
      to: dayOf(year, month, g('spanLast')),
    })
  }
  if (groups['day'] !== undefined) {
    return dayPoint(g('day'), monthOf(groups['dayMonth']!), yearIn(groups['dayYear']))
  }
  if (groups['usMonth'] !== undefined) {
    return dayPoint(g('usDay'), monthOf(groups['usMonth']), yearIn(groups['usYear']))
  }
  if (groups['month'] !== undefined) {
    return monthPoint(monthOf(groups['month']), yearIn(groups['monthYear']))
  }
  if (groups['partYear'] !== undefined) return fixed('span', partOf(groups, g('partYear')))
  if (groups['yearPart'] !== undefined) {
    const { first, last } = monthsOfPart(groups['yearPart'])
    const year = g('yearPartOf')
    return fixed('span', {
      from: dayOf(year, first, 1),
      to: dayOf(year, last, daysIn(year, last)),
    })
  }
  if (groups['week'] !== undefined) {
    const from = mondayOfWeek(g('week'), g('weekOf'))
    return fixed('span', { from, to: shift(from, 6) })
  }
  if (groups['lastYear'] !== undefined) {
    const { from } = yearPeriod(g('firstYear'))
    const { to } = yearPeriod(g('lastYear'))
    return from < to ? fixed('span', { from, to }) : null
  }
  if (groups['year'] !== undefined) return fixed('year', yearPeriod(g('year')))
  if (today === undefined) return null
  return readRelative(groups, today)
}

function readRelative(
  groups: Record<string, string | undefined>,
  today: string,
): Omit<Point, 'start' | 'end'> | null {
  if (groups['today'] !== undefined) return fixed('day', { from: today, to: today })
  if (groups['yesterday'] !== undefined) {
    return fixed('day', { from: before(today), to: before(today) })
  }
  if (groups['which'] !== undefined) {
    const back = /^(?:vorig|verleden|last)/iu.test(groups['which']) ? 1 : 0
    return fixed('span', unitPeriod(groups['unit']!, today, back))
  }
  const many = groups['count'] === undefined ? 1 : countOf(groups['count'])
  return fixed('span', { from: goBack(today, groups['units']!, many), to: today })
}

function fixed(
  grain: Point['grain'],
  period: { from: string; to: string },
): Omit<FullPoint, 'start' | 'end'> {
  return { grain, ...period, ofYear: () => period }
}

function dayPoint(day: number, month: number, year: number | null) {
  const ofYear = (of: number) => {
    const date = dayOf(of, month, day)
    return { from: date, to: date }
  }
  if (month < 1 || month > 12 || day > daysIn(year ?? 2024, month)) return null
  return { grain: 'day' as const, ofYear, ...(year === null ? OPEN : ofYear(year)) }
}

function monthPoint(month: number, year: number | null): Omit<Point, 'start' | 'end'> {
  const ofYear = (of: number) => ({
    from: dayOf(of, month, 1),
    to: dayOf(of, month, daysIn(of, month)),
  })
  return { grain: 'month', ofYear, ...(year === null ? OPEN : ofYear(year)) }
}

const OPEN = { from: null, to: null }

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

function yearPeriod(year: number) {
  return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) }
}

function partOf(groups: Record<string, string | undefined>, year: number) {
  const nth = groups['quarter'] ?? groups['nth']!
  const half = groups['part'] !== undefined && /half|helft/iu.test(groups['part'])
  const months = half ? 6 : 3
  const first = (ordinal(nth) - 1) * months + 1
  const last = Math.min(12, first + months - 1)
  return { from: dayOf(year, first, 1), to: dayOf(year, last, daysIn(year, last)) }
}

const ORDINALS = ['eerste first 1', 'tweede second 2', 'derde third 3', 'vierde fourth 4']

function ordinal(text: string): number {
  const word = text.toLowerCase().replace(/^q|e$/gu, (part) => (part === 'q' ? '' : part))
  return 1 + ORDINALS.findIndex((names) => names.split(' ').some((name) => word.startsWith(name)))
}

function unitPeriod(unit: string, today: string, back: number) {
  const [year, month] = today.split('-').map(Number) as [number, number]
  if (/^(?:jaar|year)/iu.test(unit)) return yearPeriod(year - back)
  if (/^(?:kwartaal|quarter)/iu.test(unit)) {
    const quarter = Math.floor((month - 1) / 3) - back
    const of = year + Math.floor(quarter / 4)
    const first = ((quarter + 4) % 4) * 3 + 1
    return { from: dayOf(of, first, 1), to: dayOf(of, first + 2, daysIn(of, first + 2)) }
  }
  if (/^(?:maand|month)/iu.test(unit)) {
    const of = month - back < 1 ? year - 1 : year
    const own = month - back < 1 ? 12 : month - back
    return { from: dayOf(of, own, 1), to: dayOf(of, own, daysIn(of, own)) }
  }
  const monday = shift(today, -((weekdayOf(today) + 6) % 7) - 7 * back)
  return { from: monday, to: shift(monday, 6) }
}

function goBack(today: string, units: string, many: number): string {
  if (/^(?:jaar|jaren|year)/iu.test(units)) return shiftMonths(today, -12 * many)
  if (/^(?:maand|month)/iu.test(units)) return shiftMonths(today, -many)
  return shift(today, /^(?:week|weken)/iu.test(units) ? -7 * many : -many)
}

const COUNTS = ['een one', 'twee two', 'drie three', 'vier four', 'vijf five', 'zes six']

function countOf(text: string): number {
  if (/^\d/u.test(text)) return Number(text)
  const word = text.toLowerCase()
  if (/^t(?:ien|en)$/u.test(word)) return 10
  if (/^tw(?:aalf|elve)$/u.test(word)) return 12
  return 1 + COUNTS.findIndex((names) => names.split(' ').includes(word))
}

/** The third Tuesday of September, which opens the parliamentary year. */
function openingOf(year: number): string {
  const first = weekdayOf(dayOf(year, 9, 1))
  return dayOf(year, 9, 1 + ((2 - first + 7) % 7) + 14)
}

function monthOf(name: string): number {
  return MONTHS.get(name.toLowerCase().replace('.', ''))!
}

function yearIn(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}

function dayOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

function shift(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

function shiftMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const at = year * 12 + month - 1 + months
  const of = Math.floor(at / 12)
  const own = (at % 12) + 1
  return dayOf(of, own, Math.min(date, daysIn(of, own)))
}

const before = (day: string): string => shift(day, -1)
const after = (day: string): string => shift(day, 1)
