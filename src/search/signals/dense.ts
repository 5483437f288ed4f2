import type { Seen, Signal } from './signal.ts'

/**
 * The cosine of the query with the pair's nearest paragraph. Paragraphs beyond the nearest ones
 * count as the furthest of these.
 */
export const dense: Signal = {
  weight: 1.5,
  byLexicon: false,
  of({ nearest, catalogue: { pairs, pairOfParagraph } }) {
    const scores = new Float64Array(pairs.length).fill(furthestOf(nearest))
    for (const { paragraphId, score } of nearest) {
      const pair = pairOfParagraph(paragraphId)
      if (pair !== undefined && score > scores[pair]!) scores[pair] = score
    }
    return scores
  },
}

/** The cosine of the furthest of the nearest paragraphs; 0 without any. */
export function furthestOf(nearest: Seen['nearest']): number {
  return nearest.at(-1)?.score ?? 0
}
