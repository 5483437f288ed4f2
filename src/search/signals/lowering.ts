import type { Catalogue, Pair } from '../corpus/catalogue.ts'
import type { Asked } from '../query/analysis.ts'
import { largestOf } from './largest.ts'
import type { Signal } from './signal.ts'

/** With more pairs than this, only the texts of pairs that may be shown are read. */
const MANY_PAIRS = 20_000

/** So many of the best are told apart at once where there are many: more than are mostly shown. */
export const SETTLED = 64

/** A signal that reads a pair's texts, independently of the query, and can only lower its score. */
export interface LoweringSignal extends Signal {
  readonly lowers: (pair: Pair) => boolean
  /** false if it does not apply to a query */
  readonly applies: (asked: Asked) => boolean
}

/** Makes such a signal: 1 for a pair that it lowers. */
export function loweringSignal(
  own: Pick<LoweringSignal, 'weight' | 'lowers' | 'applies'>,
): LoweringSignal {
  /** the part that depends on no query */
  const remembered = new WeakMap<Catalogue, Float64Array>()
  return {
    ...own,
    byLexicon: false,
    of({ asked, catalogue }) {
      const { pairs } = catalogue
      // Among many pairs `settleLowering` fills it in.
      if (pairs.length > MANY_PAIRS || !own.applies(asked)) return new Float64Array(pairs.length)
      const known = remembered.get(catalogue)
      if (known !== undefined) return known
      const marks = Float64Array.from(pairs, (pair) => (own.lowers(pair) ? 1 : 0))
      remembered.set(catalogue, marks)
      return marks
    },
  }
}

/**
 * Per signal: 0 for a pair not examined yet, 1 for one that keeps its score, 2 for a lowered one.
 */
const looked = new WeakMap<LoweringSignal, WeakMap<Catalogue, Uint8Array>>()

function lookedAt(signal: LoweringSignal, catalogue: Catalogue): Uint8Array {
  const own = looked.get(signal) ?? new WeakMap<Catalogue, Uint8Array>()
  looked.set(signal, own)
  const pairs = own.get(catalogue) ?? new Uint8Array(catalogue.pairs.length)
  own.set(catalogue, pairs)
  return pairs
}

/** The parts of a query that this step settles. */
export interface Unsettled {
  readonly asked: Asked
  readonly catalogue: Catalogue
  /** the pairs that may be shown */
  readonly eligible: readonly number[]
  readonly scores: Float64Array
  /** the values of each signal, to be filled in */
  readonly signals: readonly { readonly signal: LoweringSignal; readonly marks: Float64Array }[]
  /** how many of the best are to be told apart */
  readonly best: number
}

/**
 * Lowers, among many pairs, those of them that may be among the best. The signals only lower
 * scores, so that what lies further below the last of the best than all of them take away can be
 * none of these: the best are the same, in the same order, as if all texts had been read. It may be
 * called again for more of the best.
 */
export function settleLowering(unsettled: Unsettled): void {
  const { asked, catalogue, eligible, scores, signals, best } = unsettled
  const { pairs } = catalogue
  const some = signals.filter(({ signal }) => signal.applies(asked))
  if (pairs.length <= MANY_PAIRS || some.length === 0) return
  const most = some.reduce((sum, { signal }) => sum + signal.weight, 0)
  const least = (largestOf(scores, eligible, best).at(-1) ?? 0) + most
  const near = eligible.filter((pair) => scores[pair]! >= least)
  for (const { signal, marks } of some) {
    const known = lookedAt(signal, catalogue)
    for (const pair of near) {
      if (known[pair] === 0) known[pair] = signal.lowers(pairs[pair]!) ? 2 : 1
      if (known[pair] === 1 || marks[pair] === 1) continue
      marks[pair] = 1
      scores[pair]! += signal.weight
    }
  }
}
