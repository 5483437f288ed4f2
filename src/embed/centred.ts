import type { Embedder } from './embed.ts'

/** What a model's `CENTRE_FILE` holds. */
export interface Centre {
  /** the mean of the vectors of queries on anything at all */
  readonly mean: readonly number[]
  /** the dot product with `mean` that three of four passages stay below */
  readonly most: number
}

/**
 * The same embedder with its hubs moved aside. Encoders put all questions into one narrow cone, so
 * that a passage near the middle of it is near to any question, above all to one in another
 * language (hubs; Radovanović et al. 2010, "Hubs in Space"). What such a passage has of the mean
 * beyond `most` is taken out of its vector. Vectors of queries, and of three passages in four, stay
 * as they are.
 */
export function centred(embedder: Embedder, { mean, most }: Centre): Embedder {
  const square = mean.reduce((sum, value) => sum + value * value, 0)

  function aside(vector: Float32Array): Float32Array {
    const excess = vector.reduce((sum, value, d) => sum + value * mean[d]!, 0) - most
    if (excess <= 0) return vector
    const rest = vector.map((value, d) => value - (excess / square) * mean[d]!)
    const length = Math.hypot(...rest)
    return rest.map((value) => value / length)
  }

  return {
    ...embedder,
    async embed(texts, role) {
      const vectors = await embedder.embed(texts, role)
      return role === 'passage' ? vectors.map(aside) : vectors
    },
  }
}
