/** Documents without a date come last; ties in order of id. */
export function newestFirst<T extends { readonly id: string; readonly answered: string | null }>(
  documents: readonly T[],
): T[] {
  return [...documents].sort(
    (a, b) => compare(b.answered ?? '', a.answered ?? '') || compare(a.id, b.id),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
