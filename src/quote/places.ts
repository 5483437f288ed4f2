import { quotedChunks, type QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { costOf, exactPlaces, keysOf, wordChunks } from './exact.ts'
import { phrase } from './find.ts'
import { nearPlaces } from './near.ts'
import type { QuoteIndex } from './quote-index.ts'
import { endsSentence } from './sentence.ts'
import { isOmission } from './wording.ts'

/** A stretch that occurs in one place, as it is or nearly, of a quote that occurs nowhere. */
export interface PlaceOfPart {
  readonly start: number
  readonly end: number
  readonly compared: Compared
}

/** Fewer words could be anybody's; with more parts it is not a quote. */
const minWords = 3
const maxParts = 4

/** A shorter sentence leaves too little to trace if it is altered: "Ja." goes with the next one. */
const minSentenceWords = 5

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

/**
 * The places that a quote of two to four sentences was assembled from, some of them altered, if
 * each of its sentences is one of a passage or nearly so; else empty.
 */
export function sentencePlaces(
  index: QuoteIndex,
  quote: string,
  scope: { allowed: (text: number) => boolean; limit: number },
): PlaceOfPart[] {
  const chunks = quotedChunks(quote, ({ key }) => index.vocabulary.has(key))
  if (chunks.length > maxChunks) return []
  const sentences = sentencesOf(chunks)
  if (sentences.length < 2 || sentences.length > maxParts || sentences.some(isShort)) return []
  const parts = sentences.flatMap((sentence) => {
    const [{ start }, { end }] = [sentence[0]!, sentence.at(-1)!]
    const quoted = sentence.map(unmarked)
    const exact = exactPlaces(index, quoted, { ...scope, limit: 1 }).find(
      ({ alignment }) => alignment.cost === 0,
    )
    // Spaces before the sentence keep its offsets those of the quote.
    const near = () => nearPlaces(index, ' '.repeat(start) + quote.slice(start, end), scope.allowed)
    const found = exact ?? nearestOf(near())
    return found === undefined ? [] : [{ start, end, compared: found }]
  })
  return parts.length === sentences.length ? parts : []
}

function nearestOf(places: readonly Compared[]): Compared | undefined {
  return places.toSorted((a, b) => costOf(a) - costOf(b))[0]
}

/** The chunks of each sentence; a mark of omission ends one, and so does a joint of quotations. */
function sentencesOf(chunks: readonly QuotedChunk[]): QuotedChunk[][] {
  const sentences: QuotedChunk[][] = [[]]
  for (const [at, chunk] of chunks.entries()) {
    const next = chunks[at + 1]
    const isJoint = glue.has(chunk.key) && next !== undefined && opensQuotation.test(next.wording)
    if (isOmission(chunk) || isJoint) {
      sentences.push([])
      continue
    }
    sentences.at(-1)!.push(chunk)
    const ends = next !== undefined && endsSentence(chunk, next)
    if (ends && !isShort(sentences.at(-1)!)) sentences.push([])
  }
  return sentences.filter((sentence) => sentence.length > 0)
}

const opensQuotation = /^"/

function isShort(sentence: readonly QuotedChunk[]): boolean {
  return wordChunks(sentence).length < minSentenceWords
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
