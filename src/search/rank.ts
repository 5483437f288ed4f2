import { compareText } from '../domain/order.ts'
import { dateOf, type Catalogue } from './corpus/catalogue.ts'

/** A pair by its index, with its score. */
export interface Ranked {
  readonly pair: number
  readonly score: number
}

/** Pairs whose scores differ by at most this share of the better one answer about equally well. */
const ABOUT_EQUAL = 0.01

/** Examines this many times the requested number, since a newer one may lead. */
export const LOOKED_AT = 2

/**
 * The best `limit` of the eligible pairs, best first; ties go to the earlier pair of the index. Of
 * answers from different documents that are about equally good, the newest leads.
 */
export function rank(
  scores: Float64Array,
  eligible: readonly number[],
  catalogue: Catalogue,
  limit: number,
): Ranked[] {
  const best = bestOf(scores, eligible, LOOKED_AT * limit)
  return newestFirstAmongEquals(best, catalogue).slice(0, limit)
}

/** The best `limit`, kept in order during one pass over all: few of many ever get in. */
function bestOf(scores: Float64Array, eligible: readonly number[], limit: number): Ranked[] {
  const best: Ranked[] = []
  if (limit === 0) return best
  /** lower scores do not get in, nor do equal ones that come later */
  let least = -Infinity
  for (const pair of eligible) {
    const score = scores[pair]!
    if (score < least) continue
    const place = best.findIndex(
      (other) => score > other.score || (score === other.score && pair < other.pair),
    )
    if (place < 0 && best.length === limit) continue
    best.splice(place < 0 ? best.length : place, 0, { pair, score })
    if (best.length > limit) best.pop()
    if (best.length === limit) least = best[limit - 1]!.score
  }
  return best
}

function newestFirstAmongEquals(ranked: readonly Ranked[], catalogue: Catalogue): Ranked[] {
  const ordered: Ranked[] = []
  for (let start = 0; start < ranked.length;) {
    const least = ranked[start]!.score * (1 - ABOUT_EQUAL)
    let end = start + 1
    while (end < ranked.length && ranked[end]!.score >= least) end++
    ordered.push(...newestFirst(ranked.slice(start, end), catalogue))
    start = end
  }
  return ordered
}

/** Answers of the same day keep their order. */
function newestFirst(equals: readonly Ranked[], { pairs }: Catalogue): Ranked[] {
  return equals.toSorted((a, b) => compareText(dateOf(pairs[b.pair]!), dateOf(pairs[a.pair]!)))
}
