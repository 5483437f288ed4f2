import { MONTHS } from '../../domain/months.ts'
import { patternOf } from '../../text/pattern.ts'

const DATE = String.raw`,\s\d{1,2}\s(?:${MONTHS.join('|')})\s\d{4}(?:[.,;]|$)`
const NAME = String.raw`\p{Lu}[\p{L}.-]{0,30}(?:\s\p{Lu}[\p{L}.-]{0,30}){0,3}`

const SOURCE = new RegExp(
  patternOf`
    ^(?:(?:[Dd]e|[Hh]et)\s${NAME}${DATE}
    |(?:Kamerstuk(?:ken)?|Aanhangsel)\s.{1,80}\snr\.\s\d{1,5}\.?$
    |(?:https?:|www\.)\S{1,300}$)
  `,
  'u',
)

const DATED_NAME = new RegExp(`^${NAME}${DATE}`, 'u')

/** "De Waterkrant, 1 maart 2025", "Kamerstuk 36 200, nr. 5.": a source, and no item of a list. */
export function isSource(text: string): boolean {
  return SOURCE.test(text)
}

/** "Trouw, 2 maart 2025", but also "Oudewater, 1 juni 2025": a source only beside another. */
export function mayBeSource(text: string): boolean {
  return SOURCE.test(text) || DATED_NAME.test(text)
}
