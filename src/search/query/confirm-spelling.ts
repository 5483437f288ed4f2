import type { Embedder, Lexicon } from '../../embed/embed.ts'
import { wordsOf } from '../../text/words.ts'
import { withoutReading, type Asked } from './analysis.ts'

/**
 * From this cosine on an encoder takes two spellings for one word, in small letters and with a
 * capital: a name typed in small letters is told by its capital. Of eighteen slips ("goverment")
 * all but one are above it, and of eleven names and other words with what they were taken for
 * ("putin", "Kherson") none.
 */
const ONE_WORD = 0.64

/**
 * Takes back what words were read as where the encoder sees another word. A model whose vectors are
 * the lexicon's own knows no more than the spelling did.
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
