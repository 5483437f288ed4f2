import { PROCEDURE } from '../../format/part-words.ts'
import { loweringSignal } from './lowering.ts'
import { isProcedural } from './procedural.ts'

/**
 * 1 for an answer that only tells where or when the answer is. It shares its question's words, and
 * answers nothing.
 */
export const procedure = loweringSignal({
  bit: PROCEDURE,
  weight: -0.15,
  lowers: ({ answer }) => isProcedural(answer),
  applies: () => true,
})
