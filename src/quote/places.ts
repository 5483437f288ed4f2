import { quotedChunks, type QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { exactPlaces, keysOf } from './exact.ts'
import { phrase } from './find.ts'
import type { QuoteIndex } from './quote-index.ts'
import { isOmission } from './wording.ts'

/** A stretch that occurs as it is in one place, of a quote that as a whole occurs nowhere. */
export interface PlaceOfPart {
  readonly start: number
  readonly end: number
  readonly compared: Compared
}

/** Fewer words could be anybody's; with more parts it is not a quote. */
const minWords = 3
const maxParts = 4

/** Longer quotes are not taken apart. */
const maxChunks = 400

/** The joint between two quotations: "… en …". */
const glue = new Set(['en', 'and', ''])

/**
 * The places that a quote was assembled from, in its own order, if two to four of them together
 * contain each of its words; else empty. O(log(words) phrase searches) per part.
 */
export function placesOf(
  index: QuoteIndex,
  quote: string,
  scope: { allowed: (text: number) => boolean; limit: number },
): PlaceOfPart[] {
  const chunks = quotedChunks(quote, ({ key }) => index.vocabulary.has(key)).map(unmarked)
  if (chunks.length > maxChunks) return []
  const parts: PlaceOfPart[] = []
  let from = 0
  while (from < chunks.length) {
    if (isOmission(chunks[from]!) || (parts.length > 0 && glue.has(chunks[from]!.key))) {
      from++
      continue
    }
    const part = longestFrom(index, chunks, from, scope)
    if (part === null || parts.length === maxParts) return []
    parts.push({
      start: chunks[from]!.start,
      end: chunks[part.to - 1]!.end,
      compared: part.compared,
    })
    from = part.to
  }
  return parts.length > 1 ? parts : []
}

/** A chunk without the marks that open or close one of several quotations. */
function unmarked(chunk: QuotedChunk): QuotedChunk {
  const wording = chunk.wording.replace(/^"|"(?=[.,;]?$)/gu, '')
  return wording === '' ? chunk : { ...chunk, wording }
}

/**
 * The longest run of chunks from `from` on that occurs somewhere; null if it is too short to prove
 * anything.
 */
function longestFrom(
  index: QuoteIndex,
  chunks: readonly QuotedChunk[],
  from: number,
  scope: { allowed: (text: number) => boolean; limit: number },
): { to: number; compared: Compared } | null {
  const stop = chunks.findIndex((chunk, at) => at >= from && isOmission(chunk))
  const end = stop < 0 ? chunks.length : stop
  const stands = (to: number) =>
    phrase(index, keysOf(index, chunks.slice(from, to)), scope.allowed).length > 0
  let [low, high] = [from, end]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (stands(middle)) low = middle
    else high = middle - 1
  }
  for (let to = low; to > low - maxParts && to > from; to--) {
    const quoted = chunks.slice(from, to)
    if (quoted.filter(({ key }) => key !== '').length < minWords) return null
    const [compared] = exactPlaces(index, quoted, { ...scope, limit: 1 }).filter(
      ({ alignment }) => alignment.cost === 0,
    )
    if (compared) return { to, compared }
  }
  return null
}
