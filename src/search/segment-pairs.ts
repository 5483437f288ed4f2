import { AppError } from '../domain/errors.ts'
import type { PartWords } from '../format/part-words.ts'
import type { Catalogue, Pair } from './corpus/catalogue.ts'
import type { StemPlaces } from './part-places.ts'
import { B, K1 } from './signals/lexical.ts'

/** Pairs or stems handled between two yields. */
const STEP = 4_096

/** Added to the first pair of a document, for its subject. */
export const OF_SUBJECT = 0x8000_0000
export const PAIR = 0x7fff_ffff
/** The entry of a subject without pairs. */
export const NOWHERE = 0xffff_ffff

interface SegmentPairs {
  /**
   * the pair that each segment belongs to; for a subject `OF_SUBJECT` plus the first of its
   * document's pairs, of which there are as many as `together` says
   */
  readonly entries: Uint32Array
  readonly together: Uint16Array
  /** the segments of each pair's questions and of its subject */
  readonly questionsAt: Uint32Array
  readonly subjectsAt: Uint32Array
}

export function* pairsOfSegments({
  pairs,
  segmentCount,
}: Catalogue): Generator<void, SegmentPairs> {
  const entries = new Uint32Array(segmentCount).fill(NOWHERE)
  const together = new Uint16Array(pairs.length)
  const questionsAt = new Uint32Array(pairs.length)
  const subjectsAt = new Uint32Array(pairs.length)
  const found = { entries, together, questionsAt, subjectsAt }
  for (let index = 0; index < pairs.length; index++) {
    enter(pairs[index]!, index, found)
    if (index % STEP === 0) yield
  }
  return found
}

// Functions of their own, for V8 to compile after some hundred pairs.

function enter(
  { subjectSegment, questionSegment, endParagraph }: Pair,
  index: number,
  { entries, together, questionsAt, subjectsAt }: SegmentPairs,
): void {
  if (entries[subjectSegment] === NOWHERE) entries[subjectSegment] = OF_SUBJECT + index
  together[entries[subjectSegment]! & PAIR]!++
  questionsAt[index] = questionSegment
  subjectsAt[index] = subjectSegment
  for (let segment = questionSegment; segment < endParagraph; segment++) entries[segment] = index
}

function wordsIn({ questionSegment, endParagraph }: Pair, lengths: Uint32Array): number {
  let words = 0
  for (let segment = questionSegment; segment < endParagraph; segment++) words += lengths[segment]!
  return words
}

/** How many pairs of each part contain each of its stems. */
export function* frequenciesOf(
  parts: readonly PartWords[],
  {
    firsts,
    entries,
    together,
  }: Pick<SegmentPairs, 'entries' | 'together'> & { readonly firsts: readonly number[] },
): Generator<void, Uint16Array[]> {
  const found: Uint16Array[] = []
  for (const [nth, { starts, segments }] of parts.entries()) {
    const first = firsts[nth]!
    const counts = new Uint16Array(starts.length - 1)
    for (let stem = 0; stem < counts.length; stem++) {
      // Segments ascend, and a subject stands before the pairs of its document.
      let beyond = 0
      for (let at = starts[stem]!; at < starts[stem + 1]!; at++) {
        const entry = entries[first + segments[at]!]!
        const pair = entry & PAIR
        if (entry === NOWHERE || pair < beyond) continue
        const own = entry < OF_SUBJECT ? 1 : together[pair]!
        counts[stem]! += own
        beyond = pair + own
      }
      if (stem % STEP === STEP - 1) yield
    }
    found.push(counts)
    yield
  }
  return found
}

export function frequencyIn(counted: readonly Uint16Array[], places: StemPlaces): number {
  let sum = 0
  for (let nth = 0; nth < places.length; nth++) {
    if (places[nth]! >= 0) sum += counted[nth]![places[nth]!]!
  }
  return sum
}

/** BM25's `k1 * (1 - b + b * length / mean length)` of each pair, and the total number of words. */
export function* dampingOf({ pairs }: Catalogue, lengths: Uint32Array) {
  const damping = new Float32Array(pairs.length)
  let words = 0
  for (let at = 0; at < pairs.length; at++) {
    damping[at] = wordsIn(pairs[at]!, lengths)
    words += damping[at]!
    if (at % STEP === 0) yield
  }
  const mean = Math.max(1, words / Math.max(1, pairs.length))
  for (let at = 0; at < damping.length; at++) {
    damping[at] = K1 * (1 - B + (B * damping[at]!) / mean)
  }
  return { damping, words }
}

/** The number of the first segment of each part. Throws if the parts are of other documents. */
export function firstSegments(parts: readonly PartWords[], { segmentCount }: Catalogue): number[] {
  let end = 0
  const firsts = parts.map(({ lengths }) => (end += lengths.length) - lengths.length)
  if (end === segmentCount) return firsts
  throw new AppError('index_damaged', 'The words are of other documents. Run `npm run index`.')
}

export function lengthsOf(parts: readonly PartWords[], firsts: readonly number[]): Uint32Array {
  const last = parts.at(-1)
  const lengths = new Uint32Array(last === undefined ? 0 : firsts.at(-1)! + last.lengths.length)
  for (const [nth, part] of parts.entries()) lengths.set(part.lengths, firsts[nth])
  return lengths
}
