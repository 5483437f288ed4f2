import type { Neighbour } from './store.ts'

/**
 * Picks the pairs that may answer a query out of a store with too many to score all of them. The
 * search scores the candidates; the source must only not miss one that would have come first. Every
 * source promises:
 * - only pairs that meet all filters come back, and they are applied before any limit;
 * - `nearest` are the nearest paragraphs, best first, each with its cosine; `worded` the best pairs
 *   by BM25;
 * - the same store and the same `CandidateQuery` give the same candidates;
 * - a pair that is replaced gets another key, so that what is known of a key stays true.
 *
 * Throws `unavailable` where the store cannot be reached.
 */
export interface CandidateSource {
  find(wanted: CandidateQuery): Promise<Candidates>
  /** the pairs of these answers, those that there are */
  pairsOf(answerIds: readonly string[]): Promise<PairKey[]>
  /**
   * what was worked out of the words of pairs when they were indexed; a key that is gone is absent
   */
  terms(keys: readonly string[]): Promise<Map<string, Uint8Array>>
  /** the vectors of paragraphs, as `Store.vectorsOf` */
  vectorsOf(paragraphIds: readonly string[]): Promise<Map<string, Float32Array>>
  /** how many pairs hold each of these stems; an unknown one is absent */
  frequencies(stems: readonly string[]): Promise<Map<string, number>>
}

/** What to look for candidates by. */
export interface CandidateQuery {
  /** unit length; a zero vector is near to nothing */
  readonly vector: Float32Array
  /** stem -> what it adds to a pair that is full of it */
  readonly stems: ReadonlyMap<string, number>
  readonly bm25: { readonly k1: number; readonly b: number; readonly meanLength: number }
  readonly nearest: number
  readonly worded: number
  /** the pairs that meet the filters are few: looks at all of their vectors */
  readonly exact: boolean
  readonly filters: CandidateFilters
}

/** As `Filters` of the search; `answers` are the ids of the only answers that count. */
export interface CandidateFilters {
  readonly documents?: readonly string[]
  readonly ministers?: readonly string[]
  readonly parties?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly answers?: readonly string[]
}

/** A pair by the id of its answer, and by the store's own key. */
export interface PairKey {
  readonly key: string
  readonly answerId: string
}

export interface Candidates {
  readonly nearest: readonly (Neighbour & { readonly pair: PairKey })[]
  readonly worded: readonly PairKey[]
}

/** Figures about all pairs that the scores of a few depend on. */
export interface CorpusCounts {
  readonly pairs: number
  /** words of all pairs together, without their subjects */
  readonly words: number
  /** all stems, in order */
  readonly stems: readonly string[]
  /**
   * how many pairs hold each token of the lexicon in their questions or answer; none without a
   * lexicon
   */
  readonly tokens: readonly { readonly token: number; readonly pairs: number }[]
}
