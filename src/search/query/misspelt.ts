import type { QueryLanguage } from '../../text/language.ts'
import { wordsOf } from '../../text/words.ts'
import { readLanguage } from './language.ts'

/** The languages whose words are known well enough to tell a slip from another word. */
const SPELT: readonly QueryLanguage[] = ['nl', 'en', 'und']

/** Where a word stands. */
export interface WordPlace {
  readonly word: string
  /** it begins the query, and others follow */
  readonly begins: boolean
  /** the query's */
  readonly language: QueryLanguage
}

/**
 * Whether a word may be misspelt: no name, which has a capital, and no word of another language.
 */
export function mayBeMisspelt({ word, begins, language }: WordPlace): boolean {
  const [first] = wordsOf(word)
  if (first === undefined) return false
  if (/^\p{Lu}/u.test(first.text) && !begins) return false
  if (language !== 'und') return SPELT.includes(language)
  return SPELT.includes(readLanguage(first.text.toLowerCase()))
}

/**
 * Whether a slip leads from one word to the other, and not from one language to the other: "allies"
 * is not "alles".
 */
export function isOneLanguage(word: string, read: string): boolean {
  const [own, other] = [readLanguage(word.toLowerCase()), readLanguage(read)]
  return own === other || own === 'und' || other === 'und'
}
