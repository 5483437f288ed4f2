import { compareText } from '../domain/order.ts'
import { LRUCache } from 'lru-cache'
import { AppError } from '../domain/errors.ts'
import { atOnce } from '../domain/slices.ts'
import { comparedAs, placeOfStem, stemsIn, type PartWords } from '../format/part-words.ts'
import type { SearchData } from '../format/search-data.ts'
import type { Inverted } from '../format/postings.ts'
import type { CorpusCounts } from '../store/candidates.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { fold, stemOf } from '../text/words.ts'
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
  /** prepares what the first phrase would otherwise wait for, yielding in between */
  readyInSteps(): Generator<void, void>
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

/** A stem's place in each part, -1 where a part lacks it. */
type StemPlaces = Int32Array

/** Words by the places of each and of those that have it as a part. */
type Way = readonly (readonly StemPlaces[])[]

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
  const ofWords = new LRUCache<string, readonly StemPlaces[]>({ max: REMEMBERED })
  // Gathered when the first phrase is looked up.
  let apostrophised: Apostrophised | undefined
  const room = new Uint32Array(1 + (counted.at(-1)?.token ?? -1))

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

  /** The places of a word, and of those that have it as a part; none if it is unknown. */
  function placesOfWord(word: string): readonly StemPlaces[] {
    let places = ofWords.get(word)
    if (places === undefined) {
      apostrophised ??= atOnce(wordsWithApostrophes(parts))
      const stems = [stemOf(word), ...apostrophised.holding(word)]
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
    const nth = partOf(segment, firsts)
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
      for (;;) {
        if (near.length > limit) {
          const enough = largestOf(scores, near, limit).at(-1)! - most()
          if (enough > 0) near = near.filter((pair) => scores[pair]! >= enough)
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
      const [rarest, ...others] = stretches
        .map(knownWays)
        .map((ways) => ({ ways, most: mostWithAny(ways) }))
        .sort((a, b) => a.most - b.most)
      if (rarest === undefined) return []
      // Only what the rarest stretch leaves is looked at: "de" stands nearly everywhere.
      const within = anyOf(rarest.ways.map(segmentsWithAll)).filter((segment) =>
        others.every(({ ways }) => ways.some((way) => way.every((word) => isIn(segment, word)))),
      )
      const found = new Set<number>()
      for (const segment of within) {
        if (entries[segment]! < SUBJECT) found.add(entries[segment]!)
      }
      return [...found]
    },

    *readyInSteps() {
      apostrophised ??= yield* wordsWithApostrophes(parts)
    },

    dataOf(within, wanted) {
      const keys = [...new Set(wanted)].filter((stem) => placesOf(stem) !== null).sort(compareText)
      const stretches = stretchesOf(within, firsts)
      return {
        stems: postingsWithin(
          keys.map((stem) => [stem, placesOf(stem)!] as const),
          parts,
          stretches,
        ),
        tokens: parts.some(({ tokens }) => tokens === null)
          ? null
          : tokensWithin(parts, stretches, room),
        lengths: lengthsWithin(parts, stretches, within.length),
      }
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

/** The part that a segment is in. */
function partOf(segment: number, firsts: readonly number[]): number {
  let [low, high] = [0, firsts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (firsts[middle]! <= segment) low = middle
    else high = middle - 1
  }
  return low
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

function joined(lists: readonly Ascending[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

type Ascending = Uint16Array | Uint32Array

/** The words that an apostrophe divides: "foto's" has the word "foto" in it. */
interface Apostrophised {
  /** the stems of those that may have a word as a part */
  holding(word: string): readonly string[]
}

function* wordsWithApostrophes(parts: readonly PartWords[]): Generator<void, Apostrophised> {
  const byBeginning = new Map<string, Set<string>>()
  for (const part of parts) {
    yield
    if (!part.stems.bytes.includes(APOSTROPHE)) continue
    for (const stem of stemsIn(part)) {
      if (!stem.includes("'")) continue
      for (const piece of stem.split("'")) {
        const beginning = piece.slice(0, BEGINNING)
        const others = byBeginning.get(beginning)
        if (others === undefined) byBeginning.set(beginning, new Set([stem]))
        else others.add(stem)
      }
    }
  }
  return {
    holding(word) {
      const folded = fold(word)
      if (folded.includes("'")) return []
      const found = byBeginning.get(folded.slice(0, BEGINNING))
      // All pieces but the last are whole; the last one has lost its ending.
      return [...(found ?? [])].filter((stem) => {
        const pieces = stem.split("'")
        const last = pieces.pop()!
        return pieces.includes(folded) || last.startsWith(folded.slice(0, BEGINNING))
      })
    },
  }
}

const APOSTROPHE = 0x27

/** Letters that a word shares with its stem. */
const BEGINNING = 3

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

/** Adjacent segments of one part, by their places there. */
interface Stretch {
  readonly nth: number
  readonly first: number
  readonly end: number
  /** the number of the first among the wanted segments */
  readonly own: number
}

/** Segments in order, of one part and adjacent where possible. */
function stretchesOf(within: readonly number[], firsts: readonly number[]): Stretch[] {
  const stretches: Stretch[] = []
  for (let own = 0, next = 1; own < within.length; own = next++) {
    const segment = within[own]!
    const nth = partOf(segment, firsts)
    const beyond = firsts[nth + 1] ?? Infinity
    while (within[next] === segment + next - own && within[next]! < beyond) next++
    const first = segment - firsts[nth]!
    stretches.push({ nth, first, end: first + next - own, own })
  }
  return stretches
}

/** The postings of some stems in some segments. */
function postingsWithin(
  wanted: readonly (readonly [stem: string, places: StemPlaces])[],
  parts: readonly PartWords[],
  within: readonly Stretch[],
): Inverted<string> {
  const found = { starts: [0], segments: [] as number[], counts: [] as number[] }
  const keys: string[] = []
  for (const [stem, places] of wanted) {
    let part = -1
    let from = 0
    for (const { nth, first, end, own } of within) {
      const place = places[nth]!
      if (place < 0) continue
      const { starts, segments, counts } = parts[nth]!
      const last = starts[place + 1]!
      from = placeOf(first, segments, { from: nth === part ? from : starts[place]!, end: last })
      part = nth
      for (; from < last && segments[from]! < end; from++) {
        found.segments.push(own + segments[from]! - first)
        found.counts.push(counts[from]!)
      }
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
  ascending: Ascending,
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

function lengthsWithin(
  parts: readonly PartWords[],
  within: readonly Stretch[],
  count: number,
): Uint32Array {
  const lengths = new Uint32Array(count)
  for (const { nth, first, end, own } of within) {
    lengths.set(parts[nth]!.lengths.subarray(first, end), own)
  }
  return lengths
}

/** The tokens of some segments, as postings; `room` is for counting, and returned to zeros. */
function tokensWithin(
  parts: readonly PartWords[],
  within: readonly Stretch[],
  room: Uint32Array,
): Inverted<number> {
  // A subject may have a token that no pair has: `room` ignores it.
  for (const { nth, first, end } of within) {
    const { starts, tokens } = parts[nth]!.tokens!
    for (let at = starts[first]!; at < starts[end]!; at++) room[tokens[at]!]!++
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
  for (const { nth, first, end, own } of within) {
    const { starts, tokens } = parts[nth]!.tokens!
    for (let segment = first; segment < end; segment++) {
      for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
        const token = tokens[at]!
        if (token < room.length) segments[room[token]!++] = own + segment - first
      }
    }
  }
  for (const key of keys) room[key] = 0
  return {
    keys,
    postings: { starts: Uint32Array.from(ends), segments, counts: new Uint8Array(size).fill(1) },
  }
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
