import { rememberWords } from '../text/word-memory.ts'
import type { WordTokenizer } from './word-tokenizer.ts'

/** More words than a large index uses repeatedly. */
const REMEMBERED_WORDS = 50_000

/**
 * Encodes a text word by word with a cache: the tokenizer itself splits at white space, so the
 * tokens are the same, and most words of a text recur.
 */
export function wordByWord(encodeWord: WordTokenizer['encodeWord']): (text: string) => number[] {
  const tokensOf = rememberWords<readonly number[]>(REMEMBERED_WORDS, encodeWord)
  return (text) => text.split(/\s+/u).flatMap((word) => (word === '' ? [] : tokensOf(word)))
}
