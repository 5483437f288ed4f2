import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { wordsOf } from '../../text/words.ts'
import { withoutReading, type Asked } from './analysis.ts'

/**
 * From this cosine on an encoder takes two spellings for one word, in lower case and with a capital
 * (a lower-case name shows itself in the capitalised form). Of eighteen slips ("goverment") all but
 * one reach it; of eleven names and other words with their would-be corrections ("putin",
 * "Kherson") none does.
 */
const ONE_WORD = 0.64

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
  const spellings = doubtful.flatMap(({ text, read }) => {
    const own = wordsOf(text)[0]?.text.toLowerCase() ?? text
    return [own, read, capitalised(own), capitalised(read)]
  })
  const vectors = await embedder.embed(spellings, 'query')
  const wrong = new Set(
    doubtful.filter((_, nth) => {
      const [own, other, ownName, otherName] = vectors.slice(4 * nth, 4 * nth + 4)
      return Math.min(cosine(own!, other!), cosine(ownName!, otherName!)) < ONE_WORD
    }),
  )
  const words = asked.words.map((word) => (wrong.has(word) ? withoutReading(word, lexicon) : word))
  return { ...asked, words }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Of vectors at unit length. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0)
}
