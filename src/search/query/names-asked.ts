import type { SourceDocument } from '../../domain/document.ts'
import { fold, stemOf, wordsOf } from '../../text/words.ts'
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

/** The stems of the names in a document's head: people's, their parties' and portfolios'. */
export function namesInHead({
  askers,
  ministers,
  onBehalfOf,
}: Pick<SourceDocument, 'askers' | 'ministers' | 'onBehalfOf'>): ReadonlySet<string> {
  const names = [
    ...askers.flatMap(({ name, party }) => [name, party]),
    ...[...ministers, ...onBehalfOf].flatMap(({ name, portfolio }) => [name, portfolio]),
  ]
  return new Set(names.flatMap((name) => wordsOf(name ?? '').map(({ text }) => stemOf(text))))
}
