import type { Scored } from './field.ts'
import { LOOKED_AT, rank } from './rank.ts'
import { gatherRepeats, type Repeated } from './repeats.ts'

/** The best pairs, at most `limit`, with what says the same as one of them put together. */
export function bestOf(
  { signals, eligible, catalogue }: Pick<Scored, 'signals' | 'eligible' | 'catalogue'>,
  limit: number,
): Repeated[] {
  // What says the same takes no place of another.
  for (let looked = limit; ; looked *= 2) {
    signals.settle(LOOKED_AT * looked)
    const ranked = rank(signals.scores, eligible, catalogue, looked)
    const gathered = gatherRepeats(ranked, catalogue.pairs)
    if (gathered.length >= limit || ranked.length < looked) return gathered.slice(0, limit)
  }
}
