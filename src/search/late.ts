import type { Lexicon } from '../embed/embed.ts'
import type { Catalogue } from './catalogue.ts'
import { dotsWith } from '../dots.ts'
import type { Inverted, Postings } from './postings.ts'

/**
 * Late interaction: each token of a query looks, in each text, for the token that comes nearest in meaning,
 * in either language. (The idea is ColBERT's MaxSim, Khattab & Zaharia 2020; with a static model it can be
 * answered from postings.)
 */
export interface LateInteraction {
  /** what a token of a query finds; remembered, so not to be changed */
  match(token: number): TokenMatch
  /** how near a token of an indexed text comes to the token that was matched: 0 to 255 */
  nearness(match: TokenMatch, token: number): number
  /**
   * How long a pair is: the natural logarithm of the number of distinct tokens of its question and its longest
   * paragraph, smoothed, as times `USUAL_LENGTH`. Among many tokens something comes near by chance.
   */
  readonly lengths: Float64Array
}

/** Cosines are kept as `round(255 * cosine)`; 0 stands for all below `LEAST_COSINE`. */
export interface TokenMatch {
  readonly byPair: Uint8Array
  /** in the pair's questions alone */
  readonly byQuestion: Uint8Array
  /** by the place of the token among the indexed ones */
  readonly byKey: Uint8Array
  /** how much the token tells: the length of its vector times its soft inverse document frequency */
  readonly weight: number
}

/** What is known of all pairs where the catalogue holds only some of them. */
export interface CorpusTokens {
  /** the inverse document frequency of a token among all pairs, see `rarityAmong` */
  rarityOf(token: number): number
  /** how near these tokens come to a token, as in `TokenMatch.byKey` */
  nearnessTo(token: number, others: Uint32Array): Uint8Array
}

/** Below this, likeness is chance: such tokens match nothing. */
const LEAST_COSINE = 0.35

/** Distinct tokens of a usual pair: the mean of the benchmark's answers with their questions. */
const USUAL_LENGTH = 100

/** Added to each length, so that among short pairs the length makes little difference. */
const SHORT_LENGTH = 30

/** How much a match in the document's subject is worth: it is shared by all of its pairs. */
const SUBJECT_SHARE = 0.7

/** The memory of matches holds this many bytes at most. */
const REMEMBERED_BYTES = 64 * 1024 * 1024

export function lateInteraction(
  lexicon: Lexicon,
  catalogue: Catalogue,
  { keys, postings }: Inverted<number>,
  corpus: CorpusTokens | null = null,
): LateInteraction {
  const { scales } = lexicon
  const { pairs } = catalogue
  const tokens = Uint32Array.from(keys)
  const nearnessByKey =
    corpus === null
      ? nearnessAmong(lexicon, tokens)
      : (token: number) => corpus.nearnessTo(token, tokens)
  const remembered = new Map<number, TokenMatch>()
  const keyOf = new Int32Array(lexicon.size).fill(-1)
  for (const [key, token] of tokens.entries()) keyOf[token] = key
  const segments = segmentsOf(catalogue)
  const bytes = 2 * pairs.length + tokens.length
  const room = Math.max(64, Math.floor(REMEMBERED_BYTES / (1 + bytes)))

  /** Nearest first, so that the first token to reach a pair is the best one there. */
  function matchAnew(token: number): TokenMatch {
    const byKey = nearnessByKey(token)
    const byPair = new Uint8Array(pairs.length)
    const byQuestion = new Uint8Array(pairs.length)
    const subjects = new Map<number, number>()
    for (const key of nearestFirst(byKey)) {
      const value = byKey[key]!
      for (let at = postings.starts[key]!; at < postings.starts[key + 1]!; at++) {
        const segment = postings.segments[at]!
        const pair = segments.pair[segment]!
        if (pair === NO_PAIR) {
          if (!subjects.has(segment)) subjects.set(segment, value)
          continue
        }
        if (byPair[pair] === 0) byPair[pair] = value
        if (segments.isQuestion[segment] === 1 && byQuestion[pair] === 0) byQuestion[pair] = value
      }
    }
    for (const [subject, value] of subjects) {
      const shared = Math.round(SUBJECT_SHARE * value)
      for (let pair = segments.first[subject]!; pairs[pair]?.subjectSegment === subject; pair++) {
        if (shared > byPair[pair]!) byPair[pair] = shared
      }
    }
    const weight =
      normOf(token, lexicon) * scales[token]! * (corpus?.rarityOf(token) ?? rarity(byPair))
    return { byPair, byQuestion, byKey, weight }
  }

  return {
    match(token) {
      let match = remembered.get(token)
      if (match === undefined) match = matchAnew(token)
      else remembered.delete(token)
      remembered.set(token, match)
      if (remembered.size > room) remembered.delete(remembered.keys().next().value!)
      return match
    },
    lengths: lengthsOf(catalogue, postings),
    nearness: ({ byKey }, token) => (keyOf[token]! < 0 ? 0 : byKey[keyOf[token]!]!),
  }
}

/** Tells how near each of these tokens comes to another one. */
function nearnessAmong(lexicon: Lexicon, tokens: Uint32Array): (token: number) => Uint8Array {
  const norms = Float64Array.from(tokens, (token) => normOf(token, lexicon))
  const dots = dotsWith(gather(lexicon, tokens), lexicon.dimensions)
  return (token) => {
    const products = dots.with(rowOf(token, lexicon))
    const length = normOf(token, lexicon)
    const byKey = new Uint8Array(tokens.length)
    for (let key = 0; key < tokens.length; key++) {
      const product = products[key]!
      const lengths = length * norms[key]!
      if (product > 0 && product >= LEAST_COSINE * lengths) {
        byKey[key] = Math.round(Math.min(1, product / lengths) * 255)
      }
    }
    return byKey
  }
}

function rowOf(token: number, { rows, dimensions }: Lexicon): Int8Array {
  return rows.subarray(token * dimensions, (token + 1) * dimensions)
}

function normOf(token: number, lexicon: Lexicon): number {
  let squares = 0
  for (const value of rowOf(token, lexicon)) squares += value * value
  return Math.sqrt(squares)
}

/** The rows of the tokens, one after the other. */
function gather({ rows, dimensions }: Lexicon, tokens: Uint32Array): Int8Array {
  const gathered = new Int8Array(tokens.length * dimensions)
  for (const [key, token] of tokens.entries()) {
    gathered.set(rows.subarray(token * dimensions, (token + 1) * dimensions), key * dimensions)
  }
  return gathered
}

function lengthsOf({ pairs, segmentCount }: Catalogue, { segments }: Postings): Float64Array {
  const distinct = new Uint32Array(segmentCount)
  for (const segment of segments) distinct[segment]!++
  return Float64Array.from(pairs, ({ questionSegment, firstParagraph, endParagraph }) => {
    const longest = distinct
      .subarray(firstParagraph, endParagraph)
      .reduce((most, count) => Math.max(most, count), 0)
    return Math.log((SHORT_LENGTH + distinct[questionSegment]! + longest) / USUAL_LENGTH)
  })
}

/** The pair of a segment that is a document's subject. */
const NO_PAIR = -1

/** Where the segments belong. */
function segmentsOf({ pairs, segmentCount }: Catalogue) {
  const pair = new Int32Array(segmentCount).fill(NO_PAIR)
  const isQuestion = new Uint8Array(segmentCount)
  /** the first pair of a subject's document; past the last one where it has none */
  const first = new Uint32Array(segmentCount).fill(pairs.length)
  for (const [index, { subjectSegment, questionSegment, endParagraph }] of pairs.entries()) {
    pair.fill(index, questionSegment, endParagraph)
    isQuestion[questionSegment] = 1
    first[subjectSegment] = Math.min(first[subjectSegment]!, index)
  }
  return { pair, isQuestion, first }
}

/** The keys that are near at all, in order of their places where they are equally near. */
function nearestFirst(byKey: Uint8Array): number[] {
  const keysOf = Array.from({ length: 256 }, (): number[] => [])
  for (let key = 0; key < byKey.length; key++) if (byKey[key]! > 0) keysOf[byKey[key]!]!.push(key)
  return keysOf.reverse().flat()
}

/** `m ** 6` of a match: near ones count almost whole, far ones almost nothing. */
export const SOFT_COUNT = Float64Array.from({ length: 256 }, (_, value) => (value / 255) ** 6)

/** The inverse document frequency, where a pair counts as much as it matches. */
function rarity(byPair: Uint8Array): number {
  let frequency = 0
  for (const value of byPair) frequency += SOFT_COUNT[value]!
  return rarityAmong(byPair.length, frequency)
}

/** The inverse document frequency where so many of all pairs match, each counted as much as it does. */
export function rarityAmong(pairs: number, frequency: number): number {
  return Math.log(1 + pairs / (1 + frequency))
}
