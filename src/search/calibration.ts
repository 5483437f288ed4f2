import { topicCount, type Asked } from './query/analysis.ts'
import { AppError } from '../domain/errors.ts'
import { bestByChance } from './signals/chance.ts'
import type { Ranked } from './rank.ts'
import type { Signals } from './signals/score.ts'

/**
 * How far the signals of a pair can be trusted, learned by `npm run calibrate` and stored beside the model. How
 * likely a pair answers the query is `1 / (1 + exp(-evidence))`, where the evidence is the sum of `bias` and
 * each feature times its weight.
 */
export interface Calibration extends Weights {
  /** from this likelihood on a pair is shown */
  readonly possible: number
  /** from this likelihood on a pair is called a strong match */
  readonly strong: number
  /** a pair that scores lower than the leading one by more than this is weak, however likely by itself */
  readonly gap: number
}

/** What each feature counts for. */
export interface Weights extends Features {
  readonly bias: number
}

/** What the likelihood is worked out from. */
export interface Features {
  readonly late: number
  readonly dense: number
  readonly lexical: number
  /** see `LateInteraction.lengths` */
  readonly length: number
  /** the more there is to choose from, the better the best by chance */
  readonly chance: number
  /** the natural logarithm of the number of words that are about something: among few, chance plays a larger part */
  readonly words: number
  /** see `Signals.background`: a query that finds much everywhere tells less by what it finds */
  readonly background: number
  /** see `Signals.furthest`: the same for vectors */
  readonly furthest: number
}

export const FEATURES = [
  'late',
  'dense',
  'lexical',
  'length',
  'chance',
  'words',
  'background',
  'furthest',
] as const

/** The features of a pair that was chosen from `candidates` pairs for what was asked. */
export function featuresOf(
  asked: Asked,
  signals: Signals,
  { pair, candidates }: { pair: number; candidates: number },
): Features {
  return {
    late: signals.late[pair]!,
    dense: signals.dense[pair]!,
    lexical: signals.lexical[pair]!,
    length: signals.length[pair]!,
    chance: bestByChance(candidates),
    words: Math.log(Math.max(1, topicCount(asked))),
    background: signals.background,
    furthest: signals.furthest,
  }
}

/** How likely a pair answers the query, in (0, 1). */
export function likelihood(weights: Weights, features: Features): number {
  let evidence = weights.bias
  for (const feature of FEATURES) evidence += weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-evidence))
}

export type Verdict = 'strong' | 'possible' | 'weak'

/**
 * Judges ranked pairs, best first. That there is an answer at all is read from the likelihoods; that one
 * which follows is worth showing as well, also from how far it falls behind the leader. Without a
 * calibration nothing is known of a pair but that it was found.
 */
export function judge(
  calibration: Calibration | undefined,
  ranked: readonly Ranked[],
  featuresOfPair: (pair: number) => Features,
): Verdict[] {
  const best = ranked.reduce((most, { score }) => Math.max(most, score), -Infinity)
  return ranked.map(({ pair, score }) => {
    if (calibration === undefined) return 'possible'
    if (best - score > calibration.gap) return 'weak'
    const likely = likelihood(calibration, featuresOfPair(pair))
    if (likely >= calibration.strong) return 'strong'
    return likely >= calibration.possible ? 'possible' : 'weak'
  })
}

/** Throws `index_mismatch` where a calibration was learned for another version of the search. */
export function expectComplete(calibration: Calibration): void {
  for (const name of [...FEATURES, 'bias', 'possible', 'strong', 'gap'] as const) {
    if (Number.isFinite(calibration[name])) continue
    throw new AppError(
      'index_mismatch',
      `the index's calibration lacks "${name}"; run \`npm run index\` to renew it`,
    )
  }
}
