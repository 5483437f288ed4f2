import type { AskedWord } from '../query/analysis.ts'
import { OFFICIAL, askedTerms } from '../query/asked-terms.ts'
import { addEach, raiseEach } from './each.ts'
import type { SearchData } from '../../format/search-data.ts'
import type { Catalogue } from '../corpus/catalogue.ts'

/** BM25 over Dutch stems, with the pair as the text. */
export interface LexicalIndex {
  /**
   * Scores all pairs as shares of the highest score a pair could have, so that words unknown to the
   * index lower it: this list's weight then follows from how much of the query it covers.
   */
  score(words: readonly AskedWord[]): Float64Array
  /** true if a stem occurs in the index */
  knows(stem: string): boolean
  /** the first pairs that contain a stem, `most` of them at most */
  firstWith(stem: string, most: number): readonly number[]
}

/**
 * How soon repetitions of a word saturate, and the penalty for long pairs (Robertson & Zaragoza
 * 2009).
 */
export const K1 = 1.2
export const B = 0.75

/** A stem is common if this share of the pairs contain it. */
const COMMON = 0.02

/** Pairs of common stems to remember, 12 bytes each, before the memory starts afresh. */
const REMEMBERED_PAIRS = 5_000_000

/**
 * The pairs that contain a stem, and its contribution: `f / (f + k1 * (1 - b + b * length / mean
 * length))`, below 1.
 */
interface StemMatch {
  readonly pairs: Uint32Array
  readonly shares: Float64Array
}

const NOWHERE: StemMatch = { pairs: new Uint32Array(0), shares: new Float64Array(0) }

/** What is known about all pairs if the catalogue contains only some of them. */
export interface CorpusWords {
  readonly pairs: number
  /** of a pair, in words */
  readonly meanLength: number
  /** how many of all pairs contain a stem */
  frequencyOf(stem: string): number
}

export function lexicalIndex(
  catalogue: Catalogue,
  { stems, lengths }: Pick<SearchData, 'stems' | 'lengths'>,
  corpus: CorpusWords | null = null,
): LexicalIndex {
  const { pairs } = catalogue
  const keyOfStem = new Map(stems.keys.map((stem, key) => [stem, key]))
  const { first, end } = pairsOfSegments(catalogue)
  const damping = dampingOf(catalogue, lengths, corpus)
  const counts = new Float64Array(pairs.length)
  const touched = new Uint32Array(pairs.length)
  const remembered = new Map<number, StemMatch>()
  let rememberedPairs = 0

  /** The pairs that contain a stem. Common ones, which occur in every query, are remembered. */
  function match(key: number): StemMatch {
    let found = remembered.get(key)
    if (found !== undefined) return found
    found = matchAnew(key)
    if (found.pairs.length < COMMON * pairs.length) return found
    rememberedPairs += found.pairs.length
    if (rememberedPairs > REMEMBERED_PAIRS) {
      remembered.clear()
      rememberedPairs = found.pairs.length
    }
    remembered.set(key, found)
    return found
  }

  function holders(stem: string): StemMatch {
    const key = keyOfStem.get(stem)
    return key === undefined ? NOWHERE : match(key)
  }

  function matchAnew(key: number): StemMatch {
    let reached = 0
    const { starts, segments, counts: inSegment } = stems.postings
    for (let at = starts[key]!; at < starts[key + 1]!; at++) {
      const segment = segments[at]!
      for (let pair = first[segment]!; pair < end[segment]!; pair++) {
        if (counts[pair] === 0) touched[reached++] = pair
        counts[pair]! += inSegment[at]!
      }
    }
    const holding = touched.slice(0, reached)
    const shares = new Float64Array(reached)
    for (let at = 0; at < reached; at++) {
      const pair = holding[at]!
      shares[at] = counts[pair]! / (counts[pair]! + damping[pair]!)
      counts[pair] = 0
    }
    return { pairs: holding, shares }
  }

  /** Adds the score of each pair for these words; returns the highest that a pair could have. */
  function add(
    words: readonly Pick<AskedWord, 'stems' | 'share' | 'tells'>[],
    scores: Float64Array,
  ): number {
    let most = 0
    for (const { stems: wordStems, share, tells } of words) {
      for (const stem of wordStems) {
        const { pairs: holding, shares } = holders(stem)
        const weight =
          share *
          tells *
          (corpus === null
            ? idf(holding.length, pairs.length)
            : idf(corpus.frequencyOf(stem), corpus.pairs))
        most += weight
        for (let at = 0; at < holding.length; at++) {
          scores[holding[at]!]! += weight * shares[at]!
        }
      }
    }
    return most
  }

  return {
    knows: (stem) => keyOfStem.has(stem),
    firstWith: (stem, most) => [...holders(stem).pairs.subarray(0, most)],
    score(words) {
      const scores = new Float64Array(pairs.length)
      let most = 0
      for (const { words: own, official } of askedTerms(words)) {
        if (official.length === 0) {
          most += add(own, scores)
          continue
        }
        const best = new Float64Array(pairs.length)
        const weight = add(own, best)
        for (const { stems: officialStems } of official) {
          const found = new Float64Array(pairs.length)
          const whole = add([{ stems: officialStems, share: 1, tells: 1 }], found)
          if (whole > 0) raiseEach(best, found, (OFFICIAL * weight) / whole)
        }
        most += weight
        addEach(scores, best)
      }
      if (most > 0) for (let pair = 0; pair < scores.length; pair++) scores[pair]! /= most
      return scores
    },
  }
}

/** BM25's inverse document frequency of a stem that `frequency` of `total` pairs contain. */
export function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
}

/** BM25's `k1 * (1 - b + b * length / mean length)` of each pair. */
function dampingOf(
  { pairs }: Catalogue,
  lengths: Uint32Array,
  corpus: CorpusWords | null,
): Float64Array {
  const pairLengths = Float64Array.from(pairs, ({ questionSegment, endParagraph }) =>
    lengths.subarray(questionSegment, endParagraph).reduce((sum, length) => sum + length, 0),
  )
  const mean =
    corpus?.meanLength ??
    pairLengths.reduce((sum, length) => sum + length, 0) / Math.max(1, pairs.length)
  return pairLengths.map((length) => K1 * (1 - B + (B * length) / Math.max(1, mean)))
}

/** The pairs of a segment, `[first, end)`: one, or all of the document for its subject. */
function pairsOfSegments({ pairs, segmentCount }: Catalogue) {
  const first = new Uint32Array(segmentCount)
  const end = new Uint32Array(segmentCount)
  for (const [index, { subjectSegment, questionSegment, endParagraph }] of pairs.entries()) {
    if (end[subjectSegment] === 0) first[subjectSegment] = index
    end[subjectSegment] = index + 1
    first.fill(index, questionSegment, endParagraph)
    end.fill(index + 1, questionSegment, endParagraph)
  }
  return { first, end }
}
