import type { Catalogue } from './catalogue.ts'
import type { SearchData } from './build.ts'

/** BM25 over Dutch stems, with the pair as the document. */
export interface LexicalIndex {
  /**
   * Scores all pairs for the stems of a query, as shares of the best score that a pair could have: 1 would
   * be a pair that holds nothing but the query. `known` is the share of the query's words that the index knows.
   */
  score(stems: readonly string[]): { scores: Float64Array; known: number }
}

/** How soon more of the same word stops to count, and how much long pairs pay (Robertson & Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

export function lexicalIndex(catalogue: Catalogue, data: SearchData): LexicalIndex {
  const { pairs, segmentCount } = catalogue
  const { keys, postings } = data.stems
  const keyOfStem = new Map(keys.map((stem, key) => [stem, key]))
  const pairsOf = pairsOfSegments(catalogue)
  const lengths = Float64Array.from(pairs, (pair) => {
    let length = data.lengths[pair.questionSegment]!
    for (let s = pair.firstParagraph; s < pair.endParagraph; s++) length += data.lengths[s]!
    return length
  })
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, pairs.length)
  const counts = new Float64Array(pairs.length)
  void segmentCount

  return {
    score(stems) {
      const scores = new Float64Array(pairs.length)
      let best = 0
      let known = 0
      for (const stem of stems) {
        const key = keyOfStem.get(stem)
        if (key === undefined) {
          best += idf(0, pairs.length) * (K1 + 1)
          continue
        }
        known++
        const touched: number[] = []
        for (let at = postings.starts[key]!; at < postings.starts[key + 1]!; at++) {
          const [first, end] = pairsOf(postings.segments[at]!)
          for (let pair = first; pair < end; pair++) {
            if (counts[pair] === 0) touched.push(pair)
            counts[pair]! += postings.counts[at]!
          }
        }
        const weight = idf(touched.length, pairs.length)
        best += weight * (K1 + 1)
        for (const pair of touched) {
          const count = counts[pair]!
          const damping = K1 * (1 - B + (B * lengths[pair]!) / meanLength)
          scores[pair]! += (weight * count * (K1 + 1)) / (count + damping)
          counts[pair] = 0
        }
      }
      if (best > 0) for (let pair = 0; pair < scores.length; pair++) scores[pair]! /= best
      return { scores, known: stems.length === 0 ? 0 : known / stems.length }
    },
  }
}

function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
}

/** The pairs that a segment belongs to: one, or all of the document for its subject. */
function pairsOfSegments({
  pairs,
  segmentCount,
}: Catalogue): (segment: number) => [number, number] {
  const first = new Uint32Array(segmentCount)
  const end = new Uint32Array(segmentCount)
  for (const [index, pair] of pairs.entries()) {
    if (end[pair.subjectSegment] === 0) first[pair.subjectSegment] = index
    end[pair.subjectSegment] = index + 1
    for (let segment = pair.questionSegment; segment < pair.endParagraph; segment++) {
      first[segment] = index
      end[segment] = index + 1
    }
  }
  return (segment) => [first[segment]!, end[segment]!]
}
