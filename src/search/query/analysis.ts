import type { Lexicon } from '../../embed/embed.ts'
import type { Spelling } from './spelling.ts'
import { isFunctionWord } from './function-words.ts'
import { fold, stemOf, wordsOf } from '../../text/words.ts'
import type { QueryLanguage } from '../../text/language.ts'
import { readLanguage } from './language.ts'

/** A word that was taken for another one, since nothing is known of it as it is spelt. */
export interface WordRead {
  readonly word: string
  readonly as: string
}

/** A query, taken apart. */
export interface Asked {
  readonly text: string
  readonly language: QueryLanguage
  readonly words: readonly AskedWord[]
}

/** A stretch of the query between white space, with what it is looked up by. */
export interface AskedWord {
  readonly text: string
  /** the text, or what it was most likely meant to be where it is misspelt */
  readonly read: string
  /** the lexicon's tokens; none without a lexicon */
  readonly tokens: readonly number[]
  readonly stems: readonly string[]
  /** 1, or less for a word of an earlier query */
  readonly share: number
}

/** How much an earlier query's words count in a follow-up, and again for each step further back. */
const EARLIER_SHARE = 0.5

/** What a query is read with. */
export interface Reader {
  readonly lexicon: Lexicon | null
  /** words are taken as they stand where it is left out */
  readonly spelling?: Spelling
}

/** Takes a query apart; `earlier` are the queries that it follows up, latest first. */
export function takeApart(query: string, earlier: readonly string[], reader: Reader): Asked {
  return {
    text: query,
    language: languageOf([query, ...earlier]),
    words: [query, ...earlier].flatMap((text, step) =>
      askedWords(text, EARLIER_SHARE ** step, reader),
    ),
  }
}

function askedWords(text: string, share: number, { lexicon, spelling }: Reader): AskedWord[] {
  return text.split(/\s+/u).flatMap((word) => {
    // A symbol is no word: emoji and dashes find nothing.
    if (wordsOf(word).length === 0) return []
    const read = spelling?.meantBy(word) ?? word
    return {
      text: word,
      read,
      tokens: lexicon?.tokenize(read) ?? [],
      stems: wordsOf(read).map((part) => stemOf(part.text)),
      share,
    }
  })
}

/** The language of the first text that tells one. */
function languageOf(texts: readonly string[]): QueryLanguage {
  return texts.map(readLanguage).find((language) => language !== 'und') ?? 'und'
}

/** The words that were read otherwise than they stand there, earlier queries' left out. */
export function wordsReadAs({ words }: Asked): WordRead[] {
  return words.flatMap(({ text, read, share }) =>
    share < 1 || read === text
      ? []
      : wordsOf(text).map(({ text: word }): WordRead => ({ word, as: read })),
  )
}

/** How many words asked are about something. */
export function topicCount({ words }: Asked): number {
  return words.filter(({ text }) => wordsOf(text).some((part) => !isFunctionWord(fold(part.text))))
    .length
}
