import { hashWith, knownOf, WHOLE, type PieceIds, type PieceTable } from './piece-table.ts'

/** A Unigram model's knowledge of its pieces. */
interface Pieces {
  readonly table: PieceTable
  readonly ids: PieceIds
  /** the logarithm of a piece's probability, by id */
  readonly scores: readonly number[]
  /** the score of a character that is not a piece */
  readonly unknownScore: number
}

/**
 * Splits a text into its likeliest pieces (Unigram, Kudo 2018, by Viterbi's algorithm). The result
 * equals that of `@huggingface/tokenizers`, even if several splits are equally likely; the library
 * makes an object for every possible piece and copies them on the way, and takes some ten times as
 * long.
 */
export function likeliestPieces({
  table,
  ids,
  scores,
  unknownScore,
}: Pieces): (text: string) => string[] {
  return (text) => {
    /**
     * by node, the beginning first: the start of its piece, the previous node, and the score up to
     * its end
     */
    const starts = [0]
    const previous = [0]
    const totals = [0]
    /** the nodes whose pieces end at a place, in order of addition */
    const ending: number[][] = [[0]]

    /** The best node that a piece with this score can follow; of equals the first. */
    function bestBefore(place: number, score: number): number {
      const nodes = ending[place]!
      let best = nodes[0]!
      for (const node of nodes) {
        // Add before comparing, as the library does: rounding can make two of them equal.
        if (totals[node]! + score > totals[best]! + score) best = node
      }
      return best
    }

    function add(start: number, end: number, score: number): void {
      const best = bestBefore(start, score)
      const others = ending[end]
      if (others === undefined) ending[end] = [starts.length]
      else others.push(starts.length)
      starts.push(start)
      previous.push(best)
      totals.push(totals[best]! + score)
    }

    for (let start = 0; start < text.length;) {
      const next = start + widthAt(text, start)
      let isKnown = false
      let hash = 0
      for (let end = start + 1; end <= text.length; end++) {
        hash = hashWith(hash, text.charCodeAt(end - 1))
        const known = knownOf(table, hash)
        if (known === 0) break
        if ((known & WHOLE) === 0) continue
        const id = ids.get(text.slice(start, end), hash)
        if (id === undefined) continue
        add(start, end, scores[id]!)
        if (end === next) isKnown = true
      }
      if (!isKnown) add(start, next, unknownScore)
      start = next
    }
    const pieces: string[] = []
    let end = text.length
    // Node 0, the first, has no piece.
    for (let node = bestBefore(end, 0); node > 0; node = previous[node]!) {
      pieces.push(text.slice(starts[node]!, end))
      end = starts[node]!
    }
    return pieces.reverse()
  }
}

/** The code units of the character at a place. */
function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1
}
