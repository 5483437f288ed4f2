import { LRUCache } from 'lru-cache'
import { comparedAs, placeOfStem, type PartWords } from '../format/part-words.ts'
import type { CorpusCounts } from '../store/candidates.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { largestIn, largestOf } from './signals/largest.ts'
import { partWith, placeOf, type StemPlaces } from './part-places.ts'
import { phraseSegments, type PhraseSegments } from './phrase-segments.ts'
import {
  dampingOf,
  firstSegments,
  frequenciesOf,
  frequencyIn,
  lengthsOf,
  NOWHERE,
  PAIR,
  pairsOfSegments,
  OF_SUBJECT,
} from './segment-pairs.ts'
import { wordsWithin, type WordsWithin } from './words-within.ts'

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
  /** the bits of what lowers the pair with these questions, see `PROCEDURE` */
  loweredAt(questionSegment: number): number
  /** the first pairs that contain a stem, `most` of them at most */
  firstWith(stem: string, most: number): number[]
  /** the pairs with a question or paragraph of these, as `PhraseSegments.withCuts` */
  withCuts(stretches: readonly (readonly (readonly string[])[])[]): number[]
  readonly readyInSteps: PhraseSegments['readyInSteps']
  /**
   * the postings of these stems, and of the tokens marked with 1 (null for all), in a few segments,
   * which are given in order and renumbered
   */
  dataOf(
    segments: readonly number[],
    stems: Iterable<string>,
    tokens: Uint8Array | null,
  ): WordsWithin
}

/** Once the rarest words of the query have given this many pairs, the others only add to scores. */
const ENOUGH = 4_000

/**
 * A stem with more pairs than this for each one that is left is looked up in these alone, without
 * listing its pairs.
 */
const SPARSE = 4

/** Stems whose places in the parts are remembered, enough for some hundred questions. */
const REMEMBERED = 4_096

/** Bytes of the pairs that are remembered of stems; the most frequent stems take 0.3 MB each. */
const REMEMBERED_BYTES = 24 * 1024 * 1024

/** The pairs that contain a stem, ascending, and how often each does. */
interface StemPairs {
  readonly pairs: Uint32Array
  readonly counts: Uint16Array
}

/** Prepares the words of all pairs from those of their parts, yielding in between. */
export function* pairWords(
  catalogue: Catalogue,
  parts: readonly PartWords[],
): Generator<void, PairWords> {
  const { pairs } = catalogue
  const firsts = firstSegments(parts, catalogue)
  const { entries, together, questionsAt, subjectsAt } = yield* pairsOfSegments(catalogue)
  const { damping, words } = yield* dampingOf(catalogue, lengthsOf(parts, firsts))
  const tokens = tokensOfAll(parts)
  yield
  const inPair = new Uint16Array(pairs.length)
  const touched = new Uint32Array(pairs.length)
  const scores = new Float64Array(pairs.length)
  const scored = new Uint32Array(pairs.length)
  const frequencies = new LRUCache<string, number>({ max: REMEMBERED })
  /** of each part, how many of its pairs contain each stem; null until they are counted */
  let counted: readonly Uint16Array[] | null = null
  const looked = new LRUCache<string, StemPlaces>({ max: REMEMBERED })
  const pairsKnown = new LRUCache<string, StemPairs>({
    maxSize: REMEMBERED_BYTES,
    sizeCalculation: ({ pairs, counts }) => 1 + pairs.byteLength + counts.byteLength,
  })
  const room = new Uint32Array(1 + (tokens.at(-1)?.token ?? -1))
  const phrases = phraseSegments(parts, { firsts, placesOf })

  /** Null for a stem that no part has. */
  function placesOf(stem: string): StemPlaces | null {
    let places = looked.get(stem)
    if (places === undefined) {
      const wanted = comparedAs(stem)
      places = Int32Array.from(parts, (part) => placeOfStem(part, wanted))
      looked.set(stem, places)
    }
    return places.some((place) => place >= 0) ? places : null
  }

  /** Counts a stem in each pair, in `inPair`; returns the number of pairs, listed in `touched`. */
  function count(places: StemPlaces): number {
    let reached = 0
    for (const [nth, { starts, segments, counts }] of parts.entries()) {
      const place = places[nth]!
      if (place < 0) continue
      const first = firsts[nth]!
      for (let at = starts[place]!; at < starts[place + 1]!; at++) {
        const entry = entries[first + segments[at]!]!
        if (entry === NOWHERE) continue
        const pair = entry & PAIR
        if (inPair[pair] === 0) touched[reached++] = pair
        inPair[pair]! += counts[at]!
        if (entry < OF_SUBJECT) continue
        for (let other = pair + 1; other < pair + together[pair]!; other++) {
          if (inPair[other] === 0) touched[reached++] = other
          inPair[other]! += counts[at]!
        }
      }
    }
    return reached
  }

  /** The pairs of a stem that some part has. */
  function pairsOf(stem: string): StemPairs {
    const known = pairsKnown.get(stem)
    if (known !== undefined) return known
    // Segments ascend, and a subject stands before the pairs of its document.
    const found = touched.slice(0, count(placesOf(stem)!))
    const counts = new Uint16Array(found.length)
    for (let at = 0; at < found.length; at++) {
      counts[at] = inPair[found[at]!]!
      inPair[found[at]!] = 0
    }
    pairsKnown.set(stem, { pairs: found, counts })
    frequencies.set(stem, found.length)
    return { pairs: found, counts }
  }

  /** Adds a stem's share to the score of each pair; returns how many pairs have one then. */
  function addAll(
    { pairs, counts }: StemPairs,
    weight: number,
    { allowed, some }: { readonly allowed: Uint8Array | null; readonly some: number },
  ): number {
    let size = some
    for (let at = 0; at < pairs.length; at++) {
      const pair = pairs[at]!
      if (allowed !== null && allowed[pair] === 0) continue
      if (scores[pair] === 0) scored[size++] = pair
      scores[pair]! += (weight * counts[at]!) / (counts[at]! + damping[pair]!)
    }
    return size
  }

  /** The scores of these pairs, which are 0 again afterwards. */
  function takeScored(near: Uint32Array): Near {
    const sums = new Float64Array(near.length)
    for (let at = 0; at < near.length; at++) {
      sums[at] = scores[near[at]!]!
      scores[near[at]!] = 0
    }
    return { near, sums }
  }

  /** Adds it to the sums of these pairs. */
  function addTo({ near, sums }: Near, { pairs, counts }: StemPairs, weight: number): void {
    let from = 0
    for (let nth = 0; nth < near.length; nth++) {
      const pair = near[nth]!
      from = placeOf(pair, pairs, { from, end: pairs.length })
      if (pairs[from] !== pair) continue
      sums[nth]! += (weight * counts[from]!) / (counts[from]! + damping[pair]!)
    }
  }

  /** The same for a stem whose pairs are not known: it looks only at the segments of these. */
  function addWithin({ near, sums }: Near, places: StemPlaces, weight: number): void {
    let part = -1
    let beyond = 0
    /** the places of a subject and of a pair's first segment among the stem's segments */
    let from = 0
    let end = 0
    let subject = -1
    let inSubject = 0
    for (let nth = 0; nth < near.length; nth++) {
      const pair = near[nth]!
      const question = questionsAt[pair]!
      while (question >= beyond) {
        part++
        beyond = firsts[part + 1] ?? Infinity
        const place = places[part]!
        const { starts } = parts[part]!
        from = place < 0 ? 0 : starts[place]!
        end = place < 0 ? 0 : starts[place + 1]!
      }
      if (from === end) continue
      const { segments, counts } = parts[part]!
      const first = firsts[part]!
      if (subjectsAt[pair] !== subject) {
        subject = subjectsAt[pair]!
        from = placeOf(subject - first, segments, { from, end })
        inSubject = from < end && segments[from] === subject - first ? counts[from]! : 0
      }
      from = placeOf(question - first, segments, { from, end })
      let count = inSubject
      for (; from < end && entries[first + segments[from]!] === pair; from++) count += counts[from]!
      if (count > 0) sums[nth]! += (weight * count) / (count + damping[pair]!)
    }
  }

  return {
    counts: { pairs: pairs.length, words, tokens },
    knows: (stem) => placesOf(stem) !== null,

    frequencies(wanted) {
      const found = new Map<string, number>()
      for (const stem of wanted) {
        const places = placesOf(stem)
        if (places === null) continue
        found.set(
          stem,
          counted === null
            ? (frequencies.get(stem) ?? pairsOf(stem).pairs.length)
            : frequencyIn(counted, places),
        )
      }
      return found
    },

    best(weights, { limit, allowed }) {
      // The rarest first: it adds the most.
      const stemsLeft = [...weights].sort(([, a], [, b]) => b - a)
      const most = () => stemsLeft.reduce((sum, [, weight]) => sum + weight, 0)
      let some = 0
      let reached = 0
      let least = 0
      while (stemsLeft.length > 0 && some < ENOUGH && least <= most()) {
        const [stem, weight] = stemsLeft.shift()!
        some = addAll(pairsOf(stem), weight, { allowed, some })
        reached += weight
        // No score exceeds the weights that it is made of.
        if (some >= limit && reached > most()) {
          least = largestOf(scores, scored.subarray(0, some), limit).at(-1)!
        }
      }
      // No other pair can get in any more, and of these only those whose score is near enough.
      let rest = takeScored(scored.subarray(0, some).toSorted())
      let looked = Infinity
      for (;;) {
        // Each time half of what can still be added is gone: more often costs more than it saves.
        if (rest.near.length > limit && most() <= looked / 2) {
          looked = most()
          rest = withAtLeast(largestIn(rest.sums, limit).at(-1)! - looked, rest)
        }
        const next = stemsLeft.shift()
        if (next === undefined) break
        const [stem, weight] = next
        const places = placesOf(stem)!
        const many = counted !== null && frequencyIn(counted, places) > SPARSE * rest.near.length
        if (many && !pairsKnown.has(stem)) addWithin(rest, places, weight)
        else addTo(rest, pairsOf(stem), weight)
      }
      const { near, sums } = withAtLeast(largestIn(rest.sums, limit).at(-1) ?? 0, rest)
      return [...near.keys()]
        .sort((a, b) => sums[b]! - sums[a]! || near[a]! - near[b]!)
        .slice(0, limit)
        .map((at) => near[at]!)
    },

    firstWith(stem, most) {
      const found = new Set<number>()
      const places = placesOf(stem)
      for (const [nth, { starts, segments }] of parts.entries()) {
        const place = places?.[nth] ?? -1
        if (place < 0) continue
        for (let at = starts[place]!; at < starts[place + 1]!; at++) {
          const entry = entries[firsts[nth]! + segments[at]!]!
          if (entry !== NOWHERE) found.add(entry & PAIR)
          if (found.size === most) return [...found]
        }
      }
      return [...found]
    },

    loweredAt(segment) {
      const part = partWith(segment, firsts)
      return parts[part]!.kinds[segment - firsts[part]!]!
    },

    withCuts(stretches) {
      const found = new Set<number>()
      for (const segment of phrases.withCuts(stretches)) {
        if (entries[segment]! < OF_SUBJECT) found.add(entries[segment]!)
      }
      return [...found]
    },

    *readyInSteps() {
      counted = yield* frequenciesOf(parts, { firsts, entries, together })
      yield* phrases.readyInSteps()
    },

    dataOf(within, wanted, tokens) {
      const stems = new Map<string, StemPlaces>()
      for (const stem of wanted) {
        const places = placesOf(stem)
        if (places !== null) stems.set(stem, places)
      }
      return wordsWithin(parts, { within, firsts, stems, tokens, room })
    },
  }
}

/** How many pairs contain each token in their questions or answer. */
function tokensOfAll(parts: readonly PartWords[]): { token: number; pairs: number }[] {
  const largest = Math.max(-1, ...parts.map(({ tokens }) => tokens?.known.at(-1) ?? -1))
  const pairs = new Uint32Array(largest + 1)
  for (const { tokens } of parts) {
    if (tokens === null) continue
    const { known, pairs: own } = tokens
    for (let nth = 0; nth < known.length; nth++) pairs[known[nth]!]! += own[nth]!
  }
  const found: { token: number; pairs: number }[] = []
  for (let token = 0; token < pairs.length; token++) {
    if (pairs[token]! > 0) found.push({ token, pairs: pairs[token]! })
  }
  return found
}

/** Pairs, ascending, with the sum of each so far side by side: a few of a long table of scores. */
interface Near {
  readonly near: Uint32Array
  readonly sums: Float64Array
}

function withAtLeast(least: number, { near, sums }: Near): Near {
  const kept = { near: new Uint32Array(near.length), sums: new Float64Array(near.length) }
  let size = 0
  for (let at = 0; at < near.length; at++) {
    if (sums[at]! < least) continue
    kept.near[size] = near[at]!
    kept.sums[size++] = sums[at]!
  }
  return { near: kept.near.subarray(0, size), sums: kept.sums.subarray(0, size) }
}
