import { saidRange, type ChunkRange, type Compared } from './comparison.ts'
import type { SaidChunk } from './quote-index.ts'
import { contrasts } from './reservation-words.ts'
import { delayAt, limitsBefore, opensInverted, reservationAt } from './reservations.ts'
import { abbreviates, isSentenceEnd } from './wording.ts'

/** Words of the passage that limit or reverse what the quote says, and that the quote drops. */
export interface Cut {
  readonly said: ChunkRange
  /** the side of the quote on which they stand, or within it after a mark of omission */
  readonly place: 'before' | 'within' | 'behind'
}

/** The whole sentences of the passage in which the quote begins and ends. */
export function sentenceRange(compared: Compared): ChunkRange {
  const { said } = compared
  let [from, to] = saidRange(compared)
  while (from > 0 && !sentenceEnds(said, from - 1)) from--
  while (to < said.length && !sentenceEnds(said, to - 1)) to++
  return [from, to]
}

/**
 * True if a sentence ends with this chunk. So does every block, unless it breaks off in
 * mid-sentence as at the end of a page; an abbreviation ends none.
 */
export function sentenceEnds(said: readonly SaidChunk[], at: number): boolean {
  const part = said[at]!
  const next = said[at + 1]
  if (next === undefined) return true
  if (next.block !== part.block)
    return !/^\p{Ll}/u.test(next.wording) || /[.?!:;]$/.test(part.wording)
  return isSentenceEnd(part) && /^["([{]*[\p{Lu}\p{N}]/u.test(next.wording) && !abbreviates(part)
}

/** The words of its sentences that the quote must not drop. Empty if it cuts nothing off. */
export function reservationsCut(compared: Compared): Cut[] {
  const { said, alignment } = compared
  const [from, to] = saidRange(compared)
  const [first, last] = sentenceRange(compared)
  const taken = new Set(alignment.steps.map((step) => (step.quoted === null ? null : step.said)))
  const within = said.flatMap((_, at) => {
    const dropped = from <= at && at < to && !taken.has(at)
    return dropped && reservationAt(said, at) > 0 ? [[at, at + 1] as const] : []
  })
  return [
    ...placed('before', [...leadIn(said, first), ...cutsBefore(said, [first, from])]),
    ...placed('within', within),
    ...placed('behind', cutsBehind(said, [to, last])),
  ]
}

function placed(place: Cut['place'], ranges: readonly ChunkRange[]): Cut[] {
  return ranges.map((said) => ({ said, place }))
}

function cutsBehind(said: readonly SaidChunk[], [to, last]: ChunkRange): ChunkRange[] {
  const delay = to + 1 < last ? delayAt(said, to) : 0
  return [...(delay > 0 ? [[to, to + delay] as const] : []), ...cutsIn(said, [to + delay, last])]
}

function cutsBefore(said: readonly SaidChunk[], [first, from]: ChunkRange): ChunkRange[] {
  const cuts = cutsIn(said, [first, from]).filter(([at]) => !contrasts.has(said[at]!.key))
  const isInverted = opensInverted(said, [first, from])
  const near = from - limitsBefore(said, from)
  const all: ChunkRange[] = [
    ...(isInverted ? [[first, first + 1] as const] : []),
    ...cuts,
    ...(near < from && near >= first ? [[near, from] as const] : []),
  ]
  return all.filter(([at], nth) => all.findIndex(([other]) => other === at) === nth)
}

/**
 * Words before a list that take its items back: "Het kabinet steunt niet:". Empty if the sentence
 * that begins at `first` is not an item.
 */
function leadIn(said: readonly SaidChunk[], first: number): ChunkRange[] {
  let before = first - 1
  if (before < 0 || said[before]!.block === said[first]!.block) return []
  // The items before this one end with a comma or a semicolon.
  while (before >= 0 && /[;,]$/.test(said[before]!.wording)) {
    const { block } = said[before]!
    while (before >= 0 && said[before]!.block === block) before--
  }
  if (before < 0 || !said[before]!.wording.endsWith(':')) return []
  let from = before
  while (from > 0 && !sentenceEnds(said, from - 1)) from--
  return cutsIn(said, [from, before + 1]).slice(0, 1)
}

function cutsIn(said: readonly SaidChunk[], [from, to]: ChunkRange): ChunkRange[] {
  const found: ChunkRange[] = []
  for (let at = from; at < to;) {
    const length = Math.min(reservationAt(said, at), to - at)
    if (length > 0) found.push([at, at + length])
    at += Math.max(1, length)
  }
  return found
}
