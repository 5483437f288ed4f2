import type { Catalogue } from '../corpus/catalogue.ts'
import type { Postings } from '../../format/postings.ts'

/**
 * For each key of an index, the distinct pairs that contain it, in order: those of key `k` are
 * `entries[starts[k]]` up to `entries[starts[k + 1]]`. An entry is the pair's number times 4, plus
 * where the key occurs in it. A subject belongs to all pairs of its document, and has one entry,
 * for the first of these.
 */
interface Holders {
  readonly starts: Uint32Array
  readonly entries: Uint32Array
}

/**
 * Where a key occurs: only in paragraphs, at least in the questions, or in the subject of the
 * pair's document.
 */
export const IN_PARAGRAPHS = 0
export const IN_QUESTION = 1
export const IN_SUBJECT = 2

/** Maps segments to their pairs: fewer entries, which can be scanned without further lookups. */
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
  // The unused rest was never written to, and takes no memory.
  return { starts, entries: entries.subarray(0, end) }
}

/**
 * Segments are in order, a pair's questions first, so a paragraph of the same pair adds nothing.
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
