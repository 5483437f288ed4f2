import { MONTH_NUMBERS, MONTHS_ABROAD } from './month-names.ts'
import { SEASON, mondayOfWeek, monthsOfPart, weekPattern, yearPartPattern } from './year-parts.ts'
import { patternOf } from '../../text/pattern.ts'
import {
  before,
  isoDay,
  daysIn,
  openingDay,
  shift,
  shiftMonths,
  weekdayOf,
  yearPeriod,
} from './calendar.ts'

const MONTH = `(?:${namesOf(MONTH_NUMBERS)})\\.?`

const MONTH_ABROAD = `(?:${namesOf(MONTHS_ABROAD)})`

function namesOf(months: ReadonlyMap<string, number>): string {
  return [...months.keys()].sort((a, b) => b.length - a.length).join('|')
}

/** A pattern of a year. */
export const YEAR = '(?:19[89]|20[0-4])\\d'

/** A pattern of the last digits of a year, as written behind a month: "'23". */
export const SHORT_YEAR = "['’‘´`]\\d\\d(?!\\d|['’‘´`])"

const YEAR_BEHIND = `(?:${YEAR}|${SHORT_YEAR})`

const DAY = '(?:3[01]|[12]\\d|0?[1-9])'

const MONTH_NUMBER = '(?:1[0-2]|0?[1-9])'

const COUNT =
  '(?:\\d{1,2}|een|one|twee|two|drie|three|vier|four|vijf|five|zes|six|tien|ten|twaalf|twelve)'

/**
 * The ways in which a query names days. Order matters: the first pattern that matches at a place
 * wins.
 */
const points = [
  // "2025-03-24", "2025/03/24"
  `(?<isoYear>${YEAR})[-/](?<isoMonth>\\d\\d)[-/](?<isoDay>\\d\\d)`,
  // "24-3-2025", "24/03/2025"
  `(?<numDay>${DAY})[-/.](?<numMonth>${MONTH_NUMBER})[-/.](?<numYear>${YEAR})`,
  // "24-3-25", "24/03/25"
  patternOf`
    (?<shortDay>${DAY})(?<between>[-/])(?<shortMonth>${MONTH_NUMBER})\k<between>
    (?<shortYear>[0-4]\d)(?![-/]\d)
  `,
  // "3-2025", "03/2025"
  `(?<monthNumber>${MONTH_NUMBER})[-/](?<yearOfNumber>${YEAR})`,
  // "vergaderjaar 2023-2024", "session year 2023/24"
  patternOf`
    (?:vergaderjaar|zittingsjaar|parlementair jaar|(?:session|parliamentary) year)
    \s+(?<session>${YEAR})\s?[-–/]\s?\d{2,4}
  `,
  // "1 en 15 november 2024", after "tussen"
  patternOf`
    (?<spanDay>${DAY})\s*(?:en|and|tot(?: en met)?|t/m|to|-|–)\s*(?<spanLast>${DAY})
    \s+(?<spanMonth>${MONTH})\s+(?<spanYear>${YEAR_BEHIND})
  `,
  // "24 maart 2025", "24 maart '25", "24th of March", "24 maart", "24-mrt-2025"
  patternOf`
    (?<day>${DAY})(?:(?:st|nd|rd|th|e)?\s+(?:of\s+)?|-)(?<dayMonth>${MONTH})
    (?:(?:,?\s+|-)(?<dayYear>${YEAR_BEHIND}))?
  `,
  // "18. November 2024", "18 novembre 2024", "noviembre de 2024", "listopada 2024": a year makes a
  // month of words that others have for months
  patternOf`
    (?:(?<dayAbroad>${DAY})(?:\.|er|º)?\s+(?:de\s+)?)?(?<monthAbroad>${MONTH_ABROAD})
    \s+(?:del?\s+)?(?<yearAbroad>${YEAR})
  `,
  // "March 24th, 2025"
  `(?<usMonth>${MONTH})\\s+(?<usDay>${DAY})(?:st|nd|rd|th)?(?:,?\\s+(?<usYear>${YEAR}))`,
  // "maart-mei 2022", "mrt/apr 2024"
  patternOf`
    (?<firstMonth>${MONTH})\s?[-–/]\s?(?<lastMonth>${MONTH})\s+(?:van\s+|of\s+)?
    (?<monthsOf>${YEAR_BEHIND})
  `,
  // "november 2024", "november '24", "November of 2024", "november"
  `(?<month>${MONTH})(?:\\s+(?:van\\s+|of\\s+)?(?<monthYear>${YEAR_BEHIND}))?`,
  // "Q1 2023", "eerste kwartaal van 2023", "second half of 2022"
  patternOf`
    (?:(?<quarter>Q[1-4])|(?:de |het |the )?
    (?<nth>eerste|tweede|derde|vierde|first|second|third|fourth|1e|2e|3e|4e)
    \s+(?<part>kwartaal|quarter|helft|half))\s+(?:van\s+|of\s+)?(?<partYear>${YEAR})
  `,
  yearPartPattern(YEAR),
  weekPattern(YEAR),
  // "2020-2022", "2020/2021", "2021"
  `(?<firstYear>${YEAR})\\s?[-–/]\\s?(?<lastYear>${YEAR})`,
  `(?<year>${YEAR})`,
  // "vorig jaar", "last month", "this week"
  patternOf`
    (?:de |het |the )?(?<which>vorige?|verleden|last|deze|dit|this)
    \s+(?<unit>jaar|year|maand|month|week|kwartaal|quarter)
  `,
  // "de afgelopen drie maanden", "the past year"; not "de laatste maanden van 2024"
  patternOf`
    (?:de |het |the )?(?:afgelopen|laatste|past|last)\s+(?:(?<count>${COUNT})\s+)?
    (?<units>half(?:[ -]?jaar| year)|jaar|jaren|years?|maanden|maand|months?|weken|week|weeks?
    |dagen|days)
    (?!\s+(?:van|in|of)\s+${YEAR})
  `,
  // "twee jaar geleden", "two years ago"
  `(?<ago>${COUNT})\\s+(?:jaar|years?)\\s+(?:geleden|ago)`,
  // "sinds de zomer", "since the spring": the last one that has begun
  `(?<=(?:sinds|sedert|since)\\s)(?:de |het |the )?(?<season>${SEASON})(?:vakantie|reces)?`,
  `(?<today>vandaag|today)|(?<yesterday>gisteren|yesterday)`,
]

/** Compiled for the first query that may name a day: compiling takes long. */
let pattern: RegExp | undefined

/** A day, month, year or span that a query names by itself. */
export interface Point {
  readonly start: number
  readonly end: number
  /** `year`: a year alone, which is usually part of the topic */
  readonly grain: 'day' | 'month' | 'year' | 'span'
  /** null if the year comes from what follows */
  readonly from: string | null
  readonly to: string | null
  /** builds it with a year that is named elsewhere */
  ofYear(year: number): { from: string; to: string }
}

/** One whose year is known. */
export type FullPoint = Point & { readonly from: string; readonly to: string }

/** The points that a query names, in order; without `today` not those relative to it. */
export function pointsIn(query: string, today: string | undefined): Point[] {
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
  if (groups['shortYear'] !== undefined) {
    return dayPoint(g('shortDay'), g('shortMonth'), yearIn(groups['shortYear']))
  }
  if (groups['yearOfNumber'] !== undefined) return monthPoint(g('monthNumber'), g('yearOfNumber'))
  if (groups['session'] !== undefined) {
    const year = g('session')
    return fixed('span', { from: openingDay(year), to: before(openingDay(year + 1)) })
  }
  if (groups['spanYear'] !== undefined) {
    const [month, year] = [monthOf(groups['spanMonth']!), yearIn(groups['spanYear'])!]
    if (g('spanDay') > g('spanLast') || g('spanLast') > daysIn(year, month)) return null
    return fixed('span', {
      from: isoDay(year, month, g('spanDay')),
      to: isoDay(year, month, g('spanLast')),
    })
  }
  if (groups['day'] !== undefined) {
    return dayPoint(g('day'), monthOf(groups['dayMonth']!), yearIn(groups['dayYear']))
  }
  if (groups['yearAbroad'] !== undefined) {
    const [month, year] = [monthOf(groups['monthAbroad']!), g('yearAbroad')]
    return groups['dayAbroad'] === undefined
      ? monthPoint(month, year)
      : dayPoint(g('dayAbroad'), month, year)
  }
  if (groups['usMonth'] !== undefined) {
    return dayPoint(g('usDay'), monthOf(groups['usMonth']), yearIn(groups['usYear']))
  }
  if (groups['monthsOf'] !== undefined) {
    const [first, last] = [monthOf(groups['firstMonth']!), monthOf(groups['lastMonth']!)]
    const year = yearIn(groups['monthsOf'])!
    return first < last ? fixed('span', monthsOf(year, { first, last })) : null
  }
  if (groups['month'] !== undefined) {
    return monthPoint(monthOf(groups['month']), yearIn(groups['monthYear']))
  }
  if (groups['partYear'] !== undefined) return fixed('span', partOf(groups, g('partYear')))
  if (groups['yearPart'] !== undefined) {
    return fixed('span', monthsOf(g('yearPartOf'), monthsOfPart(groups['yearPart'])))
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
  if (groups['season'] !== undefined) {
    const months = monthsOfPart(groups['season'])
    const year = Number(today.slice(0, 4))
    const own = monthsOf(year, months)
    return fixed('span', own.from <= today ? own : monthsOf(year - 1, months))
  }
  if (groups['ago'] !== undefined) {
    return fixed('span', unitPeriod('jaar', today, countOf(groups['ago'])))
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
    const date = isoDay(of, month, day)
    return { from: date, to: date }
  }
  if (month < 1 || month > 12 || day > daysIn(year ?? 2024, month)) return null
  return { grain: 'day' as const, ofYear, ...(year === null ? OPEN : ofYear(year)) }
}

function monthPoint(month: number, year: number | null): Omit<Point, 'start' | 'end'> {
  const ofYear = (of: number) => ({
    from: isoDay(of, month, 1),
    to: isoDay(of, month, daysIn(of, month)),
  })
  return { grain: 'month', ofYear, ...(year === null ? OPEN : ofYear(year)) }
}

const OPEN = { from: null, to: null }

function partOf(groups: Record<string, string | undefined>, year: number) {
  const nth = groups['quarter'] ?? groups['nth']!
  const half = groups['part'] !== undefined && /half|helft/iu.test(groups['part'])
  const months = half ? 6 : 3
  const first = (ordinal(nth) - 1) * months + 1
  return monthsOf(year, { first, last: Math.min(12, first + months - 1) })
}

function monthsOf(year: number, { first, last }: { first: number; last: number }) {
  return { from: isoDay(year, first, 1), to: isoDay(year, last, daysIn(year, last)) }
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
    return { from: isoDay(of, first, 1), to: isoDay(of, first + 2, daysIn(of, first + 2)) }
  }
  if (/^(?:maand|month)/iu.test(unit)) {
    const of = month - back < 1 ? year - 1 : year
    const own = month - back < 1 ? 12 : month - back
    return { from: isoDay(of, own, 1), to: isoDay(of, own, daysIn(of, own)) }
  }
  const monday = shift(today, -((weekdayOf(today) + 6) % 7) - 7 * back)
  return { from: monday, to: shift(monday, 6) }
}

function goBack(today: string, units: string, many: number): string {
  if (/^half/iu.test(units)) return shiftMonths(today, -6)
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

function monthOf(name: string): number {
  const plain = name.toLowerCase().replace('.', '')
  return MONTH_NUMBERS.get(plain) ?? MONTHS_ABROAD.get(plain)!
}

/** "2023", and 2023 for "'23"; the archive begins in the nineties. */
function yearIn(text: string | undefined): number | null {
  if (text === undefined) return null
  const year = Number(text.replace(/\D/gu, ''))
  if (year >= 100) return year
  return year < 80 ? 2000 + year : 1900 + year
}
