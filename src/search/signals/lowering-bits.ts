import { ACKNOWLEDGEMENT, PROCEDURE } from '../../format/part-words.ts'
import type { Lowered, Pair } from '../corpus/catalogue.ts'
import { acknowledgement } from './acknowledgement.ts'
import { procedure } from './procedure.ts'

/**
 * What lowers a pair, as an index keeps it beside the kind of its questions: reading the texts of
 * the best pairs of many for it would take a question longer than all else.
 */
export function loweringBits(pair: Pair): number {
  const acknowledges = acknowledgement.lowers(pair) ? ACKNOWLEDGEMENT : 0
  return acknowledges | (procedure.lowers(pair) ? PROCEDURE : 0)
}

/** The same from an index. */
export function loweredIn(kind: number): Lowered {
  return {
    procedure: (kind & PROCEDURE) !== 0,
    acknowledgement: (kind & ACKNOWLEDGEMENT) !== 0,
  }
}
