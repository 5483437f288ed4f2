import type { Signals } from './score.ts'

/**
 * How far the signals of a pair can be trusted, learned by `npm run calibrate` and stored beside the model. How
 * likely a pair answers the query is `1 / (1 + exp(-evidence))`, where the evidence is the sum of `bias` and
 * each feature times its weight.
 */
export interface Calibration {
  readonly bias: number
  readonly late: number
  readonly dense: number
  readonly lexical: number
  /** the weight of `chance`, negative: the more there is to choose from, the better the best by chance */
  readonly chance: number
  /** from this likelihood on a pair is shown */
  readonly possible: number
  /** from this likelihood on a pair is called a strong match */
  readonly strong: number
}

/** What the likelihood is worked out from. */
export interface Features {
  readonly late: number
  readonly dense: number
  readonly lexical: number
  readonly chance: number
}

/** The features of a pair that was chosen from `candidates` pairs. */
export function featuresOf(signals: Signals, pair: number, candidates: number): Features {
  return {
    late: signals.late[pair]!,
    dense: signals.dense[pair]!,
    lexical: signals.lexical[pair]!,
    chance: chanceOf(candidates),
  }
}

/** How many standard deviations the best of `count` draws of a normal distribution lies above the mean, at most. */
function chanceOf(count: number): number {
  return Math.sqrt(2 * Math.log(Math.max(1, count)))
}

/** How likely a pair answers the query, in (0, 1). */
export function likelihood(
  { bias, late, dense, lexical, chance }: Omit<Calibration, 'possible' | 'strong'>,
  features: Features,
): number {
  const evidence =
    bias +
    late * features.late +
    dense * features.dense +
    lexical * features.lexical +
    chance * features.chance
  return 1 / (1 + Math.exp(-evidence))
}

/** Without a calibration nothing is known of a pair but that it was found. */
export function judge(
  calibration: Calibration | undefined,
  features: Features,
): 'strong' | 'possible' | 'weak' {
  if (calibration === undefined) return 'possible'
  const likely = likelihood(calibration, features)
  if (likely >= calibration.strong) return 'strong'
  return likely >= calibration.possible ? 'possible' : 'weak'
}
