import type { Catalogue } from '../corpus/catalogue.ts'
import { largestOf } from './largest.ts'
import { isProcedural } from './procedural.ts'
import type { Signal } from './signal.ts'

/** Up to so many pairs all answers are read for it; among more, those alone that may be shown. */
const MANY = 20_000

/** So many of the best are told apart by it where there are many: more than anybody is shown. */
const SETTLED = 64

/**
 * 1 for an answer that only tells where or when there is one. It shares its question's words, and
 * answers nothing.
 */
export const procedure: Signal = {
  weight: -0.15,
  byLexicon: false,
  of({ catalogue }) {
    const { pairs } = catalogue
    if (pairs.length > MANY) return new Float64Array(pairs.length)
    const known = remembered.get(catalogue)
    if (known !== undefined) return known
    const marks = Float64Array.from(pairs, ({ answer }) => (isProcedural(answer) ? 1 : 0))
    remembered.set(catalogue, marks)
    return marks
  },
}

/** It depends on no query. */
const remembered = new WeakMap<object, Float64Array>()

/** 0 for a pair that was not looked at yet, 1 for one that answers, 2 for a procedural one. */
const lookedAt = new WeakMap<object, Uint8Array>()

/**
 * Lowers, among many pairs, the procedural ones of those that may be among the best: the signal only
 * lowers scores, so that what lies further below the last of the best than it takes away can be none
 * of them. The best are the same, in the same order, as if all had been looked at.
 */
export function settleProcedure(
  catalogue: Catalogue,
  eligible: readonly number[],
  { scores, marks }: { scores: Float64Array; marks: Float64Array },
): void {
  const { pairs } = catalogue
  if (pairs.length <= MANY) return
  const looked = lookedAt.get(catalogue) ?? new Uint8Array(pairs.length)
  lookedAt.set(catalogue, looked)
  const least = (largestOf(scores, eligible, SETTLED).at(-1) ?? 0) + procedure.weight
  for (const pair of eligible) {
    if (scores[pair]! < least) continue
    if (looked[pair] === 0) looked[pair] = isProcedural(pairs[pair]!.answer) ? 2 : 1
    if (looked[pair] === 1) continue
    marks[pair] = 1
    scores[pair]! += procedure.weight
  }
}
