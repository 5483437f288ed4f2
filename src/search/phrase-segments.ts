import { LRUCache } from 'lru-cache'
import { atOnce } from '../domain/slices.ts'
import { stemsIn, type PartWords } from '../format/part-words.ts'
import { stemOf } from '../text/words.ts'
import { dividedWords, type DividedWords } from './divided-words.ts'
import { partWith, placeOf, type Ascending, type StemPlaces } from './part-places.ts'

/** Finds the segments that may contain a phrase, by its words. */
export interface PhraseSegments {
  /**
   * Those that contain, for each of these stretches of words, all words of one of its possible
   * splits, ascending.
   */
  withCuts(stretches: readonly (readonly (readonly string[])[])[]): Ascending
  /** prepares what the first phrase would otherwise wait for, yielding in between */
  readyInSteps(): Generator<void, void>
}

/** Words by the places of each and of those that have it as a part. */
type Way = readonly (readonly StemPlaces[])[]

/** Words whose places are remembered, enough for some hundred phrases. */
const REMEMBERED = 4_096

/** `firsts` has the first segment of each part; `placesOf` returns null for an unknown stem. */
export function phraseSegments(
  parts: readonly PartWords[],
  {
    firsts,
    placesOf,
  }: {
    readonly firsts: readonly number[]
    readonly placesOf: (stem: string) => StemPlaces | null
  },
): PhraseSegments {
  const ofWords = new LRUCache<string, readonly StemPlaces[]>({ max: REMEMBERED })
  // Gathered when the first phrase is looked up.
  let divided: DividedWords | undefined

  /** The places of a word, and of those that have it as a part; none if it is unknown. */
  function placesOfWord(word: string): readonly StemPlaces[] {
    let places = ofWords.get(word)
    if (places === undefined) {
      divided ??= atOnce(dividedWords(stemsOfEach(parts)))
      const stems = [stemOf(word), ...divided.holding(word)]
      places = stems.flatMap((stem) => placesOf(stem) ?? [])
      ofWords.set(word, places)
    }
    return places
  }

  /** The ways to cut a stretch into words that are all known, by these words' places. */
  function knownWays(ways: readonly (readonly string[])[]): Way[] {
    return ways.flatMap((words) => {
      const way = words.map(placesOfWord)
      return way.every((places) => places.length > 0) ? [way] : []
    })
  }

  /** At most so many segments contain all words of one of these ways. */
  function mostWithAny(ways: readonly Way[]): number {
    const sizes = ways.map((way) => Math.min(...way.map(postingsOf)))
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  function postingsOf(word: readonly StemPlaces[]): number {
    let sum = 0
    for (const places of word) {
      for (const [nth, { starts }] of parts.entries()) {
        const place = places[nth]!
        if (place >= 0) sum += starts[place + 1]! - starts[place]!
      }
    }
    return sum
  }

  /** The segments that contain all of these words, ascending; each may be a part of another. */
  function segmentsWithAll(way: Way): Uint32Array {
    const found = parts.map(({ starts, segments }, nth) => {
      const lists = way.map((word) =>
        anyOf(
          word.flatMap((of) => {
            const place = of[nth]!
            return place < 0 ? [] : segments.subarray(starts[place], starts[place + 1])
          }),
        ),
      )
      const [fewest = new Uint32Array(), ...others] = lists.toSorted((a, b) => a.length - b.length)
      return others.reduce(inBoth, new Uint32Array(fewest)).map((at) => firsts[nth]! + at)
    })
    return joined(found)
  }

  function isIn(segment: number, word: readonly StemPlaces[]): boolean {
    const nth = partWith(segment, firsts)
    const { starts, segments } = parts[nth]!
    const at = segment - firsts[nth]!
    return word.some((places) => {
      const place = places[nth]!
      if (place < 0) return false
      const end = starts[place + 1]!
      const found = placeOf(at, segments, { from: starts[place]!, end })
      return found < end && segments[found] === at
    })
  }

  return {
    withCuts(stretches) {
      const [rarest, ...others] = stretches
        .map(knownWays)
        .map((ways) => ({ ways, most: mostWithAny(ways) }))
        .sort((a, b) => a.most - b.most)
      if (rarest === undefined) return new Uint32Array()
      // Only what the rarest stretch leaves is looked at: "de" stands nearly everywhere.
      return anyOf(rarest.ways.map(segmentsWithAll)).filter((segment) =>
        others.every(({ ways }) => ways.some((way) => way.every((word) => isIn(segment, word)))),
      )
    },

    *readyInSteps() {
      divided ??= yield* dividedWords(stemsOfEach(parts))
    },
  }
}

function joined(lists: readonly Ascending[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

/** The stems of each part, none of one without apostrophes. */
function* stemsOfEach(parts: readonly PartWords[]): Generator<Iterable<string>> {
  for (const part of parts) yield part.stems.bytes.includes(APOSTROPHE) ? stemsIn(part) : []
}

const APOSTROPHE = 0x27

/** The numbers in both lists, which are ascending; the first is the shorter one. */
function inBoth(some: Uint32Array, others: Ascending): Uint32Array {
  let from = 0
  return some.filter((number) => {
    from = placeOf(number, others, { from, end: others.length })
    return others[from] === number
  })
}

/** The numbers in any of the lists, ascending, without duplicates. */
function anyOf(lists: readonly Ascending[]): Ascending {
  if (lists.length === 1) return lists[0]!
  const all = joined(lists).sort()
  return all.filter((number, place) => place === 0 || all[place - 1] !== number)
}
