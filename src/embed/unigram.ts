/** What a Unigram model knows of its pieces. */
export interface Pieces {
  readonly ids: ReadonlyMap<string, number>
  /** the logarithm of how likely a piece is, by id */
  readonly scores: readonly number[]
  /** what a character scores that is no piece */
  readonly unknownScore: number
}

/**
 * Cuts a text into its likeliest pieces (Unigram, Kudo 2018, by Viterbi's algorithm). They are those of
 * `@huggingface/tokenizers`, also where several ways are equally likely; it makes objects of all pieces that may stand
 * anywhere and copies them on the way, and takes some ten times as long.
 */
export function likeliestPieces({ ids, scores, unknownScore }: Pieces): (text: string) => string[] {
  const beginnings = beginningsOf(ids.keys())

  return (text) => {
    /** by node, the beginning first: where its piece starts, the node before it, and what all up to its end scores */
    const starts = [0]
    const previous = [0]
    const totals = [0]
    /** the nodes whose pieces end at a place, in the order in which they were added */
    const ending: number[][] = Array.from({ length: text.length + 1 }, () => [])
    ending[0]!.push(0)

    /** The best node that a piece of this score can follow; of equals the first. */
    function bestBefore(place: number, score: number): number {
      const nodes = ending[place]!
      let best = nodes[0]!
      for (const node of nodes) {
        // Added up before they are compared, as the library does: rounding can make two of them equal.
        if (totals[node]! + score > totals[best]! + score) best = node
      }
      return best
    }

    function add(start: number, end: number, score: number): void {
      const best = bestBefore(start, score)
      ending[end]!.push(starts.length)
      starts.push(start)
      previous.push(best)
      totals.push(totals[best]! + score)
    }

    for (let start = 0; start < text.length;) {
      const next = start + widthAt(text, start)
      if (!ids.has(text.slice(start, next))) add(start, next, unknownScore)
      let hash = 0
      for (let end = start + 1; end <= text.length; end++) {
        hash = hashWith(hash, text.charCodeAt(end - 1))
        const found = beginnings[slotOf(hash)]!
        if (found === NOTHING) break
        if ((found & WHOLE) === 0) continue
        const id = ids.get(text.slice(start, end))
        if (id !== undefined) add(start, end, scores[id]!)
      }
      start = next
    }
    const pieces: string[] = []
    let end = text.length
    // The first node, which has no piece, has number 0.
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

/** Some seven times as many slots as 48,000 pieces have beginnings. */
const SLOT_BITS = 20

const NOTHING = 0
const BEGINNING = 1
const WHOLE = 2

/**
 * What pieces begin with and what they are, by a hash of it: what else has the same slot is taken for one too, so that
 * only looking in vain is spared.
 */
function beginningsOf(pieces: Iterable<string>): Uint8Array {
  const beginnings = new Uint8Array(2 ** SLOT_BITS)
  for (const piece of pieces) {
    let hash = 0
    for (let at = 0; at < piece.length; at++) {
      hash = hashWith(hash, piece.charCodeAt(at))
      beginnings[slotOf(hash)]! |= at + 1 < piece.length ? BEGINNING : WHOLE
    }
  }
  return beginnings
}

/** FNV-1a, with 16 bits at a time. */
function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - SLOT_BITS)
}
