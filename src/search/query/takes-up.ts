import type { QueryLanguage } from '../../text/language.ts'
import { patternOf } from '../../text/pattern.ts'
import { wordsOf } from '../../text/words.ts'
import { FOREIGN, isGeneralIn, isInYear } from './foreign-words.ts'
import { isGeneral, languageOfWords } from './general-words.ts'
import { overlaps, type Stretch } from './stretch.ts'
import { isGlue } from './topic.ts'

const TAKING_UP = patternOf`
  ^\s*[¿¡]?(?:(?:en|and|maar|but|ook|also|alleen|enkel|only|just|und|aber|auch
  |et|mais|y|pero|ve|peki|ya|ama|ma
  |mar(?! \d)|a(?= (?:w|od|po|przed) )|i(?= na )|ale|і|а|але|(?:what|how) about
  |hoe zit (?:het|dat) met)(?![\p{L}-])|و(?=\p{L}))
`

/** Openings that take up the previous query with another name or year: "en van DENK?" */
const TAKES_UP = new RegExp(TAKING_UP, 'iu')

/** What stands before a name that takes another's place: "en die van", "and by", "what about". */
const BEFORE_NAME = new RegExp(
  patternOf`
    ${TAKING_UP}(?: (?:die|dat|de vragen|vragen|de antwoorden|antwoorden|those|the ones|questions
    |answers))?(?<of> (?:van|door|by|from|of))?\s+
  `,
  'iu',
)

/** What corrects the query before, or goes on from it: "nee sorry,", "ik bedoel", "ok dan". */
const CORRECTS = new RegExp(
  patternOf`
    ^\s*(?:(?:nee|neen|no|sorry|pardon|oeps|oops|ok|oke|oké|okay)[,.!]?\s+(?:(?:dan|then)\s+)?){1,3}
    (?:(?:ik|i) (?:bedoel|bedoelde|mean|meant)(?: eigenlijk| actually)?,?\s+)?(?=[\p{L}\p{N}])
    |^\s*(?:ik|i) (?:bedoel|bedoelde|mean|meant)(?: eigenlijk| actually)?,?\s+(?=[\p{L}\p{N}])
  `,
  'iu',
)

const CORRECTED = /,?\s{1,9}(?:bedoel(?:de)? ik|i meant?)\s{0,9}[.!]?\s{0,9}$/iu

/** A query that corrects the one before, as one that takes it up: "en PvdD" of "nee, PvdD". */
export function asTakingUp(query: string): string {
  // As long as it was, for the places of names.
  const said = query.replace(CORRECTS, (lead) => 'en'.padEnd(lead.length))
  return CORRECTED.test(said) ? `en ${said.trimStart().replace(CORRECTED, '')}` : said
}

/**
 * Whether a query only puts something else in a place of the previous one: "en van DENK?", "en
 * minister Hoekstra?", "¿y en 2023?". `named` are the places of its names and dates.
 */
export function takesUp(
  query: string,
  named: readonly Stretch[],
  guess: QueryLanguage = 'und',
): boolean {
  const language = languageOfWords(query, guess)
  return (
    TAKES_UP.test(query) &&
    wordsOf(query).every(
      ({ text, start, end }) =>
        overlaps({ start, end }, named) ||
        isGlue(text) ||
        isGeneral(text) ||
        isGeneralIn(language, text),
    )
  )
}

/** The words with which a query takes up the previous one: "en", "hoe zit het met". */
export function takesUpWith(query: string): Stretch {
  return { start: 0, end: TAKES_UP.exec(query)?.[0].length ?? 0 }
}

/** Whether a query is read as Dutch or English, whose words before a date are known. */
export function datesAreRead(query: string, guess: QueryLanguage): boolean {
  return !FOREIGN.has(languageOfWords(query, guess))
}

/** Whether a query of another language has nothing but a year, and is in it: "und im Jahr 2023?" */
export function isInYearOnly(query: string): boolean {
  const { end } = takesUpWith(query)
  return wordsOf(query.slice(end)).every(({ text }) => YEAR_ALONE.test(text) || isInYear(text))
}

/**
 * Where a name would begin that takes the place of one in the previous query, and whether a word
 * such as "van" leads up to it; null where nothing is taken up.
 */
export function placeOfName(query: string): { start: number; led: boolean } | null {
  const match = BEFORE_NAME.exec(query)
  if (match === null) return null
  return { start: match[0].length, led: match.groups!['of'] !== undefined }
}

/** The number that is all of a query, as in "en 7?" behind "vraag 6"; null if it says more. */
export function numberAlone(query: string): Stretch | null {
  const match = NUMBER_ALONE.exec(query)
  if (match === null) return null
  const start = match[0].indexOf(match.groups!['number']!)
  return { start, end: start + match.groups!['number']!.length }
}

const NUMBER_ALONE =
  /^\s*(?:(?:en|and|dan|then|nu|now|ook|also)\s+)*(?<number>\d{1,3}[a-p]?)\s*(?:\?\s*)?$/iu

/** "2023", and "2023'te" in Turkish */
export const YEAR_ALONE = /^(?:19|20)\d\d(?:['’]\p{L}+)?$/u
