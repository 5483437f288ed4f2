import type { Catalogue } from '../corpus/catalogue.ts'
import type { Asked } from '../query/analysis.ts'
import type { LateInteraction } from './late.ts'
import { nearnessIn, numberIn, type Nearnesses } from './neighbours.ts'

/** How far a query's tokens reach into each pair, in [0, 1], by pair index. */
export interface Reach {
  /** the weighted mean of the query tokens' best matches in the pair; 0 without a lexicon */
  readonly pairs: Float64Array
  /** the same for the pair's questions alone */
  readonly questions: Float64Array
  /** see `LateInteraction.lengths`; 0 without a lexicon */
  readonly lengths: Float64Array
  /** the mean of `pairs` over all pairs of the index */
  readonly background: number
  /** how far the lexicon knows the query's language, in [0, 1], judging by the best reach */
  readonly trust: number
}

/**
 * A query whose best reach is the lower value is in a language unknown to the lexicon; at the upper
 * value the lexicon knows it. The best is .83 for Dutch and .66 for English queries, and .27 to .36
 * for others (docs/ranking.md).
 */
const UNKNOWN = 0.35
const KNOWN = 0.6

/** A word of letters, in any script. */
const WORD = /\p{L}{2}/u

/** Adds up the matches of a query's tokens. A word without any token can match nothing. */
export function reachOf(
  { words }: Asked,
  late: LateInteraction | null,
  { pairs: all }: Catalogue,
): Reach {
  const pairs = new Float64Array(all.length)
  const questions = new Float64Array(all.length)
  if (late === null) return { pairs, questions, lengths: pairs, background: 0, trust: 0 }
  const { lengths } = late
  const shares = words.flatMap(({ tokens, share, tells }) => tokens.map(() => share * tells))
  const matches = late.match(words.flatMap(({ tokens }) => tokens))
  const heaviest = matches.reduce((most, { weight }) => Math.max(most, weight), 0)
  const lost = words.filter(({ text, tokens }) => tokens.length === 0 && WORD.test(text))
  const total =
    matches.reduce((sum, { weight }, nth) => sum + shares[nth]! * weight, 0) +
    lost.reduce((sum, { share, tells }) => sum + share * tells * heaviest, 0)
  if (total === 0) return { pairs, questions, lengths, background: 0, trust: 0 }
  let background = 0
  for (const [nth, match] of matches.entries()) {
    const weight = (shares[nth]! * match.weight) / total
    add(match.pairs, weight, pairs)
    add(match.questions, weight, questions)
    background += weight * match.usual
  }
  let best = 0
  for (let pair = 0; pair < pairs.length; pair++) if (pairs[pair]! > best) best = pairs[pair]!
  const trust = Math.min(1, Math.max(0, (best - UNKNOWN) / (KNOWN - UNKNOWN)))
  return { pairs, questions, lengths, background, trust }
}

function add(nearnesses: Nearnesses, weight: number, scores: Float64Array): void {
  const unit = weight / 255
  for (let at = 0; at < nearnesses.length; at++) {
    const each = nearnesses[at]!
    scores[numberIn(each)]! += unit * nearnessIn(each)
  }
}
