import type { Lexicon } from '../../embed/embed.ts'
import type { Spelling } from './spelling.ts'
import { isGeneral } from './follow-up.ts'
import { isFunctionWord } from './function-words.ts'
import { fold, stemOf, withoutSoftHyphens, wordsOf } from '../../text/words.ts'
import type { QueryLanguage } from '../../text/language.ts'
import { readLanguage } from './language.ts'
import { isOneLanguage, mayBeMisspelt } from './misspelt.ts'

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
  /**
   * 1, or less for a word that names no subject in a query that follows up, and for one of a query
   * further back
   */
  readonly share: number
  /**
   * how much the word tells of what is asked about, in (0, 1]: "zegt" and "kabinet" stand in every
   * second answer, and in a small index nothing else shows it
   */
  readonly tells: number
  /** it is of an earlier query */
  readonly earlier: boolean
}

/**
 * How much of a word counts in a follow-up that names no subject, and again for each step further
 * back than one.
 */
const LESS = 0.5

/** How much a word that may be about anything tells, where a few others name the subject. */
const TELLS_LITTLE = 0.25

/** Of a longer question each word says something of what is meant. */
const FEW_WORDS = 2

/** What a query is read with. */
interface Reader {
  readonly lexicon: Lexicon | null
  /** words are taken as they stand where it is left out */
  readonly spelling?: Spelling
}

/** Takes a query apart; `earlier` are the queries that it follows up, latest first. */
export function takeApart(query: string, earlier: readonly string[], reader: Reader): Asked {
  const words = [query, ...earlier].flatMap((text, step) =>
    askedWords(text, reader).map((word) => ({
      ...word,
      share: earlier.length === 0 ? 1 : shareOf(word.text, step),
      earlier: step > 0,
    })),
  )
  const telling = words.filter(({ text }) => !saysLittle(text)).length
  const isTopic = telling > 0 && telling <= FEW_WORDS
  return {
    text: query,
    language: languageOf([query, ...earlier]),
    words: words.map((word) => ({
      ...word,
      tells: isTopic && saysLittle(word.text) ? TELLS_LITTLE : 1,
    })),
  }
}

function saysLittle(word: string): boolean {
  return isGeneral(wordsOf(word)[0]?.text ?? word)
}

/** "Wie betaalt dat?" says little of its own: what it is about stands in the query before. */
function shareOf(word: string, step: number): number {
  if (step === 0) return saysLittle(word) ? LESS : 1
  return LESS ** (step - 1)
}

type TakenApart = Omit<AskedWord, 'share' | 'tells' | 'earlier'>

function askedWords(text: string, { lexicon, spelling }: Reader): TakenApart[] {
  // A symbol is no word: emoji and dashes find nothing.
  const words = text.split(/\s+/u).filter((word) => wordsOf(word).length > 0)
  const language = readLanguage(text)
  return words.map((word, at) => {
    const plain = withoutSoftHyphens(word)
    const begins = at === 0 && words.length > 1
    const meant = mayBeMisspelt({ word: plain, begins, language }) && spelling?.meantBy(plain)
    const read = typeof meant === 'string' && isOneLanguage(plain, meant) ? meant : plain
    return { text: plain, ...lookedUp(read, lexicon) }
  })
}

/** A word as it stands, whatever it was read as. */
export function withoutReading(word: AskedWord, lexicon: Lexicon | null): AskedWord {
  return { ...word, ...lookedUp(word.text, lexicon) }
}

function lookedUp(read: string, lexicon: Lexicon | null) {
  return {
    read,
    tokens: lexicon?.tokenize(read) ?? [],
    stems: wordsOf(read).map((part) => stemOf(part.text)),
  }
}

/** The language of the first text that tells one. */
function languageOf(texts: readonly string[]): QueryLanguage {
  return texts.map(readLanguage).find((language) => language !== 'und') ?? 'und'
}

/** The words that were read otherwise than they stand there, earlier queries' left out. */
export function wordsReadAs({ words }: Asked): WordRead[] {
  return words.flatMap(({ text, read, earlier }) =>
    earlier || read === text
      ? []
      : wordsOf(text).map(({ text: word }): WordRead => ({ word, as: read })),
  )
}

/** How many words asked are about something. */
export function topicCount({ words }: Asked): number {
  return words.filter(({ text }) => wordsOf(text).some((part) => !isFunctionWord(fold(part.text))))
    .length
}
