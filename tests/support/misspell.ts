import { isFunctionWord } from '../../src/search/query/function-words.ts'
import { fold } from '../../src/domain/fold.ts'
import { seeded } from './invent-document.ts'

/** Words to misspell: as long as those that people misspell. */
const LONG_WORD = /^\p{L}{6,}$/u

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * A query with one slip in each of at most `count` of its longer words, the same slips for the same
 * seed.
 */
export function misspell(query: string, { seed, count }: { seed: number; count: number }): string {
  const random = seeded(seed)
  const pick = (below: number): number => Math.floor(random() * below)
  const words = query.split(' ')
  const places = [...words.keys()].filter(
    (at) => LONG_WORD.test(words[at]!) && !isFunctionWord(fold(words[at]!)),
  )
  for (let slips = 0; slips < count && places.length > 0; slips++) {
    const [at] = places.splice(pick(places.length), 1)
    words[at!] = slip(words[at!]!, pick)
  }
  return words.join(' ')
}

/** A letter omitted, added, changed, or swapped with the next; never the first one. */
function slip(word: string, pick: (below: number) => number): string {
  const at = 1 + pick(word.length - 2)
  const letter = LETTERS[pick(LETTERS.length)]!
  const [before, here, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)]
  const slips = [
    before + after,
    before + letter + here + after,
    before + letter + after,
    before + after[0]! + here + after.slice(1),
  ]
  return slips[pick(slips.length)]!
}
