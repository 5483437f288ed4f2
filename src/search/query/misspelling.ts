import type { QueryLanguage } from '../../text/language.ts'
import { wordsOf } from '../../text/words.ts'
import { readLanguage } from './language.ts'

/** The languages whose vocabulary is known well enough to tell a slip from another word. */
const SPELT: readonly QueryLanguage[] = ['nl', 'en', 'und']

/** The context of a word. */
interface WordPlace {
  readonly word: string
  /** it begins a longer query */
  readonly begins: boolean
  /** the query's language */
  readonly language: QueryLanguage
}

/** Whether a word may be misspelt: neither a capitalised name nor a word of another language. */
export function mayBeMisspelt({ word, begins, language }: WordPlace): boolean {
  const [first] = wordsOf(word)
  if (first === undefined) return false
  if (/^\p{Lu}/u.test(first.text) && !begins) return false
  if (language !== 'und') return SPELT.includes(language)
  return SPELT.includes(readLanguage(first.text.toLowerCase()))
}

/** Whether a slip leads from one word to the other within one language: "allies" is not "alles". */
export function isOneLanguage(word: string, read: string): boolean {
  const [own, other] = [readLanguage(word.toLowerCase()), readLanguage(read)]
  return own === other || own === 'und' || other === 'und'
}
