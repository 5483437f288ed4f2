import type { Answer, SourceDocument } from '../domain.ts'
import type { Lexicon } from '../embed/embed.ts'
import { buildSearchData, fingerprintOf, readSearchData, writeSearchData } from './build.ts'
import type { SearchData } from './build.ts'
import { catalogueOf } from './catalogue.ts'
import { inverter } from './postings.ts'

/** What is worked out of the words of one pair, for a store that keeps pairs one by one. */
export interface PairTerms {
  readonly answerId: string
  /** words of its questions and paragraphs */
  readonly length: number
  /** its stems, also those of the document's subject, and how often each stands there */
  readonly stems: readonly (readonly [stem: string, count: number])[]
  /** the lexicon's tokens of its questions and paragraphs, each once */
  readonly tokens: readonly number[]
  /** search data of the pair alone, for `joinTerms` */
  readonly bytes: Uint8Array
}

/** The segments of a pair's search data: the subject, the questions, and then the paragraphs. */
const SUBJECT = 0

/** Works out the terms of each pair of a document. */
export function termsOf(document: SourceDocument, lexicon: Lexicon | null): PairTerms[] {
  return document.answers.map((answer) => {
    const data = buildSearchData([{ ...document, answers: [answer] }], lexicon)
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
  // Segments are in order, so that the last one tells whether a token stands in more than the subject.
  return keys.filter((_, key) => postings.segments[postings.starts[key + 1]! - 1]! > SUBJECT)
}

/** Reads what `termsOf` wrote of a pair. Throws `index_damaged` where the bytes are something else. */
export function readTerms(bytes: Uint8Array): SearchData {
  return readSearchData(bytes)
}

/** Whether a pair's terms can be of this answer, as far as its paragraphs tell. */
export function fits({ lengths }: SearchData, { paragraphs }: Answer): boolean {
  return lengths.length === SUBJECT + 2 + paragraphs.length
}

/**
 * The search data of documents, put together from their pairs' terms: the same that `buildSearchData` makes
 * of them, except that a subject without pairs, which nothing looks at, has no words.
 */
export function joinTerms(
  documents: readonly SourceDocument[],
  lexicon: Lexicon | null,
  termsOfAnswer: (answerId: string) => SearchData,
): SearchData {
  const stems = inverter<string>()
  const tokens = inverter<number>()
  const lengths: number[] = []
  for (const { answers } of documents) {
    const subject = lengths.push(0) - 1
    for (const [nth, { id }] of answers.entries()) {
      const data = termsOfAnswer(id)
      const moved = Array.from(data.lengths, (length, segment) => {
        if (segment > SUBJECT) return lengths.push(length) - 1
        if (nth === 0) lengths[subject] = length
        return nth === 0 ? subject : null
      })
      stems.addAll(data.stems, moved)
      if (data.tokens !== null) tokens.addAll(data.tokens, moved)
    }
  }
  return {
    fingerprint: fingerprintOf(catalogueOf(documents)),
    stems: stems.finish(),
    tokens: lexicon === null ? null : tokens.finish(),
    lengths: Uint32Array.from(lengths),
  }
}
