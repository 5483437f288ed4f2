import type { Lexicon } from '../embed/embed.ts'
import { fold } from '../domain/fold.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import type { WordRead } from './query/analysis.ts'
import { isFunctionWord } from './query/function-words.ts'
import { joinedIn } from './query/joined-words.ts'
import { readLanguage } from './query/language.ts'
import { phraseFinder } from './query/phrases.ts'
import { isTranslated } from './query/term-letters.ts'

/** Words of a query that are looked up, and texts that are read for each. */
const MOST_WORDS = 8
const MOST_TEXTS = 3

/** The letters of so few words tell little. */
const FEW_WORDS = 3

/** Letters of a word that an accent may be missing from. */
const PLAIN = /^[a-z]{4,}$/iu

interface AccentDeps extends Pick<Field, 'knows' | 'firstWith'> {
  readonly catalogue: Pick<Catalogue, 'pairs'>
  readonly lexicon: Lexicon | null
}

/**
 * Makes a reader of the words of texts that the index has only with accents: "Gulen" is "Gülen".
 * Their stems are the same, which is how the index finds a text to read the accents in; what a
 * model makes of them is not. Words that the model knows are taken as they stand. It joins the
 * words of compounds too.
 */
export function accentReader({ catalogue: { pairs }, lexicon, knows, firstWith }: AccentDeps) {
  return async (texts: readonly string[]): Promise<readonly WordRead[]> => {
    const words = texts
      .map((text) => wordsOf(text).map(({ text: word }) => word))
      .flatMap((own, at) => (isForeign(texts[at]!, own.length) ? [] : own))
    const plain = [...new Set(words)].filter(mayLackAccents).slice(0, MOST_WORDS)
    const read = await Promise.all(plain.map(async (word) => ({ word, as: await spelt(word) })))
    return [
      ...texts.flatMap((text) => joinedIn(text, knows)),
      ...read.filter((each): each is WordRead => each.as !== null),
    ]
  }

  function mayLackAccents(word: string): boolean {
    if (!PLAIN.test(word) || isFunctionWord(fold(word))) return false
    return lexicon?.hasWord(word.toLowerCase()) !== true && knows(stemOf(word))
  }

  /** A word as the first texts that have it spell it; null if they do without accents. */
  async function spelt(word: string): Promise<string | null> {
    const finder = phraseFinder(word)
    for (const place of await firstWith(stemOf(word), MOST_TEXTS)) {
      const pair = pairs[place]!
      const paragraphs = pair.answer.paragraphs.map(({ reading }) => reading.text)
      for (const text of [questionOf(pair), ...paragraphs, pair.document.title]) {
        const [found] = finder.placesIn(text)
        if (found === undefined) continue
        const own = text.slice(found.start, found.end)
        return isAccented(own, word) ? own : null
      }
    }
    return null
  }
}

/** "Patienten" is a German word too; the letters of a name or two tell no language. */
function isForeign(text: string, words: number): boolean {
  return words > FEW_WORDS && isTranslated(readLanguage(text))
}

/** Whether a text's word is another one, but for its accents the same. */
function isAccented(own: string, word: string): boolean {
  return fold(own) === fold(word) && own.toLowerCase() !== word.toLowerCase()
}

/** A text with words replaced by how they were read. */
export function withAccents(text: string, read: readonly WordRead[]): string {
  const joined = read.filter(({ word }) => word.includes(' '))
  const whole = joined.reduce((left, { word, as }) => left.replace(word, as), text)
  return wordsOf(whole).reduceRight((left, { text: word, start, end }) => {
    const as = read.find((each) => each.word === word)?.as
    return as === undefined ? left : left.slice(0, start) + as + left.slice(end)
  }, whole)
}
