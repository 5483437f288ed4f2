import type { Pair } from '../corpus/catalogue.ts'
import { acknowledgement } from './acknowledgement.ts'
import { procedure } from './procedure.ts'

/**
 * The bits of the signals that lower a pair, as an index keeps them beside the kind of its
 * questions: reading the texts of the best pairs of many for it would take a question longer than
 * all else.
 */
export function loweringBits(pair: Pair): number {
  return [procedure, acknowledgement].reduce(
    (bits, { bit, lowers }) => (lowers(pair) ? bits | bit : bits),
    0,
  )
}
