import { compareText } from '../domain/order.ts'
import type { PartWords } from '../format/part-words.ts'
import type { Inverted } from '../format/postings.ts'
import type { SearchData } from '../format/search-data.ts'
import { partWith, placeOf, type StemPlaces } from './part-places.ts'

/** Where to look for words, and which. */
interface WantedWords {
  /** numbers of segments in order, among those of all parts; the result numbers them anew */
  readonly within: readonly number[]
  /** the first segment of each part */
  readonly firsts: readonly number[]
  /** by stem */
  readonly stems: ReadonlyMap<string, StemPlaces>
  /** marks with 1 the tokens to look for; null for all */
  readonly tokens: Uint8Array | null
  /** zeros, one for each token up to the largest; for counting, and returned as zeros */
  readonly room: Uint32Array
}

/** The postings of some stems and tokens in a few segments. */
export interface WordsWithin extends Omit<SearchData, 'fingerprint'> {
  /** how many distinct tokens each segment has, also of those that nobody looks for */
  readonly distinct: Uint32Array
}

/** Looks up some stems and tokens in a few segments. */
export function wordsWithin(
  parts: readonly PartWords[],
  { within, firsts, stems, tokens: wanted, room }: WantedWords,
): WordsWithin {
  const stretches = stretchesOf(within, firsts)
  const inOrder = [...stems].sort(([a], [b]) => compareText(a, b))
  const known = parts.every(({ tokens }) => tokens !== null)
  return {
    stems: postingsWithin(inOrder, parts, stretches),
    tokens: known ? tokensWithin(hitsWithin(parts, stretches, { wanted, room }), room) : null,
    distinct: known ? distinctWithin(parts, stretches, within.length) : new Uint32Array(),
    lengths: lengthsWithin(parts, stretches, within.length),
  }
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
    const nth = partWith(segment, firsts)
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
      starts: new Uint32Array(found.starts),
      segments: new Uint32Array(found.segments),
      counts: new Uint8Array(found.counts),
    },
  }
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

function distinctWithin(
  parts: readonly PartWords[],
  within: readonly Stretch[],
  count: number,
): Uint32Array {
  const distinct = new Uint32Array(count)
  for (const { nth, first, end, own } of within) {
    const { starts } = parts[nth]!.tokens!
    for (let segment = first; segment < end; segment++) {
      distinct[own + segment - first] = starts[segment + 1]! - starts[segment]!
    }
  }
  return distinct
}

/** Where the wanted tokens of some segments stand. */
function hitsWithin(
  parts: readonly PartWords[],
  within: readonly Stretch[],
  { wanted, room }: Pick<WantedWords, 'room'> & { readonly wanted: Uint8Array | null },
): Hits {
  let most = 0
  for (const { nth, first, end } of within) {
    const { starts } = parts[nth]!.tokens!
    most += starts[end]! - starts[first]!
  }
  const hits = { tokens: new Uint32Array(most), segments: new Uint32Array(most) }
  let size = 0
  for (const { nth, first, end, own } of within) {
    const { starts, tokens } = parts[nth]!.tokens!
    for (let segment = first; segment < end; segment++) {
      for (let at = starts[segment]!; at < starts[segment + 1]!; at++) {
        const token = tokens[at]!
        // A subject may have a token that no pair has: there is no room for it.
        if (token >= room.length || (wanted !== null && wanted[token] !== 1)) continue
        hits.tokens[size] = token
        hits.segments[size++] = own + segment - first
      }
    }
  }
  return { tokens: hits.tokens.subarray(0, size), segments: hits.segments.subarray(0, size) }
}

/** Tokens with the segments that they are in, in the order of the segments. */
interface Hits {
  readonly tokens: ArrayLike<number>
  readonly segments: ArrayLike<number>
}

// Loops by number: entries of so many hits were a third of what a question leaves to collect.

/** Hits as postings; `room` is for counting, and returned to zeros. */
export function tokensWithin(
  { tokens, segments: from }: Hits,
  room: Uint32Array,
): Inverted<number> {
  const keys: number[] = []
  for (let nth = 0; nth < tokens.length; nth++) {
    if (room[tokens[nth]!]!++ === 0) keys.push(tokens[nth]!)
  }
  keys.sort((a, b) => a - b)
  const starts = new Uint32Array(keys.length + 1)
  for (let nth = 0; nth < keys.length; nth++) {
    const key = keys[nth]!
    starts[nth + 1] = starts[nth]! + room[key]!
    room[key] = starts[nth]!
  }
  const segments = new Uint32Array(tokens.length)
  for (let nth = 0; nth < tokens.length; nth++) segments[room[tokens[nth]!]!++] = from[nth]!
  for (let nth = 0; nth < keys.length; nth++) room[keys[nth]!] = 0
  return { keys, postings: { starts, segments, counts: new Uint8Array(segments.length).fill(1) } }
}
