import { LRUCache } from 'lru-cache'

/** The size of a cache. */
interface Room<Value> {
  readonly room: number
  /** the room that a value takes, a whole number above 0; always the same for the same value */
  readonly sizeOf: (value: Value) => number
}

/**
 * Computes values and caches them while room lasts; the least recently used go first. Missing
 * values are computed together. Callers share the values, so must not change them.
 */
export function remembering<Key extends NonNullable<unknown>, Value extends NonNullable<unknown>>(
  workOut: (keys: readonly Key[]) => readonly Value[],
  { room, sizeOf }: Room<Value>,
): (keys: readonly Key[]) => Value[] {
  const values = new LRUCache<Key, Value>({ maxSize: room, sizeCalculation: sizeOf })
  return (keys) => {
    const asked = new Map(keys.map((key) => [key, values.get(key)]))
    const missing = [...asked.keys()].filter((key) => asked.get(key) === undefined)
    if (missing.length > 0) {
      for (const [nth, value] of workOut(missing).entries()) {
        asked.set(missing[nth]!, value)
        values.set(missing[nth]!, value)
      }
    }
    return keys.map((key) => asked.get(key)!)
  }
}
