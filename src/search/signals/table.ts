import { acknowledgement } from './acknowledgement.ts'
import { dense } from './dense.ts'
import { procedure } from './procedure.ts'
import type { Seen, SeenByWords, Signal } from './signal.ts'

/** The signals that read a query's vector. */
export const VECTOR_SIGNALS = { dense } as const satisfies Signals<Seen>

/** Those that need none: they are worked out while the encoder reads the query. */
export const WORD_SIGNALS = {
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
} as const satisfies Signals<SeenByWords>

/**
 * The signals that rank pairs: a score is the sum of each signal's value times its weight. The
 * values share one scale, so no normalisation over the candidates is needed. A new signal is a file
 * beside this one and a line above. The weights were chosen on the dev sets, where they lie on a
 * plateau (docs/ranking.md).
 */
export const SIGNALS = { ...VECTOR_SIGNALS, ...WORD_SIGNALS }

type Signals<Data extends SeenByWords> = Readonly<Record<string, Signal<Data>>>

export type SignalName = keyof typeof SIGNALS

export const SIGNAL_NAMES = Object.keys(SIGNALS) as SignalName[]
