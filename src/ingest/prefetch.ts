/**
 * Tasks started ahead of the awaited one: as many as threads that extract files, and few files are
 * large.
 */
const AHEAD = 4

/**
 * Returns the result of each item. Callers ask for items in order; the next ones are already
 * running. An item that is not among them is started when it is asked for.
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
      // A failure surfaces when its item is asked for; until then nobody listens.
      result.catch(() => {})
      started.set(items[next++]!, result)
    }
    const result = started.get(item) ?? start(item)
    started.delete(item)
    return result
  }
}
