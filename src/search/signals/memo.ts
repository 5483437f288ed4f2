/** The size of a cache. */
export interface Room<Value> {
  readonly room: number
  /** the room that a value takes; always the same for the same value */
  readonly sizeOf: (value: Value) => number
}

/**
 * Computes values and caches them while room lasts; the least recently used go first. Missing
 * values are computed together. Callers share the values, so must not change them.
 */
export function remembering<Key, Value>(
  workOut: (keys: readonly Key[]) => readonly Value[],
  { room, sizeOf }: Room<Value>,
): (keys: readonly Key[]) => Value[] {
  const values = new Map<Key, Value>()
  let taken = 0

  /** A Map keeps insertion order: the last key is the last to go. */
  function touch(key: Key, value: Value): void {
    values.delete(key)
    values.set(key, value)
  }

  function keep(key: Key, value: Value): void {
    values.set(key, value)
    taken += sizeOf(value)
    while (taken > room) {
      const [oldest, old] = values.entries().next().value!
      values.delete(oldest)
      taken -= sizeOf(old)
    }
  }

  return (keys) => {
    const asked = new Map<Key, Value>()
    const missing = new Set<Key>()
    for (const key of keys) {
      const value = values.get(key)
      if (value === undefined) missing.add(key)
      else {
        touch(key, value)
        asked.set(key, value)
      }
    }
    if (missing.size > 0) {
      const found = workOut([...missing])
      for (const [nth, key] of [...missing].entries()) {
        asked.set(key, found[nth]!)
        keep(key, found[nth]!)
      }
    }
    return keys.map((key) => asked.get(key)!)
  }
}
