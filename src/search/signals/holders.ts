import type { Catalogue } from '../corpus/catalogue.ts'
import type { Postings } from '../../format/postings.ts'

/**
 * The pairs that hold each key of an index, each once, in order: those of key `k` are
 * `entries[starts[k]]` up to `entries[starts[k + 1]]`. An entry is the pair's number times 4, plus
 * where the key stands in it. A subject is shared by all pairs of its document, and has one entry,
 * for the first of these.
 */
export interface Holders {
  readonly starts: Uint32Array
  readonly entries: Uint32Array
}

/**
 * Where a key stands: in paragraphs alone, in the questions at least, in the subject of the pair's
 * document.
 */
export const IN_PARAGRAPHS = 0
export const IN_QUESTION = 1
export const IN_SUBJECT = 2

/**
 * Turns segments into the pairs that they belong to: fewer, and to be walked through without a look
 * elsewhere.
 */
export function holdersOf(postings: Postings, catalogue: Catalogue): Holders {
  const entryOf = entriesOfSegments(catalogue)
  const starts = new Uint32Array(postings.starts.length)
  const entries = new Uint32Array(postings.segments.length)
  let end = 0
  for (let key = 0; key + 1 < starts.length; key++) {
    let last = NOWHERE
    for (let at = postings.starts[key]!; at < postings.starts[key + 1]!; at++) {
      const entry = entryOf[postings.segments[at]!]!
      if (entry === NOWHERE || saysNoMore(entry, last)) continue
      entries[end++] = entry
      last = entry
    }
    starts[key + 1] = end
  }
  // What is left over has never been written to, and takes no memory.
  return { starts, entries: entries.subarray(0, end) }
}

/**
 * Segments are in order, a pair's questions first: a paragraph of the same pair tells nothing new.
 */
function saysNoMore(entry: number, last: number): boolean {
  return (entry & 3) === IN_PARAGRAPHS && entry >>> 2 === last >>> 2 && (last & 3) !== IN_SUBJECT
}

/** The entry of a subject without pairs. */
const NOWHERE = 0xffff_ffff

function entriesOfSegments({ pairs, segmentCount }: Catalogue): Uint32Array {
  const entries = new Uint32Array(segmentCount).fill(NOWHERE)
  for (const [pair, each] of pairs.entries()) {
    if (entries[each.subjectSegment] === NOWHERE)
      entries[each.subjectSegment] = 4 * pair + IN_SUBJECT
    entries[each.questionSegment] = 4 * pair + IN_QUESTION
    entries.fill(4 * pair + IN_PARAGRAPHS, each.firstParagraph, each.endParagraph)
  }
  return entries
}
