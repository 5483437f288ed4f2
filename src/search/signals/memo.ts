/** How much is remembered. */
export interface Room<Value> {
  readonly room: number
  /** how much of the room a value takes; always the same for the same value */
  readonly sizeOf: (value: Value) => number
}

/**
 * Works things out and remembers them as long as there is room; what has not been asked for the
 * longest time goes first. What is missing is worked out together. The values are shared, so not to
 * be changed.
 */
export function remembering<Key, Value>(
  workOut: (keys: readonly Key[]) => readonly Value[],
  { room, sizeOf }: Room<Value>,
): (keys: readonly Key[]) => Value[] {
  const values = new Map<Key, Value>()
  let taken = 0

  /** A Map keeps the order in which its keys came: the last one is the last to go. */
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
