import type { Answer } from '../../domain/document.ts'
import type { Catalogue, Pair } from '../corpus/catalogue.ts'
import type { Asked } from '../query/analysis.ts'
import { largestOf } from './largest.ts'
import type { SeenByWords, Signal } from './signal.ts'

/** With more pairs than this, only the texts of pairs that may be shown are read. */
export const MANY_PAIRS = 20_000

/**
 * How many of the best are distinguished at once among many: more than are usually shown, and as
 * many as the features of an answer compare it with (`featuresOf`). Each is a text to read.
 */
export const SETTLED = 20

/** A signal that reads a pair's texts, independently of the query, and can only lower its score. */
interface LoweringSignal extends Signal<SeenByWords> {
  /** its bit in `Pair.lowered` */
  readonly bit: number
  readonly lowers: (pair: Pair) => boolean
  /** false if it does not apply to a query */
  readonly applies: (asked: Asked) => boolean
}

/** Makes such a signal: 1 for a pair that it lowers. */
export function loweringSignal(
  own: Pick<LoweringSignal, 'bit' | 'weight' | 'lowers' | 'applies'>,
): LoweringSignal {
  /** the part that depends on no query */
  const remembered = new WeakMap<Catalogue, Float64Array>()
  return {
    ...own,
    byLexicon: false,
    of({ asked, catalogue, settlesLater }) {
      const { pairs } = catalogue
      // Among many pairs `settleLowering` fills it in.
      if (settlesLater || !own.applies(asked)) return new Float64Array(pairs.length)
      const known = remembered.get(catalogue)
      if (known !== undefined) return known
      const marks = Float64Array.from(pairs, (pair) => (own.lowers(pair) ? 1 : 0))
      remembered.set(catalogue, marks)
      return marks
    },
  }
}

/** The results of reading answers, by signal. */
const known = new WeakMap<LoweringSignal, WeakMap<Answer, boolean>>()

function lowers(signal: LoweringSignal, pair: Pair): boolean {
  if (pair.lowered !== undefined) return (pair.lowered & signal.bit) !== 0
  const own = known.get(signal) ?? new WeakMap<Answer, boolean>()
  known.set(signal, own)
  const found = own.get(pair.answer) ?? signal.lowers(pair)
  own.set(pair.answer, found)
  return found
}

/** The parts of a query that this step settles. */
interface Unsettled {
  readonly asked: Asked
  readonly catalogue: Catalogue
  /** the pairs that may be shown */
  readonly eligible: readonly number[]
  readonly scores: Float64Array
  /** the values of each signal, to be filled in */
  readonly signals: readonly { readonly signal: LoweringSignal; readonly marks: Float64Array }[]
  /** how many of the best to distinguish */
  readonly best: number
}

/**
 * Among many pairs, lowers those that may be among the best: it reads one after the other, the
 * highest first, until the rest can no longer reach the settled ones. The signals only lower
 * scores, so the best are the same, in the same order, as if every text had been read. Call it
 * again for more of the best.
 */
export function settleLowering(unsettled: Unsettled): void {
  const { asked, catalogue, eligible, scores, signals, best } = unsettled
  const { pairs } = catalogue
  const some = signals.filter(({ signal }) => signal.applies(asked))
  if (some.length === 0) return
  const most = some.reduce((sum, { signal }) => sum + signal.weight, 0)
  const least = (largestOf(scores, eligible, best).at(-1) ?? 0) + most
  const near = eligible.filter((pair) => scores[pair]! >= least)
  near.sort((a, b) => scores[b]! - scores[a]!)
  const kept: number[] = []
  for (const pair of near) {
    if (kept.length === best && kept[best - 1]! > scores[pair]!) break
    for (const { signal, marks } of some) {
      if (marks[pair] === 1 || !lowers(signal, pairs[pair]!)) continue
      marks[pair] = 1
      scores[pair]! += signal.weight
    }
    const place = kept.findIndex((score) => score < scores[pair]!)
    kept.splice(place < 0 ? kept.length : place, 0, scores[pair]!)
    if (kept.length > best) kept.pop()
  }
}
