import { fold, wordsOf } from '../../text/words.ts'
import type { Asked, AskedWord } from './analysis.ts'
import { isFunctionWord } from './function-words.ts'
import type { QueryLanguage } from '../../text/language.ts'

/** Where a capital tells a name, and the lexicon knows the words: Germans write all nouns so. */
const LANGUAGES: readonly QueryLanguage[] = ['nl', 'en', 'und']

/** The names in a query: its capitalised words, without the first, which any sentence writes so. */
export function namesAsked({ words, language }: Asked): AskedWord[] {
  if (!LANGUAGES.includes(language)) return []
  return words.filter(({ text, earlier }, at) => at > 0 && !earlier && isName(text))
}

function isName(word: string): boolean {
  const [first] = wordsOf(word)
  return first !== undefined && /^\p{Lu}/u.test(first.text) && !isFunctionWord(fold(first.text))
}
