import {
  chanceOf,
  trustFor,
  type Calibration,
  type Features,
  type Judgement,
} from './calibration.ts'
import type { Scored } from './field.ts'
import type { Ranked } from './rank.ts'
import type { Explanation } from './search.ts'
import { SIGNAL_NAMES, SIGNALS } from './signals/table.ts'

/** Explains why ranked pairs were shown or not. */
export function explain(
  { signals, catalogue, candidates }: Scored,
  ranked: readonly Ranked[],
  { calibration, features, judgements, limit }: Judging,
): Explanation {
  const weights = SIGNAL_NAMES.map((name) => [name, SIGNALS[name].weight])
  const leader = ranked[0] && features(ranked[0].pair)
  const trust = calibration && (leader === undefined ? calibration : trustFor(calibration, leader))
  return {
    weights: Object.fromEntries(weights) as Explanation['weights'],
    trust: signals.trust,
    candidates,
    found: trust === null || leader === undefined ? null : chanceOf(trust.found, leader),
    thresholds:
      trust === null
        ? null
        : { possible: trust.possible, strong: trust.strong, gap: calibration!.gap },
    answers: ranked.map(({ pair, score }, nth) => {
      const { verdict, chance, because } = judgements[nth]!
      const said = SIGNAL_NAMES.map((name) => [name, signals.of[name][pair]!])
      return {
        answerId: catalogue.pairs[pair]!.answer.id,
        score,
        signals: Object.fromEntries(said) as Readonly<Record<string, number>>,
        features: { ...features(pair) },
        chance,
        relevance: verdict,
        because: because === null && nth >= limit ? 'limit' : because,
      }
    }),
  }
}

/** The basis on which ranked pairs were judged, and the outcome. */
interface Judging {
  readonly calibration: Calibration | null
  readonly features: (pair: number) => Features
  readonly judgements: readonly Judgement[]
  readonly limit: number
}
