import { isProcedural } from './procedural.ts'
import type { Signal } from './signal.ts'

/**
 * 1 for an answer that only tells where or when there is one. It shares its question's words, and
 * answers nothing.
 */
export const procedure: Signal = {
  weight: -0.15,
  byLexicon: false,
  of: ({ catalogue }) => {
    const known = remembered.get(catalogue)
    if (known !== undefined) return known
    const marks = Float64Array.from(catalogue.pairs, ({ answer }) => (isProcedural(answer) ? 1 : 0))
    remembered.set(catalogue, marks)
    return marks
  },
}

/** It depends on no query. */
const remembered = new WeakMap<object, Float64Array>()
