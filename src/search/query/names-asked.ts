import type { SourceDocument } from '../../domain/document.ts'
import { fold } from '../../domain/fold.ts'
import { stemsOfText, wordsOf } from '../../text/words.ts'
import type { Asked, AskedWord } from './analysis.ts'
import { isFunctionWord } from './function-words.ts'
import { partyFinder } from './parties.ts'
import type { QueryLanguage } from '../../text/language.ts'

/** Where a capital tells a name, and the lexicon knows the words: Germans write all nouns so. */
const LANGUAGES: readonly QueryLanguage[] = ['nl', 'en', 'und']

/**
 * The names in a query: its capitalised words, without the first, which any sentence writes so, and
 * without who is asked for an opinion.
 */
export function namesAsked({ words, language }: Asked): AskedWord[] {
  if (!LANGUAGES.includes(language)) return []
  return words.filter(
    ({ text, earlier }, at) => at > 0 && !earlier && isName(text) && !isWhoIsAsked(words, at),
  )
}

const partiesIn = partyFinder([])

const SAYS = new Set(
  'zegt vindt denkt wil doet zei vond deed does did says thinks wants'.split(' '),
)

/**
 * "Wat zegt Den Haag over asiel?", "Wat vindt de VVD van …?": an answer need name neither a party
 * nor the government by its seat, while "woningen in Den Haag" are somewhere.
 */
function isWhoIsAsked(words: readonly AskedWord[], at: number): boolean {
  const { text } = words[at]!
  const before = words.slice(Math.max(0, at - 2), at).map(plain)
  const isSeat = /^(?:den haag|the hague)$/.test(`${before.at(-1)} ${plain(words[at]!)}`)
  return (isSeat || partiesIn(text).length > 0) && before.some((word) => SAYS.has(word))
}

function plain({ text }: AskedWord): string {
  return fold(wordsOf(text)[0]?.text ?? text)
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
  return new Set(names.flatMap((name) => stemsOfText(name ?? '')))
}
