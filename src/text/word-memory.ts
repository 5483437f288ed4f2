import { LRUCache } from 'lru-cache'

/** Computes a value for each word and remembers the `max` most recent ones. */
export function rememberWords<V extends object | string>(
  max: number,
  look: (word: string) => V,
): (word: string) => V {
  const known = new LRUCache<string, V>({ max, memoMethod: look })
  return (word) => known.memo(word)
}
