import type { SearchData } from './search-data.ts'
import type { Inverted } from './postings.ts'

/**
 * The distinct tokens of each segment: those of segment `s` are `tokens[starts[s]]` up to
 * `tokens[starts[s + 1]]`.
 */
export interface SegmentTokens {
  readonly starts: Uint32Array<ArrayBuffer>
  readonly tokens: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>
}

/**
 * Search data of a large index, which scores few pairs per query: it looks up the tokens of a pair,
 * not the pairs of a token.
 */
export interface LargeSearchData extends Omit<SearchData, 'tokens'> {
  readonly tokens: SegmentTokens | null
}

/** Converts postings of tokens into the tokens of segments. */
export function largeSearchData({ tokens, ...data }: SearchData): LargeSearchData {
  return { ...data, tokens: tokens && segmentTokens(tokens, data.lengths.length) }
}

function segmentTokens({ keys, postings }: Inverted<number>, segments: number): SegmentTokens {
  const starts = new Uint32Array(segments + 1)
  const { segments: of, starts: ofKey } = postings
  for (let at = 0; at < of.length; at++) starts[of[at]! + 1]!++
  for (let segment = 0; segment < segments; segment++) starts[segment + 1]! += starts[segment]!
  const next = starts.slice()
  const largest = keys.reduce((most, key) => Math.max(most, key), 0)
  const tokens = largest > 0xffff ? new Uint32Array(of.length) : new Uint16Array(of.length)
  for (let key = 0; key < keys.length; key++) {
    const token = keys[key]!
    for (let at = ofKey[key]!; at < ofKey[key + 1]!; at++) tokens[next[of[at]!]!++] = token
  }
  return { starts, tokens }
}
