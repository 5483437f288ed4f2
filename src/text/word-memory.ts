import { LRUCache } from 'lru-cache'

/** Looks words up and remembers what it found for the `max` of them that came last. */
export function rememberWords<V extends object | string>(
  max: number,
  look: (word: string) => V,
): (word: string) => V {
  const known = new LRUCache<string, V>({ max, memoMethod: look })
  return (word) => known.memo(word)
}
