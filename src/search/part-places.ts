/** Numbers of segments, each larger than the one before. */
export type Ascending = Uint16Array | Uint32Array

/** A stem's place in each part, -1 where a part lacks it. */
export type StemPlaces = Int32Array

/** The part that a segment is in. */
export function partWith(segment: number, firsts: readonly number[]): number {
  let [low, high] = [0, firsts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (firsts[middle]! <= segment) low = middle
    else high = middle - 1
  }
  return low
}

/** The index of the first number that is at least `wanted`: doubling steps, then bisection. */
export function placeOf(
  wanted: number,
  ascending: Ascending,
  { from, end }: { readonly from: number; readonly end: number },
): number {
  let step = 1
  while (from + step < end && ascending[from + step]! < wanted) step *= 2
  let [low, high] = [from + (step >> 1), Math.min(end, from + step)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
