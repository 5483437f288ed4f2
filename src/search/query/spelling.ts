import type { Lexicon } from '../../embed/embed.ts'
import { atOnce } from '../../domain/slices.ts'
import { compareText } from '../../domain/order.ts'
import { slipsBetween } from '../../text/slips.ts'
import { fold } from '../../domain/fold.ts'
import { stemOf, wordsOf } from '../../text/words.ts'

/** Corrects misspelt words. */
export interface Spelling {
  /**
   * The word or, where it has another ending, the stem, in lower case, that a word was probably
   * meant to be; null if the word is known, if nothing known comes near, or if the text is not one
   * word. Surrounding punctuation is ignored.
   */
  meantBy(word: string): string | null
  /** prepares what the first misspelt word would otherwise wait for, yielding in between */
  readyInSteps(): Generator<void, void>
}

/** Shorter words have neighbours by chance. */
const SHORTEST = 5

/** Words of this many letters may contain two slips, shorter ones one. */
const LONG = 9

/**
 * Makes a spelling corrector from the index's stems, in any order, and a language model's words.
 * Slips are those of Damerau (1964), who found that they cover four fifths of all errors: a letter
 * omitted, added or changed, or two swapped; none in the first letter, where they are rare (Pollock
 * & Zamora 1984).
 */
export function createSpelling(stems: Iterable<string>, lexicon: Lexicon | null): Spelling {
  // Most queries are spelt well, so build what the others need at the first of them.
  let ofStems: Shelves | undefined
  let ofLexicon: LexiconWords | undefined

  return {
    meantBy(asked) {
      const [only, ...others] = wordsOf(asked)
      if (only === undefined || others.length > 0) return null
      const word = only.text.toLowerCase()
      if (word.length < SHORTEST || !LETTERS.test(word)) return null
      ofLexicon ??= atOnce(lexiconWords(lexicon))
      const own = ofLexicon.accented.get(word)
      if (own !== undefined) return own
      if (lexicon !== null && isForm(word, lexicon)) return null
      const stem = stemOf(word)
      ofStems ??= atOnce(shelvesInSteps(stems, compareText))
      if (ofStems.known.has(stem)) return null
      const near = nearer(
        ofLexicon.shelves.nearest(word),
        inflected(ofStems.nearest(stem), word, stem),
      )
      if (near === null) return null
      const chance = near.slips > 1 || word.length < LONG
      return chance && isCompound(word, lexicon) ? null : near.word
    },

    *readyInSteps() {
      ofLexicon ??= yield* lexiconWords(lexicon)
      ofStems ??= yield* shelvesInSteps(stems, compareText)
    },
  }
}

/** What a model's words are looked up in. */
interface LexiconWords {
  /**
   * the words that only exist with an accent, by what is typed for them: "patienten", "oekraine".
   * Their stems are those of the accented words, but the model's tokens are not.
   */
  readonly accented: ReadonlyMap<string, string>
  readonly shelves: Shelves
}

/** By lexicon, which one index after another has. */
const ofLexicons = new WeakMap<Lexicon, LexiconWords>()

function* lexiconWords(lexicon: Lexicon | null): Generator<void, LexiconWords> {
  const found = lexicon === null ? undefined : ofLexicons.get(lexicon)
  if (found !== undefined) return found
  const words = lexicon?.words ?? []
  const accented = new Map<string, string>()
  let count = 0
  for (const word of words) {
    const plain = fold(word)
    if (plain !== word && !lexicon!.hasWord(plain)) accented.set(plain, word)
    if (++count % AT_ONCE === 0) yield
  }
  const made = { accented, shelves: yield* shelvesInSteps(words) }
  if (lexicon !== null) ofLexicons.set(lexicon, made)
  return made
}

/**
 * A stem with the ending of the word as typed, if both have it: readers know words, not stems. A
 * stem that ends in another letter takes other endings; "uitzoekt" is a form of "uitzoeken", which
 * is no slip.
 */
function inflected(near: Near | null, word: string, stem: string): Near | null {
  if (word !== stem && near?.word === `${stem}t`) return null
  if (near === null || !word.startsWith(stem) || near.word.at(-1) !== stem.at(-1)) return near
  const whole = near.word + word.slice(stem.length)
  return stemOf(whole) === near.word ? { ...near, word: whole } : near
}

/** The candidate with the fewest slips; a whole word before a stem. */
function nearer(word: Near | null, stem: Near | null): Near | null {
  return word !== null && (stem === null || word.slips <= stem.slips) ? word : stem
}

/** The longest inflectional ending, and the shortest word that may have one. */
const ENDING = 3
const BEGINNING = 5

/** What makes another word of one: "onbetaald", "herkeuring", "unpaid". */
const PREFIX = /^(?:on|her|over|wan|mis|anti|non|un)(?=\p{L}{5})/u

/**
 * Whether a word is known, or a known word with another ending: "shelters", "breached"; in a short
 * word one letter: "bites". A prefix may stand before it.
 */
function isForm(word: string, lexicon: Lexicon): boolean {
  const rest = word.replace(PREFIX, '')
  if (rest !== word && isForm(rest, lexicon)) return true
  for (let end = word.length; end >= Math.max(BEGINNING, word.length - ENDING); end--) {
    if (lexicon.hasWord(word.slice(0, end))) return true
  }
  return /[sndt]$/u.test(word) && lexicon.hasWord(word.slice(0, -1))
}

/**
 * Letters per piece: a word that the model cuts into long pieces is a compound or a rare word, and
 * its neighbours are chance. A third of the unknown words in the benchmark's dev queries are cut
 * that way, and one in twenty of the misspelt ones.
 */
const COMPOUND = 4

function isCompound(word: string, lexicon: Lexicon | null): boolean {
  return lexicon !== null && word.length / Math.max(1, lexicon.tokenize(word).length) >= COMPOUND
}

interface Near {
  readonly word: string
  readonly slips: number
}

/** Words between two yields. */
const AT_ONCE = 4_096

interface Shelves {
  readonly known: ReadonlySet<string>
  nearest(word: string): Near | null
}

/**
 * Words by first letter and length, each with its set of letters. The words of a first letter are
 * sorted by length at their first use: sorting all at once would hold up the first query with a
 * misspelt word. Of words that come as near, the first in this order is taken, or the one given
 * first.
 */
function* shelvesInSteps(
  words: Iterable<string>,
  order?: (a: string, b: string) => number,
): Generator<void, Shelves> {
  const known = new Set<string>()
  const byInitial = new Map<number, string[]>()
  let count = 0
  for (const word of words) {
    if (++count % AT_ONCE === 0) yield
    if (known.has(word)) continue
    known.add(word)
    const initial = word.charCodeAt(0)
    const others = byInitial.get(initial)
    if (others === undefined) byInitial.set(initial, [word])
    else others.push(word)
  }
  const shelved = new Map<number, ReadonlyMap<number, readonly Shelved[]>>()

  function shelvesOf(initial: number): ReadonlyMap<number, readonly Shelved[]> {
    let shelves = shelved.get(initial)
    if (shelves === undefined) {
      const own = (byInitial.get(initial) ?? []).filter(isShelved)
      if (order !== undefined) own.sort(order)
      shelves = Map.groupBy(
        own.map((word) => ({ word, letters: lettersOf(word) })),
        ({ word }) => word.length,
      )
      shelved.set(initial, shelves)
    }
    return shelves
  }

  return {
    known,
    nearest(word) {
      const letters = lettersOf(word)
      const shelves = shelvesOf(word.charCodeAt(0))
      let most = word.length < LONG ? 1 : 2
      let nearest = null as Near | null
      for (const length of lengthsAround(word.length, most)) {
        for (const each of shelves.get(length) ?? []) {
          // A slip adds a letter, removes one, or both.
          if (bitsIn(each.letters ^ letters) > 2 * most) continue
          const slips = slipsBetween(word, each.word, most)
          if (slips > most || slips === nearest?.slips) continue
          nearest = { word: each.word, slips }
          most = slips
        }
      }
      return nearest
    },
  }
}

interface Shelved {
  readonly word: string
  readonly letters: number
}

function isShelved(word: string): boolean {
  return word.length >= SHORTEST - 1 && LETTERS.test(word)
}

const LETTERS = /^\p{L}+$/u

/** Same length first, then one off, then two. */
function lengthsAround(length: number, most: number): number[] {
  const lengths = [length]
  for (let off = 1; off <= most; off++) lengths.push(length - off, length + off)
  return lengths
}

/** A bit for each letter in a word; letters outside a-z share bits with these. */
function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

function bitsIn(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}
