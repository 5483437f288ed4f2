import type { Lexicon } from '../../embed/embed.ts'
import { leastCosineAmong } from './chance.ts'
import type { Catalogue } from '../corpus/catalogue.ts'
import { holdersOf, IN_QUESTION, IN_SUBJECT } from './holders.ts'
import {
  ARRAY_BYTES,
  nearnessIn,
  neighboursAmong,
  normOf,
  numberIn,
  pack,
  type Nearnesses,
  type Neighbours,
} from './neighbours.ts'
import type { Inverted, Postings } from '../../format/postings.ts'
import { remembering } from './memo.ts'

/**
 * Late interaction: each token of a query finds, in each text, the token nearest in meaning, in
 * either language. (The idea is ColBERT's MaxSim, Khattab & Zaharia 2020; with a static model,
 * postings can answer it.)
 */
export interface LateInteraction {
  /** the matches of each token of a query; cached, so callers must not change them */
  match(tokens: readonly number[]): TokenMatch[]
  /**
   * The length of a pair: the natural logarithm of the number of distinct tokens in its question
   * and longest paragraph, smoothed, relative to `USUAL_LENGTH`. Among many tokens some match by
   * chance.
   */
  readonly lengths: Float64Array
}

export interface TokenMatch {
  /** the near tokens of the indexed texts, nearest first */
  readonly tokens: Nearnesses
  /** the pairs that contain one of these, ascending, with the best nearness */
  readonly pairs: Nearnesses
  /** the same for the pairs' questions alone */
  readonly questions: Nearnesses
  /** the token's weight: the length of its vector times its soft inverse document frequency */
  readonly weight: number
  /** the mean nearness of the pairs, in [0, 1] */
  readonly usual: number
}

/** The tokens of the texts. */
interface IndexedTokens extends Inverted<number> {
  /** how many distinct ones each segment has, if only those are here that a query needs */
  readonly distinct?: Uint32Array
}

/** How a token spreads over all pairs. */
export interface Spread {
  /** its inverse document frequency, see `rarityAmong` */
  readonly rarity: number
  /** the mean nearness of the pairs, in [0, 1] */
  readonly usual: number
}

/** What is known about all pairs if the catalogue contains only some of them. */
export interface CorpusTokens {
  spreadOf(token: number): Spread
  /** among the tokens of all pairs, with the bound for that many */
  readonly neighbours: Neighbours
}

/** Distinct tokens of a usual pair: the mean over the benchmark's answers with their questions. */
const USUAL_LENGTH = 100

/** Added to each length, so that the length of short pairs makes little difference. */
const SHORT_LENGTH = 30

/** The weight of a match in the document's subject, which all its pairs share. */
const SUBJECT_SHARE = 0.7

/** Approximate bytes in the cache of matches. */
const REMEMBERED_BYTES = 48 * 1024 * 1024

export function lateInteraction(
  lexicon: Lexicon,
  catalogue: Catalogue,
  { keys, postings, distinct = distinctIn(catalogue, postings) }: IndexedTokens,
  corpus: CorpusTokens | null = null,
): LateInteraction {
  const { scales } = lexicon
  const { pairs } = catalogue
  const neighbours =
    corpus?.neighbours ??
    neighboursAmong(lexicon, Uint32Array.from(keys), leastCosineAmong(pairs.length))
  const keyOf = new Int32Array(lexicon.size).fill(-1)
  for (const [key, token] of keys.entries()) keyOf[token] = key
  const holders = holdersOf(postings, catalogue)
  const ends = endsOfSubjects(catalogue)
  const inPair = board(pairs.length)
  const inQuestion = board(pairs.length)
  /** by the first pair with the subject */
  const inSubject = board(pairs.length)

  function matchOf(token: number, near: Nearnesses): TokenMatch {
    for (const each of near) reach(keyOf[numberIn(each)]!, nearnessIn(each))
    for (const each of takeFrom(inSubject)) reachAll(numberIn(each), nearnessIn(each))
    const reached = takeFrom(inPair)
    const { rarity, usual } = corpus?.spreadOf(token) ?? spreadOver(reached, pairs.length)
    return {
      tokens: corpus === null ? near : near.filter((each) => keyOf[numberIn(each)]! >= 0),
      pairs: reached,
      questions: takeFrom(inQuestion),
      weight: normOf(token, lexicon) * scales[token]! * rarity,
      usual,
    }
  }

  /**
   * Records the pairs that contain a key. The nearest key comes first, so an existing record is
   * better.
   */
  function reach(key: number, nearness: number): void {
    if (key < 0) return
    const end = holders.starts[key + 1]!
    for (let at = holders.starts[key]!; at < end; at++) {
      const entry = holders.entries[at]!
      const pair = entry >>> 2
      const place = entry & 3
      if (place === IN_SUBJECT) {
        if (inSubject.noted[pair] === 0) note(inSubject, pair, nearness)
        continue
      }
      if (inPair.noted[pair] === 0) note(inPair, pair, nearness)
      if (place === IN_QUESTION && inQuestion.noted[pair] === 0) note(inQuestion, pair, nearness)
    }
  }

  /** Records a subject in all its pairs. */
  function reachAll(first: number, nearness: number): void {
    const shared = Math.round(SUBJECT_SHARE * nearness)
    for (let pair = first; pair < ends[first]!; pair++) {
      if (shared > inPair.noted[pair]!) note(inPair, pair, shared)
    }
  }

  function matchAnew(tokens: readonly number[]): TokenMatch[] {
    return neighbours(tokens).map((near, nth) => matchOf(tokens[nth]!, near))
  }

  return {
    match: remembering(matchAnew, {
      room: REMEMBERED_BYTES,
      sizeOf: (match) => match.pairs.byteLength + match.questions.byteLength + 2 * ARRAY_BYTES,
    }),
    lengths: lengthsOf(catalogue, distinct),
  }
}

/** Records how near numbers come, 0 for those that do not, and how many do. */
interface Board {
  readonly noted: Uint8Array
  /** the same, four numbers at a time: most are not near */
  readonly fours: Uint32Array
  count: number
}

function board(size: number): Board {
  const fours = new Uint32Array(Math.ceil(size / 4))
  return { noted: new Uint8Array(fours.buffer), fours, count: 0 }
}

function note(on: Board, number: number, nearness: number): void {
  if (on.noted[number] === 0) on.count++
  on.noted[number] = nearness
}

/** Removes all records, in order. */
function takeFrom(from: Board): Nearnesses {
  const { noted, fours } = from
  const taken = new Uint32Array(from.count)
  for (let four = 0, at = 0; at < taken.length; four++) {
    if (fours[four] === 0) continue
    for (let number = 4 * four; number < 4 * four + 4; number++) {
      if (noted[number] !== 0) taken[at++] = pack(number, noted[number]!)
    }
    fours[four] = 0
  }
  from.count = 0
  return taken
}

/** The end of a document's pairs, by the first one. */
function endsOfSubjects({ pairs }: Catalogue): Uint32Array {
  const ends = new Uint32Array(pairs.length)
  let first = 0
  for (let pair = 0; pair < pairs.length; pair++) {
    if (pairs[pair]!.subjectSegment !== pairs[first]!.subjectSegment) first = pair
    ends[first] = pair + 1
  }
  return ends
}

function distinctIn({ segmentCount }: Catalogue, { segments }: Postings): Uint32Array {
  const distinct = new Uint32Array(segmentCount)
  for (const segment of segments) distinct[segment]!++
  return distinct
}

function lengthsOf({ pairs }: Catalogue, distinct: Uint32Array): Float64Array {
  return Float64Array.from(pairs, ({ questionSegment, firstParagraph, endParagraph }) => {
    const longest = distinct
      .subarray(firstParagraph, endParagraph)
      .reduce((most, count) => Math.max(most, count), 0)
    return Math.log((SHORT_LENGTH + distinct[questionSegment]! + longest) / USUAL_LENGTH)
  })
}

/** `m ** 6` of a match: near ones keep almost all their weight, distant ones almost none. */
export const SOFT_COUNT = Float64Array.from({ length: 256 }, (_, value) => (value / 255) ** 6)

/** A pair counts in proportion to its match. */
function spreadOver(reached: Nearnesses, pairs: number): Spread {
  let frequency = 0
  let nearness = 0
  for (let at = 0; at < reached.length; at++) {
    const each = nearnessIn(reached[at]!)
    frequency += SOFT_COUNT[each]!
    nearness += each
  }
  return { rarity: rarityAmong(pairs, frequency), usual: nearness / 255 / Math.max(1, pairs) }
}

/** The inverse document frequency if this many of all pairs match, each weighted by its match. */
export function rarityAmong(pairs: number, frequency: number): number {
  return Math.log(1 + pairs / (1 + frequency))
}
