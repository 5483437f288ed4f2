import { MONTHS, SHORT_MONTHS } from '../../domain/months.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * The source of a pattern for a date: "3 maart 2025", "maandag 3 maart 2025", "3e maart 2025", "3
 * mrt. '25", "3-3-2025", "03/03/25", "2025-03-03".
 */
export const DATE = patternOf`
  (?:(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?(?<day>\d{1,2})
  (?:(?:e|de|ste)?\s+(?:(?<month>${MONTHS.join('|')})|(?<short>${SHORT_MONTHS.join('|')}|sept)\.?)
  \s+(?<year>\d{4}|['’‘]\d{2}(?!\d))
  |(?<sign>[/.-])(?<number>0?[1-9]|1[0-2])\k<sign>(?<figures>\d{4}|['’‘]?\d{2}(?!\d)))
  |(?<iso>\d{4}-(?:0[1-9]|1[0-2])-\d{2})(?!\d))
`

/** "19 juli 2022" as "2022-07-19"; null if it is not a date. */
export function readDate(text: string): string | null {
  const groups = new RegExp(DATE, 'i').exec(text)?.groups
  if (groups === undefined) return null
  const { day = '', month, short, number, year, figures, iso } = groups
  if (iso !== undefined) return iso
  const named = month === undefined ? -1 : MONTHS.indexOf(month.toLowerCase())
  const abbreviated = SHORT_MONTHS.indexOf((short ?? '').toLowerCase().slice(0, 3))
  const index = number === undefined ? Math.max(named, abbreviated) + 1 : Number(number)
  const written = (year ?? figures ?? '').replace(/\D/, '')
  const whole = written.length === 4 ? written : `20${written}`
  return `${whole}-${String(index).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The date that follows these words, the source of a pattern; null if none does. */
export function dateAfter(text: string, words: string): string | null {
  return readDate(new RegExp(`${words}(?=${DATE})(.{1,30})`, 'i').exec(text)?.at(-1) ?? '')
}
