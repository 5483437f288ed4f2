import type { Lexicon } from '../embed/embed.ts'
import type { Catalogue } from './catalogue.ts'
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
import type { Inverted, Postings } from './postings.ts'
import { remembering } from './remembered.ts'

/**
 * Late interaction: each token of a query looks, in each text, for the token that comes nearest in meaning,
 * in either language. (The idea is ColBERT's MaxSim, Khattab & Zaharia 2020; with a static model it can be
 * answered from postings.)
 */
export interface LateInteraction {
  /** what each token of a query finds; remembered, so not to be changed */
  match(tokens: readonly number[]): TokenMatch[]
  /**
   * How long a pair is: the natural logarithm of the number of distinct tokens of its question and its longest
   * paragraph, smoothed, as times `USUAL_LENGTH`. Among many tokens something comes near by chance.
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
  /** how much the token tells: the length of its vector times its soft inverse document frequency */
  readonly weight: number
}

/** What is known of all pairs where the catalogue holds only some of them. */
export interface CorpusTokens {
  /** the inverse document frequency of a token among all pairs, see `rarityAmong` */
  rarityOf(token: number): number
  /** among the tokens of all pairs */
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
  const neighbours = corpus?.neighbours ?? neighboursAmong(lexicon, Uint32Array.from(keys))
  const keyOf = new Int32Array(lexicon.size).fill(-1)
  for (const [key, token] of keys.entries()) keyOf[token] = key
  const holders = holdersOf(postings, catalogue)
  const inPair = new Uint8Array(pairs.length)
  const inQuestion = new Uint8Array(pairs.length)

  function matchOf(token: number, near: Nearnesses): TokenMatch {
    for (const [subject, nearness] of reach(near)) {
      const shared = Math.round(SUBJECT_SHARE * nearness)
      const { subjectSegment } = pairs[subject]!
      for (let pair = subject; pairs[pair]?.subjectSegment === subjectSegment; pair++) {
        if (shared > inPair[pair]!) inPair[pair] = shared
      }
    }
    const reached = gather(inPair)
    const rareness = corpus?.rarityOf(token) ?? rarity(reached, pairs.length)
    return {
      tokens: corpus === null ? near : near.filter((each) => keyOf[numberIn(each)]! >= 0),
      pairs: reached,
      questions: gather(inQuestion),
      weight: normOf(token, lexicon) * scales[token]! * rareness,
    }
  }

  /**
   * Notes how near the pairs come that hold one of the tokens. Nearest first, so that the first token to reach a pair
   * is the best one there. Gives what is reached of subjects, by the first pair that has it.
   */
  function reach(near: Nearnesses): Map<number, number> {
    const subjects = new Map<number, number>()
    for (const each of near) {
      const nearness = nearnessIn(each)
      const key = keyOf[numberIn(each)]!
      if (key < 0) continue
      const end = holders.starts[key + 1]!
      for (let at = holders.starts[key]!; at < end; at++) {
        const entry = holders.entries[at]!
        const pair = entry >>> 2
        if ((entry & 3) === IN_SUBJECT) {
          if (!subjects.has(pair)) subjects.set(pair, nearness)
          continue
        }
        if (inPair[pair] === 0) inPair[pair] = nearness
        if ((entry & 3) === IN_QUESTION && inQuestion[pair] === 0) inQuestion[pair] = nearness
      }
    }
    return subjects
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

/** Takes what was noted, so that the next match finds nothing noted. */
function gather(noted: Uint8Array): Nearnesses {
  let count = 0
  for (let number = 0; number < noted.length; number++) if (noted[number] !== 0) count++
  const gathered = new Uint32Array(count)
  for (let number = 0, at = 0; at < count; number++) {
    if (noted[number] !== 0) gathered[at++] = pack(number, noted[number]!)
  }
  noted.fill(0)
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

/** `m ** 6` of a match: near ones count almost whole, far ones almost nothing. */
export const SOFT_COUNT = Float64Array.from({ length: 256 }, (_, value) => (value / 255) ** 6)

/** The inverse document frequency, where a pair counts as much as it matches. */
function rarity(reached: Nearnesses, pairs: number): number {
  let frequency = 0
  for (const each of reached) frequency += SOFT_COUNT[nearnessIn(each)]!
  return rarityAmong(pairs, frequency)
}

/** The inverse document frequency where so many of all pairs match, each counted as much as it does. */
export function rarityAmong(pairs: number, frequency: number): number {
  return Math.log(1 + pairs / (1 + frequency))
}
