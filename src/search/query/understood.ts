import { wordsOf } from '../../text/words.ts'

/** Why nothing was looked for. */
export type Misunderstanding = 'no_words' | 'unknown_script' | 'unknown_words'

/** The scripts of the languages that answers were measured in (docs/queries.md). */
const SCRIPTS = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}]/u

/** What a query's words are looked up in. */
export interface Understanding {
  /** a word stands in a text of the index */
  isInIndex(word: string): boolean
  /** the model has more than an unknown token for a word */
  isInModel(word: string): boolean
}

/**
 * Why a query cannot be understood: it has no word, or none that a model or the index knows; null
 * where it can.
 */
export function whyNotUnderstood(
  query: string,
  { isInIndex, isInModel }: Understanding,
): Misunderstanding | null {
  const words = wordsOf(query).map(({ text }) => text)
  if (words.length === 0) return 'no_words'
  if (words.some(isInIndex)) return null
  const written = words.filter((word) => SCRIPTS.test(word))
  if (written.length === 0) return 'unknown_script'
  return written.some(isInModel) ? null : 'unknown_words'
}
