import {
  chanceOf,
  trustFor,
  type Calibration,
  type Features,
  type Judgement,
} from './calibration.ts'
import type { Scored } from './field.ts'
import { wordsInDutch, type Asked } from './query/analysis.ts'
import { termsAlsoAs } from './query/asked-terms.ts'
import type { Ranked } from './rank.ts'
import type { Explanation } from './search.ts'
import { SIGNAL_NAMES, SIGNALS } from './signals/table.ts'

/** Explains why ranked pairs were shown or not. */
export function explain(
  { signals, catalogue, candidates }: Scored,
  ranked: readonly Ranked[],
  { asked, calibration, features, judgements, limit }: Judging,
): Explanation {
  const weights = SIGNAL_NAMES.map((name) => [name, SIGNALS[name].weight])
  const leader = ranked[0] && features(ranked[0].pair)
  return {
    weights: Object.fromEntries(weights) as Explanation['weights'],
    trust: signals.trust,
    inDutch: wordsInDutch(asked),
    alsoAs: termsAlsoAs(asked),
    candidates,
    ...trustIn(calibration, leader),
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

/** The chance that the answer was found, and the thresholds, as the leading pair decides them. */
function trustIn(
  calibration: Calibration | null,
  leader: Features | undefined,
): Pick<Explanation, 'found' | 'thresholds'> {
  if (calibration === null) return { found: null, thresholds: null }
  const { gap } = calibration
  const { found, possible, strong } =
    leader === undefined ? calibration : trustFor(calibration, leader)
  return {
    found: leader === undefined ? null : chanceOf(found, leader),
    thresholds: { possible, strong, gap },
  }
}

/** The basis on which ranked pairs were judged, and the outcome. */
interface Judging {
  readonly asked: Asked
  readonly calibration: Calibration | null
  readonly features: (pair: number) => Features
  readonly judgements: readonly Judgement[]
  readonly limit: number
}
