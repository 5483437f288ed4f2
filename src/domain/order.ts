interface Dated {
  readonly id: string
  readonly answered: string | null
}

/** Documents without a date come last; ties are in order of id. */
export function newestFirst<T extends Dated>(documents: readonly T[]): T[] {
  return documents.toSorted(
    (a, b) => compareText(b.answered ?? '', a.answered ?? '') || compareText(a.id, b.id),
  )
}

const sorted = new WeakMap<readonly Dated[], readonly Dated[]>()

/** The same, sorted once for each list, such as that of an index: it must not change. */
export function newestIn<T extends Dated>(documents: readonly T[]): readonly T[] {
  const known = (sorted.get(documents) as readonly T[] | undefined) ?? newestFirst(documents)
  sorted.set(documents, known)
  return known
}

/**
 * How many of `length` things in order have a property that only the first of them have. O(log
 * length).
 */
export function countOfFirst(length: number, isFirst: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isFirst(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The place of the first of ascending values that is not below `value`. O(log length). */
export function placeAmong<T extends number | string>(ascending: ArrayLike<T>, value: T): number {
  return countOfFirst(ascending.length, (at) => ascending[at]! < value)
}

/** Orders texts by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Orders what people read by the alphabet: "Özütok" stands beside "Okafor", not behind "Zwart". */
export function inDutchOrder(a: string, b: string): number {
  return a.localeCompare(b, 'nl')
}
