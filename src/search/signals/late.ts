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
 * Late interaction: each token of a query looks, in each text, for the token that comes nearest in
 * meaning, in either language. (The idea is ColBERT's MaxSim, Khattab & Zaharia 2020; with a static
 * model it can be answered from postings.)
 */
export interface LateInteraction {
  /** what each token of a query finds; remembered, so not to be changed */
  match(tokens: readonly number[]): TokenMatch[]
  /**
   * How long a pair is: the natural logarithm of the number of distinct tokens of its question and
   * its longest paragraph, smoothed, as times `USUAL_LENGTH`. Among many tokens something comes
   * near by chance.
   */
  readonly lengths: Float64Array
}

export interface TokenMatch {
  /** the tokens of the indexed texts that come near, nearest first */
  readonly tokens: Nearnesses
  /** the pairs that hold one of these, ascending, with the nearest one's nearness */
  readonly pairs: Nearnesses
  /** the same of the pairs' questions alone */
  readonly questions: Nearnesses
  /**
   * how much the token tells: the length of its vector times its soft inverse document frequency
   */
  readonly weight: number
  /** how near the pairs come on average, in [0, 1] */
  readonly usual: number
}

/** How a token spreads over all pairs. */
export interface Spread {
  /** its inverse document frequency, see `rarityAmong` */
  readonly rarity: number
  /** how near they come on average, in [0, 1] */
  readonly usual: number
}

/** What is known of all pairs where the catalogue holds only some of them. */
export interface CorpusTokens {
  spreadOf(token: number): Spread
  /** among the tokens of all pairs, with what is near among so many */
  readonly neighbours: Neighbours
}

/** Distinct tokens of a usual pair: the mean of the benchmark's answers with their questions. */
const USUAL_LENGTH = 100

/** Added to each length, so that among short pairs the length makes little difference. */
const SHORT_LENGTH = 30

/** How much a match in the document's subject is worth: it is shared by all of its pairs. */
const SUBJECT_SHARE = 0.7

/** The memory of matches holds about so many bytes. */
const REMEMBERED_BYTES = 48 * 1024 * 1024

export function lateInteraction(
  lexicon: Lexicon,
  catalogue: Catalogue,
  { keys, postings }: Inverted<number>,
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
  /** by the first pair that has the subject */
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

  /** Notes what holds a key. The nearest comes first, so that what is noted already is better. */
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

  /** Notes a subject in all pairs that have it. */
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
    lengths: lengthsOf(catalogue, postings),
  }
}

/** Where is noted how near numbers come, 0 for what is not near, and how many do. */
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

/** Takes off all that is noted, in order. */
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

/** Behind the last pair of a document, by its first one. */
function endsOfSubjects({ pairs }: Catalogue): Uint32Array {
  const ends = new Uint32Array(pairs.length)
  let first = 0
  for (let pair = 0; pair < pairs.length; pair++) {
    if (pairs[pair]!.subjectSegment !== pairs[first]!.subjectSegment) first = pair
    ends[first] = pair + 1
  }
  return ends
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

/** `m ** 6` of a match: near ones count almost whole, far ones almost nothing. */
export const SOFT_COUNT = Float64Array.from({ length: 256 }, (_, value) => (value / 255) ** 6)

/** A pair counts as much as it matches. */
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

/**
 * The inverse document frequency where so many of all pairs match, each counted as much as it does.
 */
export function rarityAmong(pairs: number, frequency: number): number {
  return Math.log(1 + pairs / (1 + frequency))
}
