import type { Neighbour } from '../../store/store.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import type { Asked } from '../query/analysis.ts'
import type { LexicalIndex } from './lexical.ts'
import type { Reach } from './reach.ts'

/** What is at hand to judge pairs by, for one query. */
export interface Seen {
  readonly asked: Asked
  readonly catalogue: Catalogue
  /** the nearest paragraphs by vector, best first; none without an encoder */
  readonly nearest: readonly Neighbour[]
  /** what the query's tokens reach by the lexicon */
  readonly reach: Reach
  readonly lexical: LexicalIndex
}

/** Says of each pair how well it answers, in [0, 1] or thereabouts, by the pair's index. */
export interface Signal {
  /** what it counts for in a pair's score */
  readonly weight: number
  /** counts only as far as the lexicon knows the query's words, see `Reach.trust` */
  readonly byLexicon: boolean
  readonly of: (seen: Seen) => Float64Array
}
