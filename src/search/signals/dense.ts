import type { Seen, Signal } from './signal.ts'

/**
 * The cosine of the query with the pair's nearest paragraph; what was not looked at counts as the
 * furthest that was.
 */
export const dense: Signal = {
  weight: 1.5,
  byLexicon: false,
  of({ nearest, catalogue: { pairs, pairOfParagraph } }) {
    const scores = new Float64Array(pairs.length).fill(furthestOf(nearest))
    for (const { paragraphId, score } of nearest) {
      const pair = pairOfParagraph.get(paragraphId)
      if (pair !== undefined && score > scores[pair]!) scores[pair] = score
    }
    return scores
  },
}

/**
 * The cosine of the furthest of the nearest paragraphs that were looked at; 0 where there are none.
 */
export function furthestOf(nearest: Seen['nearest']): number {
  return nearest.at(-1)?.score ?? 0
}
