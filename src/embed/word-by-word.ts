import { rememberWords } from '../text/word-memory.ts'
import type { WordTokenizer } from './word-tokenizer.ts'

/** More words than a large index asks for again and again. */
const REMEMBERED_WORDS = 50_000

/**
 * Encodes a text word by word and remembers the words: the tokenizer splits at white space itself,
 * so the tokens are the same, and most words of a text have been seen before.
 */
export function wordByWord(encodeWord: WordTokenizer['encodeWord']): (text: string) => number[] {
  const tokensOf = rememberWords<readonly number[]>(REMEMBERED_WORDS, encodeWord)
  return (text) => text.split(/\s+/u).flatMap((word) => (word === '' ? [] : tokensOf(word)))
}
