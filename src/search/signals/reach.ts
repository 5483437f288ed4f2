import type { Catalogue } from '../corpus/catalogue.ts'
import { isReadInDutch, type Asked, type AskedWord } from '../query/analysis.ts'
import { OFFICIAL, askedTerms } from '../query/asked-terms.ts'
import { stemsOfText } from '../../text/words.ts'
import { namesAsked, namesInHead } from '../query/names-asked.ts'
import { addEach, raiseEach } from './each.ts'
import type { LateInteraction, TokenMatch } from './late.ts'
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
  /**
   * how far the document of a pair lacks the one of the query's names that it lacks most, in
   * [0, 1]; 0 for a query without names
   */
  unmet(pair: number): number
}

/** Of a query without names, or without a lexicon to tell. */
const NOTHING_UNMET = (): number => 0

/**
 * A query whose best reach is the lower value is in a language unknown to the lexicon; at the upper
 * value the lexicon knows all that it says. The best is .83 for Dutch and .66 for English queries,
 * .27 to .36 for others, and in between for everyday Dutch, whose words are others than the texts'.
 */
const UNKNOWN = 0.35
const KNOWN = 0.6
const KNOWN_DUTCH = 0.85

/** The lower value for a query that a dictionary read: the words that it lacks reach nothing. */
const UNKNOWN_TRANSLATED = 0.2

/** A word of letters, in any script. */
const WORD = /\p{L}{2}/u

/** Adds up the matches of a query's tokens. A word without any token can match nothing. */
export function reachOf(
  asked: Asked,
  late: LateInteraction | null,
  { pairs: all }: Catalogue,
): Reach {
  const { words } = asked
  const pairs = new Float64Array(all.length)
  const questions = new Float64Array(all.length)
  const nothing = { background: 0, trust: 0, unmet: NOTHING_UNMET }
  if (late === null) return { pairs, questions, lengths: pairs, ...nothing }
  const { lengths } = late
  const terms = matchedTerms(words, late)
  const own = terms.flatMap((term) => term.own)
  const heaviest = own.reduce((most, { match }) => Math.max(most, match.weight), 0)
  const lost = words.filter(({ text, tokens }) => tokens.length === 0 && WORD.test(text))
  const total =
    sumOf(own) + lost.reduce((sum, { share, tells }) => sum + share * tells * heaviest, 0)
  if (total === 0) return { pairs, questions, lengths, ...nothing }
  let background = 0
  for (const term of terms) background += addTerm(term, 1 / total, { pairs, questions })
  let best = 0
  for (let pair = 0; pair < pairs.length; pair++) if (pairs[pair]! > best) best = pairs[pair]!
  const known = asked.language === 'nl' ? KNOWN_DUTCH : KNOWN
  const unknown = isReadInDutch(asked) ? UNKNOWN_TRANSLATED : UNKNOWN
  const trust = Math.min(1, Math.max(0, (best - unknown) / (known - unknown)))
  const names = namesAsked(asked)
  const unmet =
    names.length === 0
      ? NOTHING_UNMET
      : (pair: number) => {
          // Whoever signs an answer or asked for it hardly stands in its words.
          const head = namesInHead(all[pair]!.document)
          const own = documentOf(pair, all)
          return names
            .filter(({ text }) => !stemsOfText(text).every((stem) => head.has(stem)))
            .reduce((most, name) => Math.max(most, lackIn(own, name, late)), 0)
        }
  return { pairs, questions, lengths, background, trust, unmet }
}

/** The pairs of a pair's document: from the first up to the second number. */
function documentOf(pair: number, pairs: Catalogue['pairs']): readonly [number, number] {
  const { document } = pairs[pair]!
  let [first, end] = [pair, pair + 1]
  while (first > 0 && pairs[first - 1]!.document === document) first--
  while (end < pairs.length && pairs[end]!.document === document) end++
  return [first, end]
}

/** How far these pairs lack a word: wholly, unless the tokens of one of them come near it. */
function lackIn(
  [first, end]: readonly [number, number],
  { tokens }: AskedWord,
  late: LateInteraction,
): number {
  const near = new Float64Array(end - first)
  let total = 0
  for (const { pairs, weight } of late.match(tokens)) {
    total += weight
    for (const each of pairs) {
      const pair = numberIn(each)
      if (pair >= first && pair < end) near[pair - first]! += (weight * nearnessIn(each)) / 255
    }
  }
  return total === 0 ? 1 : 1 - Math.max(...near) / total
}

/** A token's match, with its weight in the query. */
interface Weighed {
  readonly match: TokenMatch
  readonly weight: number
}

/** A term of the query with what its tokens match, and those of its official names. */
interface MatchedTerm {
  readonly own: readonly Weighed[]
  readonly official: readonly (readonly Weighed[])[]
}

/** Looks up all tokens at once, since they are compared two at a time. */
function matchedTerms(words: readonly AskedWord[], late: LateInteraction): MatchedTerm[] {
  const terms = askedTerms(words)
  const looked = terms.flatMap(({ words: own, official }) => [...own, ...official])
  const matches = late.match(looked.flatMap(({ tokens }) => tokens)).values()
  const weigh = (tokens: readonly number[], share: number) =>
    tokens.map((): Weighed => {
      const match = matches.next().value!
      return { match, weight: share * match.weight }
    })
  return terms.map(({ words: own, official }) => ({
    own: own.flatMap(({ tokens, share, tells }) => weigh(tokens, share * tells)),
    official: official.map(({ tokens }) => weigh(tokens, 1)),
  }))
}

function sumOf(weighed: readonly Weighed[]): number {
  return weighed.reduce((sum, { weight }) => sum + weight, 0)
}

/**
 * Adds how far a term reaches, by its own words or by an official name; returns the mean over all
 * pairs. A name counts as much as the term's own words together, times `OFFICIAL`.
 */
function addTerm({ own, official }: MatchedTerm, unit: number, into: Reached): number {
  if (official.length === 0) return add(own, unit, into)
  const pairs = into.pairs.length
  const most = OFFICIAL * unit * sumOf(own)
  const best = nowhere(pairs)
  let usual = add(own, unit, best)
  for (const name of official) {
    const weight = sumOf(name)
    if (weight === 0) continue
    const reached = nowhere(pairs)
    usual = Math.max(usual, add(name, most / weight, reached))
    raiseEach(best.pairs, reached.pairs)
    raiseEach(best.questions, reached.questions)
  }
  addEach(into.pairs, best.pairs)
  addEach(into.questions, best.questions)
  return usual
}

/** How far tokens reach into each pair, and into its questions alone. */
type Reached = Pick<Reach, 'pairs' | 'questions'>

function nowhere(pairs: number): Reached {
  return { pairs: new Float64Array(pairs), questions: new Float64Array(pairs) }
}

/** Adds what matches reach, each by its weight in `unit`; returns the mean over all pairs. */
function add(matches: readonly Weighed[], unit: number, { pairs, questions }: Reached): number {
  let usual = 0
  for (const { match, weight } of matches) {
    addNear(match.pairs, unit * weight, pairs)
    addNear(match.questions, unit * weight, questions)
    usual += unit * weight * match.usual
  }
  return usual
}

function addNear(nearnesses: Nearnesses, weight: number, scores: Float64Array): void {
  const unit = weight / 255
  for (let at = 0; at < nearnesses.length; at++) {
    const each = nearnesses[at]!
    scores[numberIn(each)]! += unit * nearnessIn(each)
  }
}
