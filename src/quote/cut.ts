import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import type { SaidChunk } from './quote-index.ts'
import { introductionOf } from './introduction.ts'
import { rangeBefore, restOfAmount } from './numbers.ts'
import { contrasts } from './reservation-words.ts'
import { claimOpened, delayAt, limitsBefore, opensInverted, reservationAt } from './reservations.ts'
import { sentenceRange, sentenceStart, sentenceStop } from './sentence.ts'

/** Words of the passage that limit or reverse what the quote says, and that the quote drops. */
export interface Cut {
  readonly said: ChunkRange
  /** the side of the quote on which they stand, or within it after a mark of omission */
  readonly place: 'before' | 'within' | 'behind'
}

/**
 * The stretches of the passage to read with a quote that is cut: the sentences in which it begins
 * and ends, and, if words before those take it back, the sentence of those words.
 */
export function contextRanges(compared: Compared, cuts: readonly Cut[]): ChunkRange[] {
  const { said } = compared
  const own = sentenceRange(compared)
  const earliest = Math.min(...cuts.map((cut) => cut.said[0]))
  if (earliest >= own[0]) return [own]
  const from = sentenceStart(said, earliest)
  if (said[from]!.block === said[own[0]]!.block) return [[from, own[1]]]
  return [[from, Math.min(own[0], sentenceStop(said, earliest + 1))], own]
}

/** The words that the quote must not drop, in their order. Empty if it cuts nothing off. */
export function reservationsCut(compared: Compared): Cut[] {
  const { said, alignment } = compared
  const [from, to] = saidRange(compared)
  const [first, last] = sentenceRange(compared)
  const taken = new Set(alignment.steps.map((step) => (step.quoted === null ? null : step.said)))
  const within = said.flatMap((_, at) => {
    const dropped = from <= at && at < to && !taken.has(at)
    return dropped && reservationAt(said, at) > 0 ? [[at, at + 1] as const] : []
  })
  const others = introductionOf(compared)
  const ranges: ChunkRange[] = [
    ...leadIn(compared, first),
    ...claimOpened(said, { sentence: [first, last], quote: [from, to] }),
    ...cutsBefore(said, [first, from]),
    ...(others === null ? [] : [others]),
    ...within,
    ...cutsBehind(said, [to, last]),
  ]
  return ranges
    .filter((range, nth) => !ranges.some((other, at) => hides(other, range, at < nth)))
    .sort(([a], [b]) => a - b)
    .map((range) => ({ said: range, place: placeOf(range, [from, to]) }))
}

/** Whether a range tells all that the inner one tells; of two that are equal, the first does. */
function hides(range: ChunkRange, inner: ChunkRange, isFirst: boolean): boolean {
  const [length, innerLength] = [range[1] - range[0], inner[1] - inner[0]]
  const contains = range[0] <= inner[0] && inner[1] <= range[1]
  return contains && (length > innerLength || isFirst)
}

function placeOf([at]: ChunkRange, [from, to]: ChunkRange): Cut['place'] {
  if (at < from) return 'before'
  return at < to ? 'within' : 'behind'
}

function cutsBehind(said: readonly SaidChunk[], [to, last]: ChunkRange): ChunkRange[] {
  const rest = restOfAmount(said, to)
  const delay = to + 1 < last ? delayAt(said, to) : 0
  const known = Math.max(rest, delay)
  return [...(known > 0 ? [[to, to + known] as const] : []), ...cutsIn(said, [to + known, last])]
}

function cutsBefore(said: readonly SaidChunk[], [first, from]: ChunkRange): ChunkRange[] {
  const cuts = cutsIn(said, [first, from]).filter(([at]) => !contrasts.has(said[at]!.key))
  const isInverted = opensInverted(said, [first, from])
  const near = from - Math.max(limitsBefore(said, from), rangeBefore(said, from))
  return [
    ...(isInverted ? [[first, first + 1] as const] : []),
    ...cuts,
    ...(near < from && near >= first ? [[near, from] as const] : []),
  ]
}

/**
 * Words before a list that take its items back: "Het kabinet steunt niet:". Empty if the sentence
 * that begins at `first` is not an item.
 */
function leadIn({ said, text }: Compared, first: number): ChunkRange[] {
  let before = first - 1
  if (before < 0 || said[before]!.block === said[first]!.block) return []
  const isItem = (at: number) => text.blocks[said[at]!.block]!.isItem
  // Earlier items of the list, which may end with a comma or a semicolon.
  while (before >= 0 && (isItem(before) || /[;,]$/.test(said[before]!.wording))) {
    const { block } = said[before]!
    while (before >= 0 && said[before]!.block === block) before--
  }
  if (before < 0) return []
  const lead: ChunkRange = [sentenceStart(said, before), before + 1]
  const announces = said.slice(...lead).some(({ key }) => announcements.has(key))
  const { wording } = said[before]!
  const leads = wording.endsWith(':') || (isItem(first) && (announces || !/[.?!]$/.test(wording)))
  return leads ? cutsIn(said, lead).slice(0, 1) : []
}

/** "Ik zie geen aanleiding voor de volgende maatregelen." */
const announcements = new Set(['volgende', 'onderstaande', 'hieronder', 'following', 'below'])

function cutsIn(said: readonly SaidChunk[], [from, to]: ChunkRange): ChunkRange[] {
  const found: ChunkRange[] = []
  for (let at = from; at < to;) {
    const length = Math.min(reservationAt(said, at), to - at)
    if (length > 0) found.push([at, at + length])
    at += Math.max(1, length)
  }
  return found
}
