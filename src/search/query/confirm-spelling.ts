import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { wordsOf } from '../../text/words.ts'
import { dotProduct } from '../../vectors/dots.ts'
import { withoutReading, type Asked } from './analysis.ts'

/**
 * From this cosine on an encoder takes two spellings for one word, in lower case and with a capital
 * (a lower-case name shows itself in the capitalised form). Of eighteen slips ("goverment") all but
 * one reach it; of eleven names and other words with their would-be corrections ("putin",
 * "Kherson") none does.
 */
const ONE_WORD = 0.64

/**
 * Corrections to confirm per query, each at the price of four short texts. A query with more slips
 * is no question that somebody typed in haste: its words stay as they are, and cost nothing.
 */
const MOST_CONFIRMED = 8

/**
 * Undoes corrections that the encoder takes for another word. A model whose vectors come from the
 * lexicon knows no more than the spelling did.
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
  const spellings = pairs.flatMap(([own, read]) => [own, read, capitalised(own), capitalised(read)])
  const vectors = pairs.length === 0 ? [] : await embedder.embed(spellings, 'query')
  const right = new Set(
    pairs.flatMap(([own], nth) => {
      const [vector, other, name, otherName] = vectors.slice(4 * nth, 4 * nth + 4)
      const isOne = Math.min(dotProduct(vector!, other!), dotProduct(name!, otherName!)) >= ONE_WORD
      return isOne ? [own] : []
    }),
  )
  const words = asked.words.map((word) => {
    const stays = word.read === word.text || right.has(ownSpelling(word.text))
    return stays ? word : withoutReading(word, lexicon)
  })
  return { ...asked, words }
}

function ownSpelling(text: string): string {
  return wordsOf(text)[0]?.text.toLowerCase() ?? text
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
