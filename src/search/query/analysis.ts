import type { Lexicon } from '../../embed/embed.ts'
import type { Spelling } from './spelling.ts'
import { translationsOf, type Translations } from './dictionary.ts'
import { isGeneral } from './general-words.ts'
import { namesNothing } from './term-letters.ts'
import { isFunctionWord } from './function-words.ts'
import { fold } from '../../domain/fold.ts'
import { given } from '../../domain/optional-fields.ts'
import { stemOf, withoutSoftHyphens, wordsOf } from '../../text/words.ts'
import type { QueryLanguage } from '../../text/language.ts'
import { readLanguage } from './language.ts'
import { lookedUp, type Lookup } from './lookup.ts'
import { officialTerms, type OfficialTerm } from './official-terms.ts'
import { isOneLanguage, mayBeMisspelt } from './misspelling.ts'

/** A word replaced by another one: the index does not know it as spelt, or in its language. */
export interface WordRead {
  readonly word: string
  readonly as: string
}

/** An analysed query. */
export interface Asked {
  readonly text: string
  readonly language: QueryLanguage
  readonly words: readonly AskedWord[]
}

/** A query while the encoder still examines its corrections. */
export interface Asking {
  /** with every likely correction */
  readonly typed: Asked
  /** the same object, unless a correction was undone */
  readonly confirmed: Promise<Asked>
}

/** A word of the query, between white space. */
export interface TypedWord {
  readonly text: string
  /** 1, or less for a word that names no subject in a follow-up, and for one of an earlier query */
  readonly share: number
}

/** The same with its keys for lookup. */
export interface AskedWord extends TypedWord, Lookup {
  /** the text, or its likely correction if it is misspelt */
  readonly read: string
  /**
   * how much the word says about the topic, in [0, 1]: "zegt" and "kabinet" occur in every second
   * answer, which the frequencies of a small index cannot show
   */
  readonly tells: number
  /** it belongs to an earlier query */
  readonly earlier: boolean
  /** the Dutch of it and of the words behind it that belong to the same term, if known */
  readonly inDutch?: WordRead
  /** what ministries call it, or its term, all words of which have this very list */
  readonly official?: readonly OfficialTerm[]
}

/**
 * The weight of a word in a follow-up that names no subject; applied again for each step further
 * back.
 */
const LESS = 0.5

/** The weight of a word that may be about anything, if only a few others name the subject. */
const TELLS_LITTLE = 0.1

/** Who asks from abroad names the country that all answers are about. */
const HERE = /^nederland/u

/** In a longer question each word contributes to the meaning. */
const FEW_WORDS = 2

/** The resources for analysing a query. */
export interface WordReader {
  readonly lexicon: Lexicon | null
  /** if absent, words are taken as they stand */
  readonly spelling?: Spelling
  /** words that are taken as they stand all the same */
  readonly asTyped?: readonly string[]
  /** whether a stem occurs in the index */
  readonly knows?: (stem: string) => boolean
}

/** The words of a query and of those that it follows up, before anything is looked up. */
export function typedWords(query: string, earlier: readonly string[]): TypedWord[] {
  return [query, ...earlier].flatMap((text, step) =>
    wordsApart(text).map((word) => ({
      text: word,
      share: earlier.length === 0 ? 1 : shareOf(word, step),
    })),
  )
}

/**
 * Words between white space, in lower case where all are typed in capitals, which say nothing then.
 * A symbol is no word: emoji and dashes find nothing.
 */
function wordsApart(text: string): string[] {
  const words = text
    .split(/\s+/u)
    .filter((word) => wordsOf(word).length > 0)
    .map(withoutSoftHyphens)
  const isLoud = words.length > 1 && words.every((word) => word === word.toUpperCase())
  return isLoud ? words.map((word) => word.toLowerCase()) : words
}

/** Analyses a query; `earlier` holds the queries that it follows up, latest first. */
export function takeApart(query: string, earlier: readonly string[], reader: WordReader): Asked {
  const words = [query, ...earlier].flatMap((text, step) =>
    askedWords(text, reader).map((word) => ({
      ...word,
      share: earlier.length === 0 ? 1 : shareOf(word.text, step),
      earlier: step > 0,
    })),
  )
  const telling = words.filter(({ text, tells }) => tells > 0 && !saysLittle(text)).length
  const isTopic = telling > 0 && telling <= FEW_WORDS
  return {
    text: query,
    language: languageOf([query, ...earlier]),
    words: words.map((word) => ({
      ...word,
      tells: isTopic && saysLittle(word.text) ? Math.min(word.tells, TELLS_LITTLE) : word.tells,
    })),
  }
}

function saysLittle(word: string): boolean {
  return isGeneral(wordsOf(word)[0]?.text ?? word)
}

/** "Wie betaalt dat?" says little by itself: its topic stands in the query before. */
function shareOf(word: string, step: number): number {
  if (step === 0) return saysLittle(word) ? LESS : 1
  return LESS ** (step - 1)
}

type TakenApart = Omit<AskedWord, 'share' | 'earlier'>

/** Words of a text whose spelling is looked up; a question has fewer. */
const MOST_CORRECTED = 60

function askedWords(
  text: string,
  { lexicon, spelling, asTyped = [], knows = () => false }: WordReader,
): TakenApart[] {
  const words = wordsApart(text)
  const language = readLanguage(text)
  const isWord = (word: string, few: boolean): boolean =>
    lexicon?.hasWord(word) === true || (few && knows(stemOf(word)))
  const translations = translationsOf(words, language, isWord)
  if (translations !== null) return translatedWords(words, translations, lexicon)
  const typed = words.map((text) => ({ text, ...lookedUp(text, lexicon) }))
  const officialAt = officialTerms(typed, language, lexicon)
  let looked = 0
  return typed.map((word, at) => {
    const { text: plain } = word
    const begins = at === 0 && words.length > 1
    const official = officialAt[at]
    // A word that ministries do not use is no slip for one that they do.
    const stays =
      official !== undefined || wordsOf(plain).some((part) => asTyped.includes(part.text))
    const meant =
      !stays &&
      mayBeMisspelt({ word: plain, begins, language }) &&
      looked++ < MOST_CORRECTED &&
      spelling?.meantBy(plain)
    const read = typeof meant === 'string' && isOneLanguage(plain, meant) ? meant : plain
    const keys = read === plain ? word : lookedUp(read, lexicon)
    return { ...keys, text: plain, read, tells: 1, ...given({ official }) }
  })
}

/** Words of a language that the lexicon does not know, by their Dutch where the dictionary does. */
function translatedWords(
  words: readonly string[],
  { language, terms }: Translations,
  lexicon: Lexicon | null,
): TakenApart[] {
  const looked = words.map((text): TakenApart => {
    const word = { text, read: text }
    const isGeneralWord = wordsOf(text).every((part) => namesNothing(part.text, language))
    return { ...word, ...(isGeneralWord ? SAYS_NOTHING : { ...lookedUp(text, lexicon), tells: 1 }) }
  })
  const groups = new Map<number, { readonly dutch: string[]; readonly places: Set<number> }>()
  for (const { at, dutch } of terms) {
    for (const place of at) looked[place] = { ...looked[place]!, ...SAYS_NOTHING }
    const [first] = at as [number]
    // Both parts of "Solar-Förderung" may be known.
    const group = groups.get(first) ?? { dutch: [], places: new Set() }
    group.dutch.push(dutch)
    for (const place of at) group.places.add(place)
    groups.set(first, group)
  }
  for (const [first, { dutch, places }] of groups) {
    const as = dutch.join(' ')
    const inDutch = { word: Array.from(places, (place) => words[place]!).join(' '), as }
    const tells = HERE.test(as) || saysLittle(as) ? TELLS_LITTLE : 1
    looked[first] = { ...looked[first]!, ...lookedUp(as, lexicon), tells, inDutch }
  }
  return looked
}

/** A word that neither finds nor misses anything. */
const SAYS_NOTHING = { tokens: [], stems: [], tells: 0 } as const

/** A word as typed, whatever its correction. */
export function withoutReading(word: AskedWord, lexicon: Lexicon | null): AskedWord {
  return { ...word, read: word.text, ...lookedUp(word.text, lexicon) }
}

/** The language of the first text that reveals one. */
function languageOf(texts: readonly string[]): QueryLanguage {
  return texts.map(readLanguage).find((language) => language !== 'und') ?? 'und'
}

/** Whether a dictionary read a word, of the query or of an earlier one that it goes on from. */
export function isReadInDutch({ words }: Asked): boolean {
  return words.some(({ inDutch }) => inDutch !== undefined)
}

/** The words that were read in Dutch, without those of earlier queries. */
export function wordsInDutch({ words }: Asked): WordRead[] {
  return words.flatMap(({ inDutch, earlier }) =>
    inDutch === undefined || earlier ? [] : [inDutch],
  )
}

/** The corrected words, without those of earlier queries. */
export function wordsReadAs({ words }: Asked): WordRead[] {
  return words.flatMap(({ text, read, earlier }) =>
    earlier || read === text
      ? []
      : wordsOf(text).map(({ text: word }): WordRead => ({ word, as: read })),
  )
}

/** The number of content words. */
export function topicCount({ words }: Asked): number {
  return words.filter(({ text }) => wordsOf(text).some((part) => !isFunctionWord(fold(part.text))))
    .length
}
