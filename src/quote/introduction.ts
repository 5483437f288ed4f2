import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import { quotationsOf, type Quotation } from './quotations.ts'
import { sentenceStart, sentenceStop } from './sentence.ts'

/** Characters of an opening mark, with a bracket or a space beside it. */
const marks = 3

/** Fewer words between quotation marks are a term, and not somebody's statement. */
const leastWords = 4

/**
 * The words with which an answer introduces the quotation in which the quote lies: "De Kamer
 * schrijft:", or those behind it. Others wrote what stands there, or it is a title. Null if the
 * quote lies in no quotation, or nothing introduces that.
 */
export function introductionOf(compared: Compared): ChunkRange | null {
  const { said, text } = compared
  const around = text.kind === 'answer' ? quotationAround(compared) : undefined
  if (around === undefined || around.text.split(/\s+/).length < leastWords) return null
  const [from, to] = saidRange(compared)
  const within = (at: number) => said[at]?.block === said[from]!.block
  let opening = from
  while (within(opening - 1) && said[opening - 1]!.end > around.start - 2) opening--
  const before = sentenceStart(said, opening)
  if (before < opening) return [before, opening]
  let closing = to
  while (within(closing) && said[closing]!.start < around.end) closing++
  const behind = sentenceStop(said, closing)
  if (closing < behind) return [closing, behind]
  return opening > 0 ? [sentenceStart(said, opening - 1), opening] : null
}

/** The quotation of a passage in which the quote lies. */
export function quotationAround(compared: Compared): Quotation | undefined {
  const { said, text } = compared
  const [from, to] = saidRange(compared)
  const [first, last] = [said[from]!, said[to - 1]!]
  if (first.block !== last.block) return undefined
  return quotationsOf(text.blocks[first.block]!.reading.text).find(
    ({ start, end }) => start - marks <= first.start && last.start < end,
  )
}
