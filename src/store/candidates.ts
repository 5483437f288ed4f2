import type { Neighbour } from './store.ts'

/**
 * Picks the pairs that may answer a query from a store too large to score in full. The search
 * scores the candidates; the source must only not miss one that would have come first. Every source
 * promises:
 * - only pairs that match every filter come back, and filters apply before any limit;
 * - `nearest` are the nearest paragraphs, best first, each with its cosine; `worded` the answers of
 *   the best pairs by BM25;
 * - the same store and the same `CandidateQuery` give the same candidates;
 * - what it says of an answer is about the document that was loaded: of a replaced one it says
 *   nothing.
 *
 * Throws `unavailable` if the store cannot be reached.
 */
export interface CandidateSource {
  find(wanted: CandidateQuery): Promise<Candidates>
  /** the ids of the answers whose pairs have all stretches of a phrase, in any order of them */
  withPhrase(phrase: PhraseStems): Promise<string[]>
  /** the ids of the answers whose pairs have a stem, the first `most` of them */
  firstWith(stem: string, most: number): Promise<string[]>
  /** the terms computed when the pairs of these answers were indexed */
  terms(answerIds: readonly string[]): Promise<Map<string, Uint8Array>>
  /** the vectors of paragraphs, as `Store.vectorsOf` */
  vectorsOf(paragraphIds: readonly string[]): Promise<Map<string, Float32Array>>
}

/** A query for candidates. */
export interface CandidateQuery {
  /** unit length; a zero vector is near nothing */
  readonly vector: Float32Array
  /** for each stem, its contribution to a pair that is full of it */
  readonly stems: ReadonlyMap<string, number>
  /** the same of stems that very many pairs have: they add to the scores of the best by `stems` */
  readonly common: ReadonlyMap<string, number>
  readonly bm25: { readonly k1: number; readonly b: number; readonly meanLength: number }
  readonly nearest: number
  readonly worded: number
  /** few pairs match the filters: compare all their vectors */
  readonly exact: boolean
  readonly filters: CandidateFilters
}

/** Like the search's `Filters`; `answers` are the ids of the only answers that count. */
export interface CandidateFilters {
  readonly documents?: readonly string[]
  readonly ministers?: readonly string[]
  readonly parties?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly answers?: readonly string[]
}

/**
 * The stems of a phrase by stretch, the rarest stretch first. A pair has a stretch if it has all
 * words of one of its ways, and a word if it has one of its stems.
 */
export type PhraseStems = readonly (readonly (readonly (readonly string[])[])[])[]

interface Candidates {
  readonly nearest: readonly Neighbour[]
  readonly worded: readonly string[]
}

/** Statistics of all pairs that the scores of a few depend on. */
export interface CorpusCounts {
  readonly pairs: number
  /** words of all pairs together, without their subjects */
  readonly words: number
  /**
   * how many pairs contain each lexicon token in their questions or answer; empty without a lexicon
   */
  readonly tokens: readonly { readonly token: number; readonly pairs: number }[]
}

/** The same from a source, with how many pairs contain each stem, in the order of the stems. */
export interface SourceCounts extends CorpusCounts {
  readonly stems: ReadonlyMap<string, number>
}
