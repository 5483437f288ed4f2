import type { QueryLanguage } from '../text/language.ts'
import type { WordRead } from './query/analysis.ts'
import type { Pace } from '../domain/slices.ts'
import type { ReadFilter } from './query/read-filter.ts'
import type { Misunderstanding } from './query/misunderstanding.ts'

/** A request to the search; `history` holds the conversation's earlier queries, oldest first. */
export interface Query {
  readonly query: string
  readonly history?: readonly string[]
  readonly limit?: number
  readonly filters?: Filters
  /** words of the query that must not be read as a filter or a phrase, as in `ReadFilter` */
  readonly unread?: readonly string[]
  /** the day to which "last year" is relative, `YYYY-MM-DD`; without it such words are ignored */
  readonly today?: string
  /** include the verdict on each candidate in `Found.explanation` */
  readonly explain?: boolean
}

/** Only answers that match all of these; dates are `YYYY-MM-DD`, inclusive, of the answer. */
export interface Filters {
  readonly documents?: readonly string[]
  /** a minister's label or part of it; case is ignored */
  readonly ministers?: readonly string[]
  readonly parties?: readonly string[]
  readonly from?: string
  readonly to?: string
}

/**
 * Offsets into a paragraph's reading text. `query` is the word of the query that a marked word
 * matches.
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

/** An answer that bears on the query. `matched` lists the paragraphs that made it match. */
export interface Passage {
  readonly answerId: string
  readonly relevance: 'strong' | 'possible' | 'weak'
  /** comparable only within one result */
  readonly score: number
  readonly matched: readonly MatchedParagraph[]
  /** a later answer among those found on the same matter; null if none is known */
  readonly newer: string | null
  /** answers that say nearly the same and stand back for this one, latest first */
  readonly alsoAnsweredIn: readonly string[]
}

/** Why nothing was found. */
export type EmptyReason =
  | Misunderstanding
  /** only words like "why" and "that", without an earlier query */
  | 'no_subject'
  /** no answer or question contains the words between quotation marks */
  | 'phrase_not_found'
  /** no answer matches the filters, including those read from the query */
  | 'filters_leave_nothing'
  /** nothing comes near enough */
  | 'nothing_near'

export interface Found {
  /** the apparent language of the query */
  readonly language: QueryLanguage
  /** the words of this query that were corrected */
  readonly readAs: readonly WordRead[]
  /** the earlier queries that helped to understand it, latest first */
  readonly readWith: readonly string[]
  /** what it says about where to look, in its order */
  readonly readFilters: readonly ReadFilter[]
  /** what may say so too, and left nothing: what was found is without it */
  readonly leftOut: readonly ReadFilter[]
  /** why nothing was found; null if something was */
  readonly reason: EmptyReason | null
  /** strong and possible matches, best first */
  readonly passages: readonly Passage[]
  /** found, but too weak to show unasked; best first */
  readonly weak: readonly Passage[]
  /** what ranks answers: the encoder's vectors, the lexicon's tokens, or the words themselves */
  readonly signals: readonly SignalSource[]
  /** why results are shown or not, if requested and if answers were ranked */
  readonly explanation?: Explanation
}

type SignalSource = 'encoder' | 'lexicon' | 'words'

/** How answers were ranked, shown and refused. */
export interface Explanation {
  /** the weight of each signal in a score */
  readonly weights: Readonly<Record<string, number>>
  /** the weight of the lexicon's signals: how well it knows the query's language, in [0, 1] */
  readonly trust: number
  /** the words of another language that were read in Dutch */
  readonly inDutch: readonly WordRead[]
  /** the terms of everyday Dutch that were also looked for as ministries call them */
  readonly alsoAs: readonly WordRead[]
  /** the number of answers they were chosen from */
  readonly candidates: number
  /** the chance that the answer is among the first few; null if not learned */
  readonly found: number | null
  /**
   * The least `found` to show anything, the least chance of a strong match, and how far behind the
   * best an answer may score; null if not learned.
   */
  readonly thresholds: Readonly<Record<'possible' | 'strong' | 'gap', number>> | null
  /** the best ones, best first */
  readonly answers: readonly ExplainedAnswer[]
}

export interface ExplainedAnswer {
  readonly answerId: string
  readonly score: number
  /** the value of each signal */
  readonly signals: Readonly<Record<string, number>>
  /** the features behind its chance */
  readonly features: Readonly<Record<string, number>>
  /** the chance that it is the answer, in (0, 1); null if not learned */
  readonly chance: number | null
  readonly relevance: 'strong' | 'possible' | 'weak'
  /**
   * Why it is held back: the answer is `unlikely` to be found at all, this one scores far `behind`
   * the best, it is only `procedural` and so never strong, or it came after the `limit`.
   */
  readonly because: 'unlikely' | 'behind' | 'procedural' | 'limit' | null
}

/** Finds answers. The same index and query yield the same result in the same order. */
export interface Search {
  search(query: Query): Promise<Found>
  /** whether hardly any answer has a word */
  isRare(word: string): Promise<boolean>
  /** has the encoder read what somebody types, so that asking it takes less time */
  foresee(typed: string): Promise<void>
  /** prepares, beside other work, what the first of certain questions would otherwise wait for */
  ready(pace?: Readonly<Pace>): Promise<void>
}
