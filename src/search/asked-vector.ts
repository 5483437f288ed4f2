import type { Embedder } from '../embed/embed.ts'
import type { Understood } from './conversation.ts'
import { typedWords } from './query/analysis.ts'
import type { FoundFilter } from './query/read-filter.ts'
import { embedAsked, type AskedVector } from './signals/score.ts'

/** The vector of what some filters leave of a query, begun at the first call. */
export type VectorOf = (filters: readonly FoundFilter[]) => AskedVector

/** Embeds what filters leave of a query, the same text only once. */
export function vectorsOfQuery(
  { about, earlier }: Pick<Understood, 'about' | 'earlier'>,
  embedder: Embedder | null,
): VectorOf {
  const begun = new Map<string, Promise<Float32Array>>()
  return (filters) => {
    if (embedder === null) return null
    const rest = about(filters)
    let vector = begun.get(rest)
    if (vector === undefined) {
      vector = embedAsked(typedWords(rest, earlier.texts), embedder)
      // Whoever awaits it is told of an error; some results do without.
      vector.catch(() => {})
      begun.set(rest, vector)
    }
    return vector
  }
}
