import { atOnce } from '../domain/slices.ts'
import type { PhraseStems } from '../store/candidates.ts'
import { stemOf } from '../text/words.ts'
import { dividedWords, type DividedWords } from './divided-words.ts'
import { cutsOf } from './query/phrases.ts'

/** A stretch of a phrase that more than this share of the pairs may have selects nothing. */
const EVERYWHERE = 0.25

/**
 * Makes what reads from a phrase the stems that a pair with it has, as far as they select: 'none'
 * if no pair can have it, 'any' if most may. Given how many of all pairs contain each stem.
 */
export function phraseReader(
  frequencies: ReadonlyMap<string, number>,
  pairs: number,
): (phrase: string, how?: { readonly thrice: boolean }) => PhraseStems | 'none' | 'any' {
  // Gathered for the first phrase.
  let divided: DividedWords | undefined

  /** The known stems of a word, and of those that have it as a part. */
  function stemsOfWord(word: string): string[] {
    divided ??= atOnce(dividedWords([frequencies.keys()]))
    return [stemOf(word), ...divided.holding(word)].filter((stem) => frequencies.has(stem))
  }

  /** At most so many pairs have all words of one of these ways. */
  function mostWithAny(ways: PhraseStems[number]): number {
    const pairsWith = (stems: readonly string[]) =>
      stems.reduce((sum, stem) => sum + frequencies.get(stem)!, 0)
    return ways.reduce((sum, way) => sum + Math.min(...way.map(pairsWith)), 0)
  }

  return (phrase, how) => {
    const stretches = cutsOf(phrase, how).map((ways) => {
      const known = new Map<string, readonly (readonly string[])[]>()
      for (const words of ways) {
        const way = words.map(stemsOfWord)
        if (way.every((stems) => stems.length > 0)) known.set(JSON.stringify(way), way)
      }
      return [...known.values()]
    })
    if (stretches.length === 0 || stretches.some((ways) => ways.length === 0)) return 'none'
    const telling = stretches
      .map((ways) => ({ ways, most: mostWithAny(ways) }))
      .filter(({ most }) => most <= EVERYWHERE * pairs)
      .sort((a, b) => a.most - b.most)
    return telling.length === 0 ? 'any' : telling.map(({ ways }) => ways)
  }
}
