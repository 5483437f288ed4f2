import { topicCount, type Asked } from './query/analysis.ts'
import { AppError } from '../domain/errors.ts'
import { largestOf } from './signals/largest.ts'
import { bestByChance } from './signals/chance.ts'
import type { Ranked } from './rank.ts'
import type { Signals } from './signals/score.ts'

/**
 * How far what was found can be trusted, learned by `npm run calibrate` and stored beside the
 * model. A chance is `1 / (1 + exp(-evidence))`, where the evidence is the sum of `bias` and each
 * feature times its weight.
 */
export interface Calibration {
  /** how likely the answer is among the first few, by the features of the first */
  readonly found: Weights
  /** how likely a pair is that answer, by its own features, where it is among the first few */
  readonly right: Weights
  /** from this chance on that the answer is found, something is shown */
  readonly possible: number
  /** from this chance on that it is the answer, a pair is called a strong match */
  readonly strong: number
  /** a pair that scores lower than the leading one by more than this is weak */
  readonly gap: number
}

/** What each feature counts for. */
export interface Weights extends Features {
  readonly bias: number
}

/** What chances are worked out from. */
export interface Features {
  readonly dense: number
  /** as far as the lexicon is trusted, like the next one */
  readonly late: number
  readonly lexical: number
  /** see `Signals.trust` */
  readonly trust: number
  /**
   * How far the pair's score stands above a usual one, that of the twentieth or among few of the
   * middle one, as a share of how far the best of so many stands out by chance.
   */
  readonly ahead: number
  /** how far it stands above the best of the others; below 0 for one that follows */
  readonly lead: number
  /** the more there is to choose from, the better the best by chance */
  readonly chance: number
  /**
   * the natural logarithm of the number of words that are about something: among few, chance plays
   * a larger part
   */
  readonly words: number
  /** see `Signals.background`: a query that finds much everywhere tells less by what it finds */
  readonly background: number
  /** see `Signals.furthest`: the same for vectors */
  readonly furthest: number
}

export const FEATURES = [
  'dense',
  'late',
  'lexical',
  'trust',
  'ahead',
  'lead',
  'chance',
  'words',
  'background',
  'furthest',
] as const satisfies readonly (keyof Features)[]

/**
 * Calibrations of one index: `whole` with the encoder's signal, `words` where nothing runs the
 * encoder.
 */
export interface Calibrations {
  readonly whole: Calibration | null
  readonly words: Calibration | null
  /**
   * from this cosine on two answers are on one matter (`npm run matters`); left out where that was
   * not measured for the encoder
   */
  readonly matter?: number
}

/** The place of a usual score among the best. */
const USUAL = 20

/**
 * Gives the features of each pair that may answer; `candidates` is how many pairs they were chosen
 * from.
 */
export function featuresOf(
  asked: Asked,
  signals: Signals,
  { eligible, candidates }: { eligible: readonly number[]; candidates: number },
): (pair: number) => Features {
  const { of, trust, scores, background, furthest } = signals
  const best = largestOf(scores, eligible, USUAL)
  const usual = best[Math.min(USUAL, Math.ceil(eligible.length / 2)) - 1] ?? 0
  const chance = bestByChance(candidates)
  const shared = {
    ...{ trust, background, furthest, chance },
    words: Math.log(Math.max(1, topicCount(asked))),
  }
  return (pair) => {
    const score = scores[pair]!
    return {
      ...shared,
      dense: of.dense[pair]!,
      late: trust * of.late[pair]!,
      lexical: trust * of.lexical[pair]!,
      ahead: (score - usual) / chance,
      lead: score - (score < best[0]! ? best[0]! : (best[1] ?? usual)),
    }
  }
}

/**
 * How likely a leading pair is the answer: no likelier than that there is one among the first few.
 */
export function chanceOfLeader(
  { found, right }: Pick<Calibration, 'found' | 'right'>,
  features: Features,
): number {
  return Math.min(chanceOf(found, features), chanceOf(right, features))
}

/** The chance that weights give to features, in (0, 1). */
export function chanceOf(weights: Weights, features: Features): number {
  let evidence = weights.bias
  for (const feature of FEATURES) evidence += weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-evidence))
}

export type Verdict = 'strong' | 'possible' | 'weak'

/** What is thought of a pair that was found, and why. */
export interface Judgement {
  readonly verdict: Verdict
  /** how likely it is the answer; null where nothing was learned */
  readonly chance: number | null
  /**
   * why it is not shown, or not called strong though it is as likely; null where there is nothing
   * to say
   */
  readonly because: 'unlikely' | 'behind' | 'procedural' | null
}

/**
 * Judges ranked pairs, best first. That an answer is found at all is read from the leader's
 * features; that one which follows is worth showing as well, from how far it falls behind the
 * leader. What only tells where or when a question is answered, or that its topic is known, is never
 * a strong match. Without a calibration nothing is known of a pair but that it was found.
 */
export function judge(
  calibration: Calibration | null,
  ranked: readonly Ranked[],
  {
    features,
    isProcedural,
  }: { features: (pair: number) => Features; isProcedural: (pair: number) => boolean },
): Judgement[] {
  if (calibration === null) {
    return ranked.map(() => ({ verdict: 'possible', chance: null, because: null }))
  }
  const best = ranked.reduce((most, { score }) => Math.max(most, score), -Infinity)
  const found = ranked.length === 0 ? 0 : chanceOf(calibration.found, features(ranked[0]!.pair))
  return ranked.map(({ pair, score }): Judgement => {
    const chance = Math.min(found, chanceOf(calibration.right, features(pair)))
    if (found < calibration.possible) return { verdict: 'weak', chance, because: 'unlikely' }
    if (best - score > calibration.gap) return { verdict: 'weak', chance, because: 'behind' }
    if (chance < calibration.strong) return { verdict: 'possible', chance, because: null }
    if (isProcedural(pair)) return { verdict: 'possible', chance, because: 'procedural' }
    return { verdict: 'strong', chance, because: null }
  })
}

/** Throws `index_mismatch` where a calibration was learned for another version of the search. */
export function expectComplete(calibration: Calibration): void {
  const { found, right, ...thresholds } = calibration
  const needed: [string, unknown][] = ['possible', 'strong', 'gap'].map((name) => [
    name,
    (thresholds as Readonly<Record<string, unknown>>)[name],
  ])
  for (const name of [...FEATURES, 'bias'] as const)
    needed.push([name, found?.[name]], [name, right?.[name]])
  for (const [name, value] of needed) {
    if (Number.isFinite(value)) continue
    throw new AppError(
      'index_mismatch',
      `the index's calibration lacks "${name}"; run \`npm run index\` to renew it`,
    )
  }
}
