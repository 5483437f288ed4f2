import type { QueryLanguage } from '../text/language.ts'
import type { WordRead } from './query/analysis.ts'
import type { ReadFilter } from './query/read-filter.ts'
import type { Misunderstanding } from './query/understood.ts'

/**
 * What is asked of the search; `history` holds the conversation's earlier queries, oldest first.
 */
export interface Query {
  readonly query: string
  readonly history?: readonly string[]
  readonly limit?: number
  readonly filters?: Filters
  /**
   * words of the query that are not to be read as a filter or a phrase, as `ReadFilter` says them
   */
  readonly unread?: readonly string[]
  /** what "last year" is reckoned from, `YYYY-MM-DD`; without it such words are not read */
  readonly today?: string
  /** tell what was made of each candidate, in `Found.explanation` */
  readonly explain?: boolean
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

/**
 * Offsets into a paragraph's reading text. `query` is the word asked that a marked word answers to.
 */
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
  /** of those found, a later answer on the same matter; null where there is none, or none is known */
  readonly newer: string | null
  /** answers that say nearly the same and stand back for this one, latest first */
  readonly alsoAnsweredIn: readonly string[]
}

/** Why nothing was found. */
export type EmptyReason =
  | Misunderstanding
  /** only words like "why" and "that", and no query before it */
  | 'no_subject'
  /** words between quotation marks stand in no answer and no question */
  | 'phrase_not_found'
  /** no answer meets the filters, those that were read from the query among them */
  | 'filters_leave_nothing'
  /** nothing comes near enough */
  | 'nothing_near'

export interface Found {
  /** the language that the query seems to be in */
  readonly language: QueryLanguage
  /** the words of this query that were taken for misspelt ones */
  readonly readAs: readonly WordRead[]
  /** the queries before that it was understood with, latest first */
  readonly readWith: readonly string[]
  /** what it says of where to look, in its order */
  readonly readFilters: readonly ReadFilter[]
  /** why nothing was found; null where something was */
  readonly reason: EmptyReason | null
  /** strong and possible ones, best first */
  readonly passages: readonly Passage[]
  /** found, but too weak to be shown unasked; best first */
  readonly weak: readonly Passage[]
  /**
   * what answers are ranked by: the encoder's vectors, the lexicon's tokens, the words themselves
   */
  readonly signals: readonly SignalSource[]
  /** why what was found is shown or not, where that was asked for and answers were ranked */
  readonly explanation?: Explanation
}

export type SignalSource = 'encoder' | 'lexicon' | 'words'

/** How answers came to be ranked, shown and refused. */
export interface Explanation {
  /** what each signal counts for in a score */
  readonly weights: Readonly<Record<string, number>>
  /** how far the signals by lexicon count: how well it knows the query's language, in [0, 1] */
  readonly trust: number
  /** how many answers they were chosen from */
  readonly candidates: number
  /** how likely the answer is among the first few; null where that was not learned */
  readonly found: number | null
  /**
   * From which `found` on something is shown, from which chance on it is called strong, and how far
   * behind the best an answer may score; null where that was not learned.
   */
  readonly thresholds: Readonly<Record<'possible' | 'strong' | 'gap', number>> | null
  /** the best ones, best first */
  readonly answers: readonly ExplainedAnswer[]
}

export interface ExplainedAnswer {
  readonly answerId: string
  readonly score: number
  /** what each signal says */
  readonly signals: Readonly<Record<string, number>>
  /** what its chance is worked out from */
  readonly features: Readonly<Record<string, number>>
  /** how likely it is the answer, in (0, 1); null where that was not learned */
  readonly chance: number | null
  readonly relevance: 'strong' | 'possible' | 'weak'
  /**
   * Why it is held back: the answer is `unlikely` to be found at all, this one scores far `behind`
   * the best, it is only `procedural` and so never strong, or it came after the `limit`.
   */
  readonly because: 'unlikely' | 'behind' | 'procedural' | 'limit' | null
}

/** Finds answers. The same index and query give the same result, in the same order. */
export interface Search {
  search(query: Query): Promise<Found>
}
