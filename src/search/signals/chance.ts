/** Fewer than so many count as this many: nothing was learned of less. */
const FEW = 10

/**
 * How many standard deviations the best of `count` draws of a normal distribution lies above the
 * mean, at most.
 */
export function bestByChance(count: number): number {
  return Math.sqrt(2 * Math.log(Math.max(FEW, count)))
}

/** Among many texts, likeness below this is chance. */
export const LEAST_COSINE = 0.35

/**
 * Among few, less comes near by chance: this, times what the best of so many reaches
 * (bench/retrieval-notes.md).
 */
const CHANCE_COSINE = 0.1

/**
 * From this cosine on a token comes near another one, where `pairs` are looked through; further
 * ones match nothing.
 */
export function leastCosineAmong(pairs: number): number {
  return Math.min(LEAST_COSINE, CHANCE_COSINE * bestByChance(pairs))
}
