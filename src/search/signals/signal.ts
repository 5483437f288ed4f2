import type { Neighbour } from '../../store/store.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import type { Asked } from '../query/analysis.ts'
import type { LexicalIndex } from './lexical.ts'
import type { Reach } from './reach.ts'

/** The data for judging pairs by the words of one query: all that there is until its vector is. */
export interface SeenByWords {
  readonly asked: Asked
  readonly catalogue: Catalogue
  /** the reach of the query's tokens by the lexicon */
  readonly reach: Reach
  readonly lexical: LexicalIndex
  /** whether `settleLowering` says later what only lowers scores */
  readonly settlesLater: boolean
}

/** The same with its vector. */
export interface Seen extends SeenByWords {
  /** the nearest paragraphs by vector, best first; none without an encoder */
  readonly nearest: readonly Neighbour[]
}

/** Scores each pair by how well it answers, roughly in [0, 1], by pair index. */
export interface Signal<Data extends SeenByWords = Seen> {
  /** its weight in a pair's score */
  readonly weight: number
  /** counts only in proportion to how far the lexicon knows the query's words, see `Reach.trust` */
  readonly byLexicon: boolean
  readonly of: (seen: Data) => Float64Array
}
