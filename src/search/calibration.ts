import { isReadInDutch, topicCount, type Asked } from './query/analysis.ts'
import { subjectWords } from './query/subject.ts'
import { asksAmount, givesFigure } from './query/amount.ts'
import type { Catalogue } from './corpus/catalogue.ts'
import { AppError } from '../domain/errors.ts'
import { largestOf } from './signals/largest.ts'
import { bestByChance } from './signals/chance.ts'
import type { Ranked } from './rank.ts'
import type { Signals } from './signals/score.ts'

/**
 * How far to trust what was found; `npm run calibrate` learns it and stores it beside the model. A
 * chance is `1 / (1 + exp(-evidence))`, where the evidence is `bias` plus each feature times its
 * weight.
 */
export interface Calibration extends Trust<Weights> {
  /** a pair that scores lower than the leading one by more than this is weak */
  readonly gap: number
  /**
   * what counts instead for a question about a subject, of one word or of a few; absent if learned
   * without them
   */
  readonly word?: Trust<SubjectWeights>
  readonly phrase?: Trust<SubjectWeights>
  /** what counts instead, but for `gap`, if a dictionary read words of the query in Dutch */
  readonly translated?: Omit<Calibration, 'translated'>
}

/** How far to trust what was found for questions of one kind. */
interface Trust<RightWeights extends SomeWeights = SomeWeights> {
  /** the chance that the answer is among the first few, from the features of the first */
  readonly found: Weights
  /** the chance that a pair among the first few is that answer, from its own features */
  readonly right: RightWeights
  /** the least chance of an answer among the first few at which anything is shown */
  readonly possible: number
  /** the least chance at which a pair is called a strong match */
  readonly strong: number
}

/** A feature without a weight does not count. */
type SomeWeights = Partial<Features> & { readonly bias: number }

/** The weights of a pair for a question about a subject. */
type SubjectWeights = SomeWeights & Pick<Features, (typeof FEATURES_OF_SUBJECT)[number]>

/** The weight of each feature; some are absent from those that were learned without them. */
interface Weights
  extends Omit<Features, (typeof LATER)[number]>, Partial<Pick<Features, (typeof LATER)[number]>> {
  readonly bias: number
}

/** The features from which chances are computed. */
export interface Features {
  readonly dense: number
  /** scaled by the trust in the lexicon, like the next one */
  readonly late: number
  readonly lexical: number
  /** see `Signals.trust` */
  readonly trust: number
  /**
   * How far the pair's score exceeds a usual one (the twentieth's, or the middle one's among few),
   * as a share of how far the best of that many exceeds it by chance.
   */
  readonly ahead: number
  /** how far it exceeds the best of the others; below 0 for a pair that follows */
  readonly lead: number
  /** the larger the choice, the better the best by chance */
  readonly chance: number
  /** the natural logarithm of the number of content words: chance plays a larger part among few */
  readonly words: number
  /** `words` times `chance`: the larger the choice, the more words it takes to be found in it */
  readonly wordsByChance: number
  /**
   * see `Signals.background`: for a query that finds much everywhere, finding something means less
   */
  readonly background: number
  /** see `Signals.furthest`: the same for vectors */
  readonly furthest: number
  /**
   * How far the document lacks a name that the query names (`Signals.unmet`), scaled by the trust
   * in the lexicon and by how few answers there are: a document on Russia and China does not answer
   * what is asked about Iran, while of many the nearest may say it in other words.
   */
  readonly unmet: number
  /**
   * 1 if the query asks for an amount and the answer gives no figure: it may well be on the topic,
   * and does not answer
   */
  readonly figureless: number
  /**
   * Words of the subject, if it is all that is asked about (`subjectWords`), and no amount of it;
   * otherwise 0: any answer that speaks of a subject is right, where another question asks for
   * something particular. It is not weighed, but tells which weights count.
   */
  readonly subject: number
  /** `dense`, as far as the lexicon knows nothing of the query: it is all that there is */
  readonly denseAlone: number
  /**
   * 1 if a dictionary read words of the query in Dutch. Not weighed either: the words that it lacks
   * are missed in any answer, so that other thresholds count.
   */
  readonly translated: number
}

const SHARED = ['dense', 'late', 'lexical', 'trust', 'ahead', 'lead', 'chance', 'words'] as const

/** Those that tell whether the answer was found. */
export const FEATURES = [
  ...SHARED,
  'wordsByChance',
  'background',
  'furthest',
  'unmet',
] as const satisfies readonly (keyof Features)[]

/** Those that tell whether a pair is it. */
export const FEATURES_OF_PAIR = [
  ...FEATURES,
  'figureless',
] as const satisfies readonly (keyof Features)[]

/**
 * Those that tell it for a question about a subject: there are fewer of these to learn from, and
 * none tells what is missing from a document.
 */
export const FEATURES_OF_SUBJECT = [
  ...SHARED,
  'denseAlone',
] as const satisfies readonly (keyof Features)[]

const WEIGHED = [...FEATURES_OF_PAIR, 'denseAlone'] as const satisfies readonly (keyof Features)[]

/** Features that were added later. */
const LATER = ['unmet', 'figureless', 'denseAlone', 'subject', 'translated'] as const

/** The calibrations of one index: `whole` with the encoder's signal, `words` without an encoder. */
export interface Calibrations {
  readonly whole: Calibration | null
  readonly words: Calibration | null
  /**
   * the least cosine of two answers on one matter (`npm run matters`); absent if not measured for
   * the encoder
   */
  readonly matter?: number
  /** SHA-256, hex, of the network for queries that `whole` was learned with, if it has its own */
  readonly queries?: string
}

/**
 * The calibrations to search an index by. It keeps those it was made with; once queries go through
 * another network, `own`, those beside that network, count.
 */
export function calibrationsFor(kept: Calibrations, own: Calibrations | undefined): Calibrations {
  return own === undefined || own.queries === kept.queries ? kept : own
}

/** The rank of a usual score. */
const USUAL = 20

/**
 * By `bestByChance`: some eight answers, of which names tell all that they can, and some 170, of
 * which they tell nothing.
 */
const FEW = 2
const MANY = 3.2

/**
 * Computes the features of each eligible pair; `candidates` is the number of pairs they were chosen
 * from.
 */
export function featuresOf(
  asked: Asked,
  signals: Signals,
  {
    eligible,
    candidates,
    catalogue,
  }: { eligible: readonly number[]; candidates: number; catalogue: Pick<Catalogue, 'pairs'> },
): (pair: number) => Features {
  const { of, trust, scores, background, furthest, unmet } = signals
  const best = largestOf(scores, eligible, USUAL)
  const usual = best[Math.min(USUAL, Math.ceil(eligible.length / 2)) - 1] ?? 0
  const chance = bestByChance(candidates)
  const words = Math.log(Math.max(1, topicCount(asked)))
  const fewness = Math.min(1, Math.max(0, (MANY - chance) / (MANY - FEW)))
  const isForAmount = asksAmount(asked.text)
  const subject = isForAmount ? 0 : subjectWords(asked)
  const shared = {
    ...{ trust, background, furthest, chance, words, wordsByChance: words * chance, subject },
    translated: isReadInDutch(asked) ? 1 : 0,
  }
  return (pair) => {
    const score = scores[pair]!
    return {
      ...shared,
      dense: of.dense[pair]!,
      denseAlone: (1 - trust) * of.dense[pair]!,
      late: trust * of.late[pair]!,
      lexical: trust * of.lexical[pair]!,
      ahead: (score - usual) / chance,
      lead: score - (score < best[0]! ? best[0]! : (best[1] ?? usual)),
      unmet: fewness === 0 ? 0 : fewness * trust * unmet(pair),
      figureless: isForAmount && !givesFigure(catalogue.pairs[pair]!.answer) ? 1 : 0,
    }
  }
}

/** What tells whether pairs with these features were found, and are right. */
export function trustFor(calibration: Calibration, { subject, translated }: Features): Trust {
  const its = translated === 1 ? (calibration.translated ?? calibration) : calibration
  const own = subject === 0 ? undefined : subject === 1 ? its.word : its.phrase
  return own ?? its
}

/**
 * The chance that a leading pair is the answer: at most the chance that the answer is among the
 * first few.
 */
export function chanceOfLeader(
  { found, right }: Pick<Trust, 'found' | 'right'>,
  features: Features,
): number {
  return Math.min(chanceOf(found, features), chanceOf(right, features))
}

/** The logistic chance of the features under these weights, in (0, 1). */
export function chanceOf(weights: SomeWeights, features: Features): number {
  let evidence = weights.bias
  for (const feature of WEIGHED) evidence += (weights[feature] ?? 0) * features[feature]
  return 1 / (1 + Math.exp(-evidence))
}

type Verdict = 'strong' | 'possible' | 'weak'

/** The verdict on a pair that was found, and the reason. */
export interface Judgement {
  readonly verdict: Verdict
  /** the chance that it is the answer; null without a calibration */
  readonly chance: number | null
  /** why it is hidden, or not called strong in spite of its chance; null if neither */
  readonly because: 'unlikely' | 'behind' | 'procedural' | null
}

/**
 * The chance at most that a pair is on a topic of two or three words, one of which it hardly speaks
 * of: of 16 that were strong matches for the dev questions and those set apart, 13 were right,
 * which is too few.
 */
const MOST_OF_HALF = 0.69

/**
 * Judges ranked pairs, best first. The leader's features tell whether the answer was found at all;
 * how far a later pair falls behind the leader tells whether it is worth showing too. A pair that
 * only tells where or when a question is answered, or that its topic is known, is never a strong
 * match. Without a calibration every pair found is a possible one.
 */
export function judge(
  calibration: Calibration | null,
  ranked: readonly Ranked[],
  {
    features,
    isProcedural,
    isHalf = () => false,
  }: {
    features: (pair: number) => Features
    isProcedural: (pair: number) => boolean
    /** whether a pair hardly speaks of one of the words of a topic */
    isHalf?: (pair: number) => boolean
  },
): Judgement[] {
  if (calibration === null) {
    return ranked.map(() => ({ verdict: 'possible', chance: null, because: null }))
  }
  if (ranked.length === 0) return []
  const best = ranked.reduce((most, { score }) => Math.max(most, score), -Infinity)
  const leader = features(ranked[0]!.pair)
  const { found, right, possible, strong } = trustFor(calibration, leader)
  const likely = chanceOf(found, leader)
  return ranked.map(({ pair, score }): Judgement => {
    const most = isHalf(pair) ? MOST_OF_HALF : 1
    const chance = Math.min(likely, chanceOf(right, features(pair)), most)
    if (likely < possible) return { verdict: 'weak', chance, because: 'unlikely' }
    if (best - score > calibration.gap) return { verdict: 'weak', chance, because: 'behind' }
    if (chance < strong) return { verdict: 'possible', chance, because: null }
    if (isProcedural(pair)) return { verdict: 'possible', chance, because: 'procedural' }
    return { verdict: 'strong', chance, because: null }
  })
}

/** Throws `index_mismatch` if a calibration was learned for another version of the search. */
export function expectComplete(calibration: Calibration): void {
  const named = (of: object, names: readonly string[]): [string, unknown][] =>
    names.map((name) => [name, (of as Readonly<Record<string, unknown>>)[name]])
  const first = FEATURES.filter((feature) => !LATER.some((later) => later === feature))
  const neededOf = ({ found, right, ...thresholds }: Trust, own: readonly string[]) => [
    ...named(thresholds, ['possible', 'strong']),
    ...named(found ?? {}, [...first, 'bias']),
    ...named(right ?? {}, [...own, 'bias']),
  ]
  const neededIn = ({ word, phrase, ...own }: Calibration) => [
    ...neededOf(own, first),
    ...named(own, ['gap']),
    ...[word, phrase].flatMap((it) => (it === undefined ? [] : neededOf(it, FEATURES_OF_SUBJECT))),
  ]
  const needed = [calibration, calibration.translated].flatMap((it) =>
    it === undefined ? [] : neededIn(it),
  )
  for (const [name, value] of needed) {
    if (Number.isFinite(value)) continue
    throw new AppError(
      'index_mismatch',
      `The index's calibration lacks "${name}". Run \`npm run index\` to renew it.`,
    )
  }
}
