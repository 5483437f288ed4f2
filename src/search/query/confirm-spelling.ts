import { LRUCache } from 'lru-cache'
import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { slipsBetween } from '../../text/slips.ts'
import { stemOf, wordsOf } from '../../text/words.ts'
import { dotProduct } from '../../vectors/dots.ts'
import { withoutReading, type Asked, type Asking } from './analysis.ts'

/**
 * From this cosine on an encoder takes two spellings for one word, in lower case and with a capital
 * (a lower-case name shows itself in the capitalised form). Of eighteen slips ("goverment") all but
 * one reach it; of eleven names and other words with their would-be corrections ("putin",
 * "Kherson") none does.
 */
const ONE_WORD = 0.64

/**
 * The same for two slips, by which most words come near others: of 27 rare words that are two slips
 * from another 17 fall below this, and of nine misspelt ones three.
 */
const ONE_WORD_OF_TWO_SLIPS = 0.76

/**
 * Corrections to confirm per query, each at the price of two or four short texts. A query with more
 * slips is no question that somebody typed in haste: its words stay as they are, and cost nothing.
 */
const MOST_CONFIRMED = 8

/** Verdicts to remember: a follow-up repeats words, and filters may have a query searched twice. */
const REMEMBERED = 1_000

/** Whether two spellings are one word, as each encoder has it. */
const verdicts = new WeakMap<Embedder, LRUCache<string, Promise<boolean>>>()

/** Begins to confirm the corrections of a query. */
export function askingFor(
  typed: Asked,
  embedder: Embedder | null,
  lexicon: Lexicon | null,
): Asking {
  const confirmed = confirmSpelling(typed, embedder, lexicon)
  // Whoever awaits it is told of an error; some results do without.
  confirmed.catch(() => {})
  return { typed, confirmed }
}

/**
 * Undoes corrections that the encoder takes for another word; returns the same query if it takes
 * none so. A model whose vectors come from the lexicon knows no more than the spelling did.
 */
export async function confirmSpelling(
  asked: Asked,
  embedder: Embedder | null,
  lexicon: Lexicon | null,
): Promise<Asked> {
  const doubtful = asked.words.filter(({ text, read }) => read !== text)
  if (doubtful.length === 0 || embedder === null || embedder.model === lexicon?.model) return asked
  const readings = new Map(doubtful.map(({ text, read }) => [ownSpelling(text), read]))
  const pairs = readings.size > MOST_CONFIRMED ? [] : [...readings]
  const areOne = await Promise.all(pairs.map(([own, read]) => isOneWord(own, read, embedder)))
  const right = new Set(pairs.flatMap(([own], nth) => (areOne[nth]! ? [own] : [])))
  if (right.size === readings.size) return asked
  const words = asked.words.map((word) => {
    const stays = word.read === word.text || right.has(ownSpelling(word.text))
    return stays ? word : withoutReading(word, lexicon)
  })
  return { ...asked, words }
}

function isOneWord(own: string, read: string, embedder: Embedder): Promise<boolean> {
  let known = verdicts.get(embedder)
  if (known === undefined) verdicts.set(embedder, (known = new LRUCache({ max: REMEMBERED })))
  const key = `${own} ${read}`
  let verdict = known.get(key)
  if (verdict === undefined) {
    verdict = compare(own, read, embedder)
    known.set(key, verdict)
    verdict.catch(() => known.delete(key))
  }
  return verdict
}

async function compare(own: string, read: string, embedder: Embedder): Promise<boolean> {
  // A stem may be read, which lacks the ending of the word.
  const slips = Math.min(...[own, stemOf(own)].map((each) => slipsBetween(each, read, 2)))
  const least = slips > 1 ? ONE_WORD_OF_TWO_SLIPS : ONE_WORD
  // Most corrections that are none fail here, before the other two texts are embedded.
  return (
    (await nearnessOf(own, read, embedder)) >= least &&
    (await nearnessOf(capitalised(own), capitalised(read), embedder)) >= least
  )
}

async function nearnessOf(one: string, other: string, embedder: Embedder): Promise<number> {
  const [vector, otherVector] = await embedder.embed([one, other], 'query')
  return dotProduct(vector!, otherVector!)
}

function ownSpelling(text: string): string {
  return wordsOf(text)[0]?.text.toLowerCase() ?? text
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
