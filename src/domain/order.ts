/** Documents without a date come last; ties are in order of id. */
export function newestFirst<T extends { readonly id: string; readonly answered: string | null }>(
  documents: readonly T[],
): T[] {
  return [...documents].sort(
    (a, b) => compareText(b.answered ?? '', a.answered ?? '') || compareText(a.id, b.id),
  )
}

/** Orders texts by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
