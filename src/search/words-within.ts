import { compareText } from '../domain/order.ts'
import type { PartWords } from '../format/part-words.ts'
import type { Inverted } from '../format/postings.ts'
import type { SearchData } from '../format/search-data.ts'
import { partWith, placeOf, type StemPlaces } from './part-places.ts'

/** Where to look for words, and which. */
export interface WantedWords {
  /** numbers of segments in order, among those of all parts; the result numbers them anew */
  readonly within: readonly number[]
  /** the first segment of each part */
  readonly firsts: readonly number[]
  /** by stem */
  readonly stems: ReadonlyMap<string, StemPlaces>
  /** zeros, one for each token up to the largest; for counting, and returned as zeros */
  readonly room: Uint32Array
}

/** The postings of some stems, and of all tokens, in a few segments. */
export function wordsWithin(
  parts: readonly PartWords[],
  { within, firsts, stems, room }: WantedWords,
): Omit<SearchData, 'fingerprint'> {
  const stretches = stretchesOf(within, firsts)
  const inOrder = [...stems].sort(([a], [b]) => compareText(a, b))
  return {
    stems: postingsWithin(inOrder, parts, stretches),
    tokens: parts.some(({ tokens }) => tokens === null)
      ? null
      : tokensWithin(parts, stretches, room),
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
      starts: Uint32Array.from(found.starts),
      segments: Uint32Array.from(found.segments),
      counts: Uint8Array.from(found.counts),
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
