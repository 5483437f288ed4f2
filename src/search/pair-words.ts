import { compareText } from '../domain/order.ts'
import type { LargeSearchData, SegmentTokens } from '../format/segment-tokens.ts'
import type { SearchData } from '../format/search-data.ts'
import type { Inverted, Postings } from '../format/postings.ts'
import type { CorpusCounts } from '../store/candidates.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { stemOf } from '../text/words.ts'
import { B, K1 } from './signals/lexical.ts'
import { largestOf } from './signals/largest.ts'

/**
 * The words of many pairs: finds the pairs that match a query's words best, and the words of a few
 * pairs.
 */
export interface PairWords {
  readonly counts: CorpusCounts
  knows(stem: string): boolean
  /** how many pairs contain each of these stems; an unknown one is absent */
  frequencies(stems: Iterable<string>): Map<string, number>
  /**
   * The best pairs by BM25, at most `limit`, of those that `allowed` marks with 1, or of all; ties
   * go to the first. If thousands of pairs contain the rarest words, the best of those.
   */
  best(
    weights: ReadonlyMap<string, number>,
    options: { readonly limit: number; readonly allowed: Uint8Array | null },
  ): number[]
  /**
   * The pairs with a question or paragraph that contains, for each of these stretches of words, all
   * words of one of its possible splits, in order.
   */
  withCuts(stretches: readonly (readonly (readonly string[])[])[]): number[]
  /** the postings of these stems in a few segments, which are given in order and renumbered */
  dataOf(segments: readonly number[], stems: Iterable<string>): Omit<SearchData, 'fingerprint'>
}

/** Once the rarest words of the query have given so many pairs, the others only add to scores. */
const ENOUGH = 4_000

/** Pairs or segments handled between two yields. */
const STEP = 4_096

/** Prepares the words of all pairs, yielding in between. */
export function* pairWords(
  catalogue: Catalogue,
  { stems, tokens, lengths }: LargeSearchData,
): Generator<void, PairWords> {
  const { pairs } = catalogue
  const keyOfStem = new Map<string, number>()
  for (const [key, stem] of stems.keys.entries()) {
    keyOfStem.set(stem, key)
    if (key % STEP === 0) yield
  }
  const { entries, together } = yield* pairsOfSegments(catalogue)
  const { damping, words } = yield* dampingOf(catalogue, lengths)
  const counted = tokens === null ? [] : yield* pairsOfTokens(catalogue, tokens)
  const inPair = new Uint16Array(pairs.length)
  const touched = new Uint32Array(pairs.length)
  const scores = new Float64Array(pairs.length)
  const scored = new Uint32Array(pairs.length)
  const known = new Map<number, number>()
  const room = new Uint32Array(1 + (counted.at(-1)?.token ?? -1))

  /** Counts a stem in each pair, in `inPair`; returns the number of pairs, listed in `touched`. */
  function count(key: number): number {
    const { starts, segments, counts } = stems.postings
    let reached = 0
    for (let at = starts[key]!; at < starts[key + 1]!; at++) {
      const entry = entries[segments[at]!]!
      if (entry === NOWHERE) continue
      const pair = entry & PAIR
      if (inPair[pair] === 0) touched[reached++] = pair
      inPair[pair]! += counts[at]!
      if (entry < SUBJECT) continue
      for (let other = pair + 1; other < pair + together[pair]!; other++) {
        if (inPair[other] === 0) touched[reached++] = other
        inPair[other]! += counts[at]!
      }
    }
    return reached
  }

  /** The frequency of a stem in one pair. */
  function countIn(key: number, pair: Catalogue['pairs'][number]): number {
    const { starts, segments, counts } = stems.postings
    const end = starts[key + 1]!
    let from = placeOf(pair.subjectSegment, segments, { from: starts[key]!, end })
    let held = segments[from] === pair.subjectSegment && from < end ? counts[from]! : 0
    from = placeOf(pair.questionSegment, segments, { from, end })
    for (; from < end && segments[from]! < pair.endParagraph; from++) held += counts[from]!
    return held
  }

  /** The segments that contain all of these words; null if a word occurs nowhere. */
  function segmentsWithAll(words: readonly string[]): Uint32Array | null {
    const lists = words.map((word) => {
      const key = keyOfStem.get(stemOf(word))
      if (key === undefined) return null
      const { starts, segments } = stems.postings
      return segments.subarray(starts[key], starts[key + 1])
    })
    if (lists.includes(null)) return null
    return (lists as Uint32Array[]).toSorted((a, b) => a.length - b.length).reduce(inBoth)
  }

  function frequencyOf(key: number): number {
    let found = known.get(key)
    if (found === undefined) {
      found = count(key)
      for (let at = 0; at < found; at++) inPair[touched[at]!] = 0
      known.set(key, found)
    }
    return found
  }

  return {
    counts: { pairs: pairs.length, words, stems: stems.keys, tokens: counted },
    knows: (stem) => keyOfStem.has(stem),

    frequencies(wanted) {
      const found = new Map<string, number>()
      for (const stem of wanted) {
        const key = keyOfStem.get(stem)
        if (key !== undefined) found.set(stem, frequencyOf(key))
      }
      return found
    },

    best(weights, { limit, allowed }) {
      // The rarest first: it adds the most.
      const stemsLeft = [...weights].sort(([, a], [, b]) => b - a)
      const most = () => stemsLeft.reduce((sum, [, weight]) => sum + weight, 0)
      let some = 0
      let least = 0
      while (stemsLeft.length > 0 && some < ENOUGH && least <= most()) {
        const [stem, weight] = stemsLeft.shift()!
        const reached = count(keyOfStem.get(stem)!)
        for (let at = 0; at < reached; at++) {
          const pair = touched[at]!
          const held = inPair[pair]!
          inPair[pair] = 0
          if (allowed !== null && allowed[pair] === 0) continue
          if (scores[pair] === 0) scored[some++] = pair
          scores[pair]! += (weight * held) / (held + damping[pair]!)
        }
        if (some >= limit) least = largestOf(scores, scored.subarray(0, some), limit).at(-1)!
      }
      // No other pair can get in any more, and of these only those whose score is near enough.
      const all = scored.subarray(0, some)
      let near = [...all]
      for (;;) {
        if (near.length > limit) {
          const enough = largestOf(scores, near, limit).at(-1)! - most()
          near = near.filter((pair) => scores[pair]! >= enough)
        }
        const next = stemsLeft.shift()
        if (next === undefined) break
        const [stem, weight] = next
        const key = keyOfStem.get(stem)!
        for (const pair of near) {
          const held = countIn(key, pairs[pair]!)
          if (held > 0) scores[pair]! += (weight * held) / (held + damping[pair]!)
        }
      }
      near.sort((a, b) => scores[b]! - scores[a]! || a - b)
      for (const pair of all) scores[pair] = 0
      return near.slice(0, limit)
    },

    withCuts(stretches) {
      const all = stretches
        .map((ways) => anyOf(ways.flatMap((words) => segmentsWithAll(words) ?? [])))
        .sort((a, b) => a.length - b.length)
      const [fewest = new Uint32Array(), ...others] = all
      const within = others.reduce(inBoth, fewest)
      const found = new Set<number>()
      for (const segment of within) {
        if (entries[segment]! < SUBJECT) found.add(entries[segment]!)
      }
      return [...found]
    },

    dataOf(segments, wanted) {
      const keys = [...new Set(wanted)].filter((stem) => keyOfStem.has(stem)).sort(compareText)
      return {
        stems: postingsWithin(
          keys.map((stem) => [stem, keyOfStem.get(stem)!] as const),
          stems.postings,
          segments,
        ),
        tokens: tokens === null ? null : tokensWithin(tokens, segments, room),
        lengths: Uint32Array.from(segments, (segment) => lengths[segment]!),
      }
    },
  }
}

/** The numbers in both lists, which are ascending; the first is the shorter one. */
function inBoth(some: Uint32Array, others: Uint32Array): Uint32Array {
  let from = 0
  return some.filter((number) => {
    from = placeOf(number, others, { from, end: others.length })
    return others[from] === number
  })
}

/** The numbers in any of the lists, ascending, without duplicates. */
function anyOf(lists: readonly Uint32Array[]): Uint32Array {
  if (lists.length === 1) return lists[0]!
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all.sort().filter((number, place) => place === 0 || all[place - 1] !== number)
}

/** The postings of some stems in some segments. */
function postingsWithin(
  wanted: readonly (readonly [stem: string, key: number])[],
  { starts, segments, counts }: Postings,
  within: readonly number[],
): Inverted<string> {
  const found = { starts: [0], segments: [] as number[], counts: [] as number[] }
  const keys: string[] = []
  for (const [stem, key] of wanted) {
    let from = starts[key]!
    for (const [own, segment] of within.entries()) {
      from = placeOf(segment, segments, { from, end: starts[key + 1]! })
      if (from === starts[key + 1]) break
      if (segments[from] !== segment) continue
      found.segments.push(own)
      found.counts.push(counts[from]!)
    }
    if (found.segments.length === found.starts.at(-1)) continue
    found.starts.push(found.segments.length)
    keys.push(stem)
  }
  return {
    keys,
    postings: {
      starts: Uint32Array.from(found.starts),
      segments: Uint32Array.from(found.segments),
      counts: Uint8Array.from(found.counts),
    },
  }
}

/** The index of the first number that is at least `wanted`: doubling steps, then bisection. */
function placeOf(
  wanted: number,
  ascending: Uint32Array,
  { from, end }: { readonly from: number; readonly end: number },
): number {
  let step = 1
  while (from + step < end && ascending[from + step]! < wanted) step *= 2
  let [low, high] = [from + (step >> 1), Math.min(end, from + step)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** The tokens of some segments, as postings; `room` is for counting, and returned to zeros. */
function tokensWithin(
  { starts, tokens }: SegmentTokens,
  within: readonly number[],
  room: Uint32Array,
): Inverted<number> {
  for (const segment of within) {
    for (let at = starts[segment]!; at < starts[segment + 1]!; at++) room[tokens[at]!]!++
  }
  const keys: number[] = []
  const ends: number[] = [0]
  let size = 0
  for (let token = 0; token < room.length; token++) {
    const count = room[token]!
    if (count === 0) continue
    keys.push(token)
    room[token] = size
    ends.push((size += count))
  }
  const segments = new Uint32Array(size)
  for (const [own, segment] of within.entries()) {
    for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
      segments[room[tokens[at]!]!++] = own
    }
  }
  for (const key of keys) room[key] = 0
  const counts = new Uint8Array(size).fill(1)
  return { keys, postings: { starts: Uint32Array.from(ends), segments, counts } }
}

/** Added to the first pair of a document, for its subject. */
const SUBJECT = 0x8000_0000
const PAIR = 0x7fff_ffff
/** The entry of a subject without pairs. */
const NOWHERE = 0xffff_ffff

/**
 * The pair that each segment belongs to; for a subject `SUBJECT` and the first of its document's
 * pairs, of which there are as many as `together` says.
 */
function* pairsOfSegments({ pairs, segmentCount }: Catalogue) {
  const entries = new Uint32Array(segmentCount).fill(NOWHERE)
  const together = new Uint16Array(pairs.length)
  for (const [index, { subjectSegment, questionSegment, endParagraph }] of pairs.entries()) {
    if (entries[subjectSegment] === NOWHERE) entries[subjectSegment] = SUBJECT + index
    together[entries[subjectSegment]! & PAIR]!++
    for (let segment = questionSegment; segment < endParagraph; segment++) entries[segment] = index
    if (index % STEP === 0) yield
  }
  return { entries, together }
}

/** BM25's `k1 * (1 - b + b * length / mean length)` of each pair, and the total number of words. */
function* dampingOf({ pairs }: Catalogue, lengths: Uint32Array) {
  const damping = new Float32Array(pairs.length)
  let words = 0
  for (const [at, { questionSegment, endParagraph }] of pairs.entries()) {
    for (let segment = questionSegment; segment < endParagraph; segment++) {
      damping[at]! += lengths[segment]!
    }
    words += damping[at]!
    if (at % STEP === 0) yield
  }
  const mean = Math.max(1, words / Math.max(1, pairs.length))
  for (let at = 0; at < damping.length; at++) {
    damping[at] = K1 * (1 - B + (B * damping[at]!) / mean)
  }
  return { damping, words }
}

/** How many pairs contain each token in their questions or answer. */
function* pairsOfTokens({ pairs }: Catalogue, { starts, tokens }: SegmentTokens) {
  let largest = -1
  for (let at = 0; at < tokens.length; at++) largest = Math.max(largest, tokens[at]!)
  yield
  const counts = new Uint32Array(largest + 1)
  /** the pair in which a token was last seen, plus 1 */
  const seen = new Uint32Array(largest + 1)
  for (const [pair, { questionSegment, endParagraph }] of pairs.entries()) {
    for (let at = starts[questionSegment]!; at < starts[endParagraph]!; at++) {
      const token = tokens[at]!
      if (seen[token] === pair + 1) continue
      seen[token] = pair + 1
      counts[token]!++
    }
    if (pair % STEP === 0) yield
  }
  return [...counts.keys()].flatMap((token) =>
    counts[token] === 0 ? [] : { token, pairs: counts[token]! },
  )
}
