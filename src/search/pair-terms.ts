import type { SourceDocument } from '../domain/document.ts'
import type { Lexicon } from '../embed/embed.ts'
import { buildSearchData, fingerprintOf, rememberingStems, type StemsOf } from './corpus/build.ts'
import { readSearchData, writeSearchData, type SearchData } from '../format/search-data.ts'
import { catalogueOf } from './corpus/catalogue.ts'
import { GONE, type Inverted } from '../format/postings.ts'

/** What the words of one pair yield, for a store that keeps pairs separately. */
interface PairTerms {
  readonly answerId: string
  /** number of words in its questions and paragraphs */
  readonly length: number
  /** its stems, including those of the document's subject, with their frequencies */
  readonly stems: readonly (readonly [stem: string, count: number])[]
  /** the distinct lexicon tokens of its questions and paragraphs */
  readonly tokens: readonly number[]
  /** search data of this pair alone, for `joinTerms` */
  readonly bytes: Uint8Array
}

/** The segments of a pair's search data: the subject, the questions, then the paragraphs. */
const SUBJECT = 0

/** The stems of a run's words, made for its first document: most words recur in the next. */
let stemsKnown: StemsOf | null = null

/** Computes the terms of each pair of a document. */
export function termsOf(document: SourceDocument, lexicon: Lexicon | null): PairTerms[] {
  const stemsOf = (stemsKnown ??= rememberingStems())
  return document.answers.map((answer) => {
    const data = buildSearchData([{ ...document, answers: [answer] }], lexicon, stemsOf)
    const { keys, postings } = data.stems
    return {
      answerId: answer.id,
      length: data.lengths.subarray(SUBJECT + 1).reduce((sum, length) => sum + length, 0),
      stems: keys.map((stem, key) => [
        stem,
        postings.counts
          .subarray(postings.starts[key], postings.starts[key + 1])
          .reduce((sum, count) => sum + count, 0),
      ]),
      tokens: data.tokens === null ? [] : tokensBelowSubject(data.tokens),
      bytes: writeSearchData(data),
    }
  })
}

function tokensBelowSubject({ keys, postings }: NonNullable<SearchData['tokens']>): number[] {
  // Segments are in order, so the last one tells whether a token occurs beyond the subject.
  return keys.filter((_, key) => postings.segments[postings.starts[key + 1]! - 1]! > SUBJECT)
}

/**
 * Decodes the terms that `termsOf` encoded. Throws `index_damaged` if the bytes are something else.
 */
export function readTerms(bytes: Uint8Array): SearchData {
  return readSearchData(bytes)
}

/**
 * Assembles the search data of documents from their pairs' terms: the same as `buildSearchData`
 * makes, except that a subject without pairs, which no search reads, has no words.
 */
export function joinTerms(
  documents: readonly SourceDocument[],
  { lexicon, termsOfAnswer }: JoinOptions,
): SearchData {
  const parts: { data: SearchData; moved: Uint32Array }[] = []
  const lengths: number[] = []
  for (const { answers } of documents) {
    const subject = lengths.push(0) - 1
    for (const [nth, { id }] of answers.entries()) {
      const data = termsOfAnswer(id)
      const moved = data.lengths.map((length, segment) => {
        if (segment > SUBJECT) return lengths.push(length) - 1
        if (nth === 0) lengths[subject] = length
        return nth === 0 ? subject : GONE
      })
      parts.push({ data, moved })
    }
  }
  return {
    fingerprint: fingerprintOf(catalogueOf(documents)),
    stems: join(parts.map(({ data, moved }) => ({ inverted: data.stems, moved }))),
    tokens:
      lexicon === null
        ? null
        : join(
            parts.flatMap(({ data: { tokens }, moved }) =>
              tokens === null ? [] : { inverted: tokens, moved },
            ),
          ),
    lengths: Uint32Array.from(lengths),
  }
}

interface JoinOptions {
  readonly lexicon: Lexicon | null
  readonly termsOfAnswer: (answerId: string) => SearchData
}

/** Postings of one pair, with the new numbers of its segments. */
interface Part<Key> {
  readonly inverted: Inverted<Key>
  readonly moved: Uint32Array
}

/**
 * Concatenates postings: those of a key follow the order of the parts, which is that of segments.
 */
function join<Key extends string | number>(parts: readonly Part<Key>[]): Inverted<Key> {
  const sizes = new Map<Key, number>()
  eachPosting(parts, (key) => sizes.set(key, (sizes.get(key) ?? 0) + 1))
  const keys = [...sizes.keys()].sort((a, b) => (a < b ? -1 : 1))
  const starts = new Uint32Array(keys.length + 1)
  const next = new Map<Key, number>()
  for (const [place, key] of keys.entries()) {
    next.set(key, starts[place]!)
    starts[place + 1] = starts[place]! + sizes.get(key)!
  }
  const segments = new Uint32Array(starts.at(-1)!)
  const counts = new Uint8Array(segments.length)
  eachPosting(parts, (key, segment, count) => {
    const at = next.get(key)!
    segments[at] = segment
    counts[at] = count
    next.set(key, at + 1)
  })
  return { keys, postings: { starts, segments, counts } }
}

function eachPosting<Key extends string | number>(
  parts: readonly Part<Key>[],
  visit: (key: Key, segment: number, count: number) => void,
): void {
  for (const { inverted, moved } of parts) {
    const { starts, segments, counts } = inverted.postings
    for (const [place, key] of inverted.keys.entries()) {
      for (let at = starts[place]!; at < starts[place + 1]!; at++) {
        const segment = moved[segments[at]!]!
        if (segment !== GONE) visit(key, segment, counts[at]!)
      }
    }
  }
}
