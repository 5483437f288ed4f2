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
interface Translation {
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

/** The same where both end with one letter more: "woda", "wodę". */
const SHARED_SHORT = 3

/** The longest ending: of Turkish words, which join several. */
const LONGEST_ENDING = 14

/** Letters of an entry's ending that another may begin with. */
const MOST_OVERLAP = 2

/** How the forms of a word differ, folded. */
interface Endings {
  /** what an entry may end with and another form lack: "prawa", "praw" */
  readonly own: RegExp
  /** what another form may end with instead, or behind the entry */
  readonly other: RegExp
}

const ENDINGS: Readonly<Record<TranslatedLanguage, Endings>> = {
  de: endings('e|en|er', 'e|n|en|er|em|es|s|ern|ens|nen|in|innen|t|st|te|ten'),
  fr: endings('e|er|re|r|s|x|es', 's|e|es|x|ee|ees|er|ent'),
  es: endings('a|o|e|ar|er|ir|s|es', 's|es|n|a|as|o|os|e|an|en|ado|ada|ados|adas'),
  tr: endings(
    '',
    '(?:[yns]?[aeiıuü]|[yn]?d[ae]n?|[yt]?t[ae]n?|[nsy]?[iıuü]n|l[ae]r|y?l[ae]|c[ae]|ki|l[iıuü]k?' +
      '|s[iıuü]z|c[iıuü]|m|n|s[iıuü]|m[iıuü]z|n[iıuü]z|d[iıuü]r|m[ae]k?|y[ae]){1,5}',
  ),
  pl: endings(
    'a|e|o|i|y|ac|ic|ec',
    'a|e|i|y|u|o|om|ow|ami|ach|em|iem|ie|mi|owi|owie|ego|emu|ej|ich|ych|im|ym|imi|ymi|ow[yae]' +
      '|owych|owego|owej|owym|ze|zie|cie|dzie|le|rze',
  ),
  uk: endings(
    'а|я|о|е|и|і|ь|іи|ии|ти|ати|ити',
    'а|я|о|е|є|и|і|у|ю|ь|ам|ям|ами|ями|ах|ях|ом|ем|єм|ів|ов|ев|ою|ею|єю|ого|ому|оі|іи|их|им|ими' +
      '|ові|еві',
  ),
  ar: endings('ة|ه|ي', 'ة|ه|ها|هم|ي|نا|كم|ات|ان|ون|ين|ا|ية'),
  fy: endings('e|en', 's|en|n|e|es|t|te'),
  pap: endings('', 'nan|s|n'),
}

function endings(own: string, other: string): Endings {
  return { own: new RegExp(`^(?:${own})$`, 'u'), other: new RegExp(`^(?:${other})$`, 'u') }
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

/** The same in many languages, and another thing in each. */
const ABBREVIATION = /^\p{Lu}[\p{Lu}\p{N}]+$/u

/** Languages for which Dutch or English is easily taken. */
const LIKE_DUTCH: readonly TranslatedLanguage[] = ['de', 'fr', 'es', 'fy', 'pap']

/**
 * Translates the words of a query into Dutch, where the dictionary knows them (`npm run
 * dictionary`): from the left, each time the term that most letters agree with, in any form of its
 * words. Null if it knows none, or if the query is in Dutch or English, as it is if each of its
 * words `isWord` of these, or of the index where `few` are asked. A few words that reveal no
 * language, or seem English, are in the one that has them all, letter by letter.
 */
export function translationsOf(
  words: readonly string[],
  language: QueryLanguage,
  isWord: (word: string, few: boolean) => boolean,
): Translations | null {
  const parts = words.flatMap((word) => {
    const all = wordsOf(word)
    return all.map(({ text }) => ({ text, isJoined: all.length > 1 }))
  })
  const isFew = parts.length <= FEW_WORDS
  const telling = isTranslated(language)
    ? parts.filter(({ text }) => !namesNothing(text, language))
    : parts
  // Both parts of "semi-conducteurs" are Dutch, and it is not where all around it is French.
  const joinsOwn = isTranslated(language) && !isFew
  const areWords = telling.map(
    ({ text, isJoined }) =>
      !(isJoined && joinsOwn) &&
      (isWord(text.toLowerCase(), isFew) || (isFew && ABBREVIATION.test(text))),
  )
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
function agreement(word: string, entry: string, { language, endings: allowed }: Reading): number {
  if (word === entry) return word.length + 1
  if (allowed === 'none') return 0
  let shared = 0
  while (shared < word.length && word[shared] === entry[shared]) shared++
  // The ending may begin with letters of the entry: "ambasada", "ambasad-ach".
  for (let stem = shared; stem >= shared - MOST_OVERLAP; stem--) {
    if (isForm(word.slice(stem), entry.slice(stem), stem, { language, endings: allowed })) {
      const [lost, added] = [entry.length - shared, word.length - shared]
      // What is shared counts most: "kamer" is nearer to "kamers" than to "kamp".
      return shared - lost / 2 - added / 8
    }
  }
  return 0
}

/** Whether two endings behind a stem of so many letters are of one word. */
function isForm(
  added: string,
  lost: string,
  stem: number,
  { language, endings: allowed }: Reading,
): boolean {
  if (added.length > LONGEST_ENDING) return false
  const isShort = stem === SHARED_SHORT && lost.length === 1 && added.length === 1
  if (stem < SHARED && !isShort) return false
  const { own, other } = ENDINGS[language]
  if (lost === '') return other.test(added)
  return allowed === 'any' && own.test(lost) && (added === '' || other.test(added))
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
