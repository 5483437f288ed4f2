import table from './dictionary.json' with { type: 'json' }
import type { QueryLanguage } from '../../text/language.ts'
import { wordsOf } from '../../text/words.ts'
import {
  isTranslated,
  namesNothing,
  plainReadings,
  TRANSLATED,
  type TranslatedLanguage,
} from './term-letters.ts'

/** Words of a query, one or several that form a term, in Dutch. */
export interface Translation {
  /** their places, ascending; a place occurs twice where two of its parts belong to the term */
  readonly at: readonly number[]
  readonly dutch: string
}

/** A query's words in a language with a dictionary. */
export interface Translations {
  readonly language: TranslatedLanguage
  /** at least one */
  readonly terms: readonly Translation[]
}

/** A term with its words as `plainWords` has them. */
interface Entry {
  readonly words: readonly string[]
  readonly dutch: string
}

/** An entry, and how many letters of the words agree with it. */
interface Match extends Entry {
  readonly agreeing: number
}

/** A word of a query that says something, as the dictionary may have it. */
interface Telling {
  readonly at: number
  readonly readings: readonly string[]
}

/** Entries are looked up by this many letters, which endings leave alone. */
const BEGINNING = 3

/** Letters that a word must share with an entry, unless it is the entry. */
const SHARED = 4

/** How other forms of a word end. */
interface Endings {
  /** letters that an entry may lose if it shares more than `SHARED`: "prawa", "praw" */
  readonly lost: number
  /** letters that follow */
  readonly added: number
}

const ENDINGS: Readonly<Record<TranslatedLanguage, Endings>> = {
  de: { lost: 2, added: 3 },
  fr: { lost: 2, added: 3 },
  es: { lost: 2, added: 3 },
  tr: { lost: 0, added: 10 },
  pl: { lost: 3, added: 4 },
  uk: { lost: 3, added: 4 },
  ar: { lost: 1, added: 3 },
  fy: { lost: 2, added: 3 },
  pap: { lost: 1, added: 4 },
}

/** The languages where two nouns make one word, as in Dutch. */
const COMPOUNDING: readonly TranslatedLanguage[] = ['de', 'fy']

/** The shortest part of a compound, and what may join two. */
const SHORTEST_PART = 4
const JOINS = ['', 's', 'n', 'en', 'es', 'er', 'e']

/**
 * The lines of a language in order, each a term with the place of its Dutch, to base 36; split at
 * its first query.
 */
const linesOf = new Map<TranslatedLanguage, readonly string[]>()

/** The Dutch terms; split at the first query in another language. */
let dutchTerms: readonly string[] | undefined

/** The language of so many words is easily mistaken. */
const FEW_WORDS = 3

/** Languages for which Dutch or English is easily taken. */
const LIKE_DUTCH: readonly TranslatedLanguage[] = ['de', 'fr', 'es', 'fy', 'pap']

/**
 * Translates the words of a query into Dutch, where the dictionary knows them (`npm run
 * dictionary`): from the left, each time the term that most letters agree with, in any form of its
 * words. Null if it knows none, or if the query is in Dutch or English, as it is if each of its
 * words `isWord` of these. A few words that reveal no language, or seem English, are in the one
 * that has them all, letter by letter.
 */
export function translationsOf(
  words: readonly string[],
  language: QueryLanguage,
  isWord: (word: string) => boolean,
): Translations | null {
  const parts = words.flatMap(wordsOf)
  const isFew = parts.length <= FEW_WORDS
  const areWords = parts.map(({ text }) => isWord(text.toLowerCase()))
  if (!areWords.includes(false)) return null
  if (isTranslated(language)) {
    const endings = isFew && LIKE_DUTCH.includes(language) ? 'added' : 'any'
    const { terms } = translate(words, { language, endings })
    if (terms.length > 0) return { language, terms }
  }
  if (language === 'nl' || !isFew || areWords.includes(true)) return null
  let best: Translations | null = null
  let most = 0
  for (const each of TRANSLATED) {
    const { terms, agreeing, isWhole } = translate(words, { language: each, endings: 'none' })
    if (!isWhole || agreeing <= most) continue
    most = agreeing
    best = { language: each, terms }
  }
  return best
}

/** A language, and the endings that its words may have beyond their entry's. */
interface Reading {
  readonly language: TranslatedLanguage
  /** `added` to an entry, `any` others in place of its own, or `none` */
  readonly endings: 'any' | 'added' | 'none'
}

/** What is known of the words, how many letters agree, and whether all are known. */
function translate(words: readonly string[], reading: Reading) {
  const { language } = reading
  const telling = words.flatMap((word, at) =>
    wordsOf(word)
      .filter(({ text }) => !namesNothing(text, language))
      .map(({ text }): Telling => ({ at, readings: plainReadings(text, language) })),
  )
  const terms: Translation[] = []
  let agreeing = 0
  let isWhole = true
  for (let from = 0; from < telling.length;) {
    const match = bestAt(telling, from, reading) ?? compoundAt(telling[from]!, reading)
    if (match === null) {
      isWhole = false
      from++
      continue
    }
    const end = from + match.words.length
    terms.push({ at: telling.slice(from, end).map(({ at }) => at), dutch: match.dutch })
    agreeing += match.agreeing
    from = end
  }
  return { terms, agreeing, isWhole }
}

/** The entry that most letters of the words from here on agree with; null if none does. */
function bestAt(telling: readonly Telling[], from: number, reading: Reading): Match | null {
  let best: Match | null = null
  for (const own of telling[from]!.readings) {
    for (const { words, dutch } of entriesLike(own, reading.language)) {
      if (from + words.length > telling.length) continue
      const each = words.map((word, nth) =>
        Math.max(...telling[from + nth]!.readings.map((each) => agreement(each, word, reading))),
      )
      const agreeing = each.includes(0) ? 0 : each.reduce((sum, letters) => sum + letters, 0)
      if (agreeing > (best?.agreeing ?? 0)) best = { words, dutch, agreeing }
    }
  }
  return best
}

/** A compound in Dutch, where the dictionary has both parts. */
function compoundAt({ readings: [word = ''] }: Telling, reading: Reading): Match | null {
  const { language, endings } = reading
  if (endings === 'none' || !COMPOUNDING.includes(language)) return null
  for (let end = word.length - SHORTEST_PART; end >= SHORTEST_PART; end--) {
    const first = entryFor(word.slice(0, end), language)
    if (first === null) continue
    for (const join of JOINS) {
      const rest = word.slice(end + join.length)
      if (rest.length < SHORTEST_PART || !word.startsWith(join, end)) continue
      const second = bestAt([{ at: 0, readings: [rest] }], 0, reading)
      if (second === null || !rest.startsWith(second.words[0]!)) continue
      const dutch = `${first.dutch} ${second.dutch}`
      return { words: [word], dutch, agreeing: end + second.agreeing }
    }
  }
  return null
}

/** How many letters tell that a word is a form of an entry's; 0 if it is none. */
function agreement(word: string, entry: string, { language, endings }: Reading): number {
  if (word === entry) return word.length + 1
  if (endings === 'none') return 0
  let shared = 0
  while (shared < word.length && word[shared] === entry[shared]) shared++
  const lost = entry.length - shared
  const added = word.length - shared
  const longest = ENDINGS[language]
  const isForm =
    lost === 0
      ? shared >= SHARED && added <= longest.added
      : endings === 'any' && shared > SHARED && lost <= longest.lost && added <= longest.lost + 1
  // What is shared counts most: "kamer" is nearer to "kamers" than to "kamp".
  return isForm ? shared - lost / 2 - added / 8 : 0
}

/** The entry of this one word. */
function entryFor(word: string, language: TranslatedLanguage): Entry | null {
  for (const entry of entriesLike(word, language)) {
    if (entry.words.length === 1 && entry.words[0] === word) return entry
  }
  return null
}

/** The entries that begin as a word does. */
function* entriesLike(word: string, language: TranslatedLanguage): Generator<Entry> {
  const beginning = word.slice(0, BEGINNING)
  let lines = linesOf.get(language)
  if (lines === undefined) linesOf.set(language, (lines = table.terms[language].split('\n')))
  for (let at = firstFrom(lines, beginning); lines[at]?.startsWith(beginning); at++) {
    const [term, place] = lines[at]!.split('\t') as [string, string]
    yield { words: term.split(' '), dutch: dutchAt(parseInt(place, 36)) }
  }
}

function dutchAt(place: number): string {
  return (dutchTerms ??= table.dutch.split('\n'))[place]!
}

/** The place of the first line that is not before a text. */
function firstFrom(lines: readonly string[], text: string): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (lines[middle]! < text) low = middle + 1
    else high = middle
  }
  return low
}
