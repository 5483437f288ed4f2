import type { Embedder } from './embed.ts'

/** The contents of a model's `CENTRE_FILE`. */
export interface Centre {
  /** the mean vector of queries on any topic */
  readonly mean: readonly number[]
  /** the dot product with `mean` that three quarters of passages stay below */
  readonly most: number
}

/**
 * The same embedder with its hubs moved aside. Encoders put all questions into one narrow cone, so
 * that a passage near its middle is near any question, above all one in another language (hubs;
 * Radovanović et al. 2010, "Hubs in Space"). This removes from such a passage's vector its share of
 * the mean beyond `most`. Vectors of queries, and of three passages in four, stay unchanged.
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
