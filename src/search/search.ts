import type { WordRead } from './query/analysis.ts'

/** What is asked of the search; `history` holds the conversation's earlier queries, oldest first. */
export interface Query {
  readonly query: string
  readonly history?: readonly string[]
  readonly limit?: number
  readonly filters?: Filters
}

/** Only answers that meet all of these; dates are `YYYY-MM-DD`, inclusive, of the answer. */
export interface Filters {
  readonly documents?: readonly string[]
  /** a minister's label or part of it, without regard to case */
  readonly ministers?: readonly string[]
  readonly parties?: readonly string[]
  readonly from?: string
  readonly to?: string
}

/** Offsets into a paragraph's reading text. `query` is the word asked that a marked word answers to. */
export interface Highlight {
  readonly start: number
  readonly end: number
  readonly kind: 'sentence' | 'word'
  readonly query?: string
}

export interface MatchedParagraph {
  readonly paragraphId: string
  readonly highlights: readonly Highlight[]
}

/** An answer that bears on the query. `matched` names the paragraphs that made it match. */
export interface Passage {
  readonly answerId: string
  readonly relevance: 'strong' | 'possible' | 'weak'
  /** comparable within one result only */
  readonly score: number
  readonly matched: readonly MatchedParagraph[]
}

export interface Found {
  /** the language that the query seems to be in */
  readonly language: 'nl' | 'en'
  /** the words of this query that were taken for misspelt ones */
  readonly readAs: readonly WordRead[]
  /** strong and possible ones, best first */
  readonly passages: readonly Passage[]
  /** found, but too weak to be shown unasked; best first */
  readonly weak: readonly Passage[]
}

/** Finds answers. The same index and query give the same result, in the same order. */
export interface Search {
  search(query: Query): Promise<Found>
}
