/** Fewer than so many count as this many: nothing was learned of less. */
const FEW = 10

/** How many standard deviations the best of `count` draws of a normal distribution lies above the mean, at most. */
export function bestByChance(count: number): number {
  return Math.sqrt(2 * Math.log(Math.max(FEW, count)))
}
