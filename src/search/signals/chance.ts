/** Smaller counts are raised to this one: nothing was learned from less. */
const FEW = 10

/**
 * An upper bound on how many standard deviations the best of `count` normal draws lies above the
 * mean.
 */
export function bestByChance(count: number): number {
  return Math.sqrt(2 * Math.log(Math.max(FEW, count)))
}

/** Among many texts, similarity below this is chance. */
export const LEAST_COSINE = 0.35

/** Among few, this times the expected best of that many is the bound (bench/retrieval-notes.md). */
const CHANCE_COSINE = 0.1

/**
 * The least cosine at which one token matches another in a search through `pairs`; tokens further
 * apart match nothing.
 */
export function leastCosineAmong(pairs: number): number {
  return Math.min(LEAST_COSINE, CHANCE_COSINE * bestByChance(pairs))
}
