import { acknowledgement } from './acknowledgement.ts'
import { dense } from './dense.ts'
import { procedure } from './procedure.ts'
import type { Signal } from './signal.ts'

/**
 * The signals that rank pairs: a score is the sum of each signal's value times its weight. The
 * values share one scale, so no normalisation over the candidates is needed. A new signal is a file
 * beside this one and a line here. The weights were chosen on the dev sets, where they lie on a
 * plateau (docs/ranking.md).
 */
export const SIGNALS = {
  dense,
  late: { weight: 1, byLexicon: true, of: ({ reach }) => reach.pairs },
  question: { weight: 0.1, byLexicon: true, of: ({ reach }) => reach.questions },
  length: { weight: -0.12, byLexicon: true, of: ({ reach }) => reach.lengths },
  lexical: {
    weight: 0.5,
    byLexicon: false,
    of: ({ lexical, asked }) => lexical.score(asked.words),
  },
  procedure,
  acknowledgement,
} as const satisfies Readonly<Record<string, Signal>>

export type SignalName = keyof typeof SIGNALS

export const SIGNAL_NAMES = Object.keys(SIGNALS) as SignalName[]
