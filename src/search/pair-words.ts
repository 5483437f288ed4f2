import { compareText } from '../domain/order.ts'
import { LRUCache } from 'lru-cache'
import { AppError } from '../domain/errors.ts'
import { comparedAs, placeOfStem, stemsIn, type PartWords } from '../format/part-words.ts'
import type { SearchData } from '../format/search-data.ts'
import type { CorpusCounts } from '../store/candidates.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { B, K1 } from './signals/lexical.ts'
import { largestOf } from './signals/largest.ts'
import { placeOf, type StemPlaces } from './part-places.ts'
import { phraseSegments, type PhraseSegments } from './phrase-segments.ts'
import { wordsWithin } from './words-within.ts'

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
  /** the pairs with a question or paragraph of these, as `PhraseSegments.withCuts` */
  withCuts(stretches: readonly (readonly (readonly string[])[])[]): number[]
  readonly readyInSteps: PhraseSegments['readyInSteps']
  /** the postings of these stems in a few segments, which are given in order and renumbered */
  dataOf(segments: readonly number[], stems: Iterable<string>): Omit<SearchData, 'fingerprint'>
}

/** Once the rarest words of the query have given this many pairs, the others only add to scores. */
const ENOUGH = 4_000

/** Pairs or segments handled between two yields. */
const STEP = 4_096

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
  const { entries, together } = yield* pairsOfSegments(catalogue)
  const { damping, words } = yield* dampingOf(catalogue, lengthsOf(parts, firsts))
  const counted = tokensOfAll(parts)
  yield
  const inPair = new Uint16Array(pairs.length)
  const touched = new Uint32Array(pairs.length)
  const scores = new Float64Array(pairs.length)
  const scored = new Uint32Array(pairs.length)
  const frequencies = new LRUCache<string, number>({ max: REMEMBERED })
  const looked = new LRUCache<string, StemPlaces>({ max: REMEMBERED })
  const pairsKnown = new LRUCache<string, StemPairs>({
    maxSize: REMEMBERED_BYTES,
    sizeCalculation: ({ pairs, counts }) => 1 + pairs.byteLength + counts.byteLength,
  })
  const room = new Uint32Array(1 + (counted.at(-1)?.token ?? -1))
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
        if (entry < SUBJECT) continue
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

  /** Adds it to the scores of these pairs, which ascend. */
  function addTo(near: Uint32Array, { pairs, counts }: StemPairs, weight: number): void {
    let from = 0
    for (let nth = 0; nth < near.length; nth++) {
      const pair = near[nth]!
      from = placeOf(pair, pairs, { from, end: pairs.length })
      if (pairs[from] !== pair) continue
      scores[pair]! += (weight * counts[from]!) / (counts[from]! + damping[pair]!)
    }
  }

  return {
    counts: {
      ...{ pairs: pairs.length, words, tokens: counted },
      get stems() {
        return [...new Set(parts.flatMap((part) => [...stemsIn(part)]))].sort(compareText)
      },
    },
    knows: (stem) => placesOf(stem) !== null,

    frequencies(wanted) {
      const found = new Map<string, number>()
      for (const stem of wanted) {
        if (placesOf(stem) === null) continue
        found.set(stem, frequencies.get(stem) ?? pairsOf(stem).pairs.length)
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
      const all = scored.subarray(0, some)
      let near = all.toSorted()
      let looked = Infinity
      for (;;) {
        // Each time half of what can still be added is gone: more often costs more than it saves.
        if (near.length > limit && most() <= looked / 2) {
          looked = most()
          const enough = largestOf(scores, near, limit).at(-1)! - looked
          near = near.filter((pair) => scores[pair]! >= enough)
        }
        const next = stemsLeft.shift()
        if (next === undefined) break
        addTo(near, pairsOf(next[0]), next[1])
      }
      near.sort((a, b) => scores[b]! - scores[a]! || a - b)
      for (const pair of all) scores[pair] = 0
      return [...near.subarray(0, limit)]
    },

    withCuts(stretches) {
      const found = new Set<number>()
      for (const segment of phrases.withCuts(stretches)) {
        if (entries[segment]! < SUBJECT) found.add(entries[segment]!)
      }
      return [...found]
    },

    readyInSteps: phrases.readyInSteps,

    dataOf(within, wanted) {
      const stems = new Map<string, StemPlaces>()
      for (const stem of wanted) {
        const places = placesOf(stem)
        if (places !== null) stems.set(stem, places)
      }
      return wordsWithin(parts, { within, firsts, stems, room })
    },
  }
}

/** The number of the first segment of each part. Throws if the parts are of other documents. */
function firstSegments(parts: readonly PartWords[], { segmentCount }: Catalogue): number[] {
  let end = 0
  const firsts = parts.map(({ lengths }) => (end += lengths.length) - lengths.length)
  if (end === segmentCount) return firsts
  throw new AppError('index_damaged', 'the words are of other documents; run `npm run index`')
}

function lengthsOf(parts: readonly PartWords[], firsts: readonly number[]): Uint32Array {
  const last = parts.at(-1)
  const lengths = new Uint32Array(last === undefined ? 0 : firsts.at(-1)! + last.lengths.length)
  for (const [nth, part] of parts.entries()) lengths.set(part.lengths, firsts[nth])
  return lengths
}

/** How many pairs contain each token in their questions or answer. */
function tokensOfAll(parts: readonly PartWords[]): { token: number; pairs: number }[] {
  const largest = Math.max(-1, ...parts.map(({ tokens }) => tokens?.known.at(-1) ?? -1))
  const pairs = new Uint32Array(largest + 1)
  for (const { tokens } of parts) {
    if (tokens === null) continue
    for (const [nth, token] of tokens.known.entries()) pairs[token]! += tokens.pairs[nth]!
  }
  return [...pairs.keys()].flatMap((token) =>
    pairs[token] === 0 ? [] : { token, pairs: pairs[token]! },
  )
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
