import { fold } from '../../domain/fold.ts'
import { stemOf, wordsOf, type Word } from '../../text/words.ts'
import type { WordRead } from './analysis.ts'
import { isFunctionWord } from './function-words.ts'

/** Words that are written apart, at most: "kinder opvang toeslag". */
const MOST = 3

/** A compound's first part, or a later one: "Rekening gluren", while "Long Covid" is as spelt. */
const FIRST = /^\p{L}\p{Ll}{2,}$/u
const LATER = /^\p{Ll}{3,}$/u

/**
 * The compounds of a text that are written apart, one word of which the index lacks: it has
 * "rekeninggluren" for "rekening gluren".
 */
export function joinedIn(text: string, knows: (stem: string) => boolean): WordRead[] {
  const words = wordsOf(text)
  const found: WordRead[] = []
  for (let at = 0; at < words.length; at++) {
    for (let count = MOST; count > 1; count--) {
      const parts = words.slice(at, at + count)
      const word = parts.map((part) => part.text).join(' ')
      if (parts.length < count || !parts.every(isPart)) continue
      if (!text.startsWith(word, parts[0]!.start)) continue
      const as = word.replaceAll(' ', '').toLowerCase()
      const stems = parts.map((part) => stemOf(part.text))
      // "Afghanistan end" has the stem of "Afghanistan".
      const isCompound = stemOf(as).endsWith(stems.at(-1)!) && knows(stemOf(as))
      if (!isCompound || stems.every(knows)) continue
      found.push({ word, as })
      at += count - 1
      break
    }
  }
  return found
}

function isPart({ text }: Word, at: number): boolean {
  return (at === 0 ? FIRST : LATER).test(text) && !isFunctionWord(fold(text))
}
