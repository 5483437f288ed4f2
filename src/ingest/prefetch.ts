/**
 * So many are begun while one is waited for: as many as there are threads to extract files, and few
 * are large.
 */
const AHEAD = 4

/**
 * Gives the result of each of the items, which are asked for in order; the next ones are begun
 * meanwhile.
 */
export function startedAhead<Item, Result>(
  items: readonly Item[],
  start: (item: Item) => Promise<Result>,
): (item: Item) => Promise<Result> {
  const started = new Map<Item, Promise<Result>>()
  let next = 0
  return async (item) => {
    while (next < items.length && started.size <= AHEAD) {
      const result = start(items[next]!)
      // A failure is thrown to who asks for this item, and until then nobody listens.
      result.catch(() => {})
      started.set(items[next++]!, result)
    }
    const result = started.get(item)!
    started.delete(item)
    return result
  }
}
