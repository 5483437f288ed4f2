import { wordsOf } from '../../text/words.ts'
import { readPeriods } from './periods.ts'
import { findPhrases } from './phrases.ts'

/** Why no search was made. */
export type Misunderstanding = 'no_words' | 'unknown_script' | 'unknown_words'

/** The scripts of the languages in which answers were measured (docs/queries.md). */
const SCRIPTS = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}]/u

/** Characters of a word at most; of one with a digit, which a digest or a key has, far fewer. */
const LONGEST = { word: 60, withDigit: 20 }

/** A letter, or a number of no document: "q" and "12" stand in many answers, and ask nothing. */
const SIGN = /^(?:(?:\p{L}\p{M}*)|\p{N}{1,2})$/u

/** Where a query's words are looked up. */
interface Understanding {
  /** true if a word occurs in a text of the index */
  isInIndex(word: string): boolean
  /** true if the model has more than an unknown token for a word */
  isInModel(word: string): boolean
  /** whether the query has another one before it */
  readonly follows?: boolean
}

/**
 * Why a query cannot be understood: it has no word, or none that a model or the index knows; null
 * if it can.
 */
export function whyNotUnderstood(
  query: string,
  { isInIndex, isInModel, follows = false }: Understanding,
): Misunderstanding | null {
  const words = wordsOf(query).map(({ text }) => text)
  const written = words.filter((word) => SCRIPTS.test(word))
  if (words.length > 0 && written.length === 0 && !words.some(isInIndex)) return 'unknown_script'
  // "8" behind "vraag 7" asks for another question, "38 %" in quotation marks stands somewhere, and
  // "24-3-25" is a day.
  const isSigns = !follows && words.every((word) => SIGN.test(word))
  const isDay = isSigns && readPeriods(query, undefined).length > 0
  if (words.length === 0 || (isSigns && !isDay && findPhrases(query).length === 0))
    return 'no_words'
  if (isDay || words.some(isInIndex)) return null
  return written.some((word) => isOfALanguage(word) && isInModel(word)) ? null : 'unknown_words'
}

/** The model has pieces for any characters, and finds something near them. */
function isOfALanguage(word: string): boolean {
  return word.length <= (/\p{N}/u.test(word) ? LONGEST.withDigit : LONGEST.word)
}
