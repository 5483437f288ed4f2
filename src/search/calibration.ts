import type { Signals } from './score.ts'

/**
 * How far the signals of a pair can be trusted, learned by `npm run calibrate` and stored beside the model:
 * `1 / (1 + exp(-(bias + late * l + dense * d + lexical * x)))` estimates how likely a pair answers the query.
 */
export interface Calibration {
  readonly bias: number
  readonly late: number
  readonly dense: number
  readonly lexical: number
  /** from this likelihood on a pair is shown */
  readonly possible: number
  /** from this likelihood on a pair is called a strong match */
  readonly strong: number
}

/** How likely a pair answers the query, in (0, 1). */
export function likelihood(calibration: Calibration, signals: Signals, pair: number): number {
  const { bias, late, dense, lexical } = calibration
  const evidence =
    bias +
    late * signals.late[pair]! +
    dense * signals.dense[pair]! +
    lexical * signals.lexical[pair]!
  return 1 / (1 + Math.exp(-evidence))
}

/** Without a calibration nothing is known of a pair but that it was found. */
export function judge(
  calibration: Calibration | undefined,
  signals: Signals,
  pair: number,
): 'strong' | 'possible' | 'weak' {
  if (calibration === undefined) return 'possible'
  const likely = likelihood(calibration, signals, pair)
  if (likely >= calibration.strong) return 'strong'
  return likely >= calibration.possible ? 'possible' : 'weak'
}
