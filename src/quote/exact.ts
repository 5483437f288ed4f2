import { cost, says } from './align.ts'
import type { QuotedChunk } from './chunks.ts'
import type { Compared } from './comparison.ts'
import { phrase, unknown, type Candidate } from './find.ts'
import { verdictAt } from './match.ts'
import { isSign, saidChunks, quotableAt, type QuoteIndex, type SaidChunk } from './quote-index.ts'

/** Texts to compare in full when their keys agree; only short quotes in odd spelling match more. */
const maxRead = 1_000

/** The cost of omitting a reservation: more than nothing, less than any word. */
const cutCost = 0.1

/**
 * The places in the allowed texts where the quote's chunks occur as they are; one place per text.
 */
export function exactPlaces(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  { allowed, limit }: { allowed: (text: number) => boolean; limit: number },
): Compared[] {
  return verbatim(index, quoted, phrase(index, keysOf(index, quoted), allowed), limit)
}

/** Of the places where the keys agree, those where the wording agrees too; one per text. */
function verbatim(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  candidates: readonly Candidate[],
  limit: number,
): Compared[] {
  const found = new Map<number, Compared>()
  let read = { text: -1, said: [] as SaidChunk[] }
  const withSigns = quoted.some(isSign)
  let reads = 0
  let answers = 0
  for (const { text, place } of candidates) {
    const known = found.get(text)
    if (known && costOf(known) === 0) continue
    if (read.text !== text) {
      if (++reads > maxRead) break
      read = { text, said: saidChunks(quotableAt(index, text), { withSigns }) }
    }
    const compared = inPlace(index, quoted, { text, place }, read.said)
    if (!compared) continue
    found.set(text, compared)
    if (costOf(compared) === 0 && compared.text.kind === 'answer') answers++
    if (answers === limit) break
  }
  return [...found.values()]
}

/**
 * Aligns the quote chunk by chunk with a place; null if one of them says something else. If a chunk
 * matches only by including a footnote mark, the place is reported with that difference.
 */
function inPlace(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  candidate: Candidate,
  said: readonly SaidChunk[],
): Compared | null {
  const start = firstChunk(index, quoted, candidate, said)
  if (start < 0 || start + quoted.length > said.length) return null
  const last = quoted.length - 1
  const differing = quoted.filter(
    (part, at) => !says(part, said[start + at]!, { first: at === 0, last: at === last }),
  ).length
  if (differing > 0 && !takesMark(index, quoted, candidate)) return null
  const steps = quoted.map((_, at) => ({ quoted: at, said: start + at }))
  return {
    text: quotableAt(index, candidate.text),
    said,
    quoted,
    alignment: { cost: differing * cost.written, steps },
    respaced: [],
  }
}

/** True if one of the quote's words agrees with the place only by the digits of a footnote mark. */
function takesMark(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  { place }: Candidate,
): boolean {
  return keysOf(index, quoted).some((key, at) => {
    return index.keys.at(place + at) !== key && index.marked.get(place + at) === key
  })
}

/**
 * The index of the passage's chunk that the quote's first chunk matches; negative before the
 * passage's beginning.
 */
export function firstChunk(
  index: QuoteIndex,
  quoted: readonly QuotedChunk[],
  { text, place }: Candidate,
  said: readonly SaidChunk[],
): number {
  const opening = quoted.findIndex(({ key }) => key !== '')
  let before = place - index.starts[text]!
  if (before < 0) return before - opening
  const at = said.findIndex(({ key }) => key !== '' && before-- === 0)
  return at - opening
}

export function keysOf({ vocabulary }: QuoteIndex, quoted: readonly QuotedChunk[]): number[] {
  return wordChunks(quoted).map(({ key }) => vocabulary.get(key) ?? unknown)
}

export function wordChunks(chunks: readonly QuotedChunk[]): QuotedChunk[] {
  return chunks.filter(({ key }) => key !== '')
}

/** 0 if the quote is word for word; about 1 per differing word. */
export function costOf(compared: Compared): number {
  const { alignment } = compared
  switch (verdictAt(compared)) {
    case 'verbatim':
      return alignment.cost
    case 'cut':
      return alignment.cost + cutCost
    case 'altered':
      return Math.max(alignment.cost, cost.written)
  }
}
