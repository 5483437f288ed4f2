import {
  chanceOf,
  chanceOfLeader,
  FEATURES,
  FEATURES_OF_PAIR,
  FEATURES_OF_SUBJECT,
  type Calibration,
  type Features,
  type trustFor,
} from '../src/search/calibration.ts'

/** The result of a query, with what is known about it. */
export interface Example {
  /** of the leading pair */
  readonly features: Features
  /** the query has an answer in the index */
  readonly answerable: boolean
  /** the leading pair is that answer */
  readonly right: boolean
  /**
   * how far the answer scores below the leading pair, if it follows among the first few; otherwise
   * null
   */
  readonly behind: number | null
  /**
   * examples of one group weigh as much together as those of another, positive and negative ones
   * separately
   */
  readonly group: string
  /** how much its group counts in learning whether the answer was found; 1 by default */
  readonly weight?: number
  /**
   * groups for the thresholds: `refusal` are those of which most must be refused, and `subject
   * refusal` those besides them that ask about a subject; most `elsewhere` ones, which other
   * documents answer, must be refused too; `strength` and `near` set how many of the strong must
   * be right, and `gap` how far behind an answer is still shown
   */
  readonly sets: readonly (
    'refusal' | 'subject refusal' | 'elsewhere' | 'strength' | 'near' | 'gap'
  )[]
}

/**
 * The share of the off-topic queries that may be shown something. With .05 one more of KamerQA's 20
 * near ones is, for one Dutch question and one in everyday words (bench/retrieval-notes.md).
 */
const SHOWN = 0.045

/**
 * The same of the particular questions that only other documents answer. Without it, one off any
 * topic in another language is so easily told that of 210 others 88 would be shown something.
 */
const SHOWN_ELSEWHERE = 0.2

/**
 * The same of questions about one subject, most of them on politics. Their words are few, so that
 * an answer is often no likelier than they are: of 1,156 with an answer .82 are shown so in folds,
 * and .72 with a third as much (bench/retrieval-notes.md).
 */
const SHOWN_ON_SUBJECT = 0.15

/**
 * The least share of right pairs among leading pairs called strong; on data outside the training
 * set it is slightly lower.
 */
const STRONG_PRECISION = 0.965

/**
 * The same where every second question is on the very theme of a document and not answered by it,
 * which is more than people ask. With a higher share of particular questions each wrong one spared
 * costs some ten right ones (bench/retrieval-notes.md).
 */
const NEAR_PRECISION = { particular: 0.85, subject: 0.94 }

/** The share of sought answers after another pair that may fall too far behind to be shown. */
const LEFT_BEHIND = 0.05

/** Keeps the weights finite if the examples separate cleanly. */
const RIDGE = 1e-6

const ITERATIONS = 25

/**
 * Learns from examples how far to trust results: logistic regressions (Newton's method; positive
 * examples weigh as much as negative ones, and so do the groups among each other), then the
 * thresholds on the chances and how far a pair may fall behind. Deterministic.
 */
export function calibrate(examples: readonly Example[], shown = SHOWN): Calibration {
  const { translated = [], others = [] } = Object.groupBy(examples, ({ features }) =>
    features.translated === 1 ? 'translated' : 'others',
  )
  if (!isInstructive(translated)) return calibrateAlike(examples, shown)
  return {
    ...calibrateAlike(examples, shown, others),
    translated: calibrateAlike(examples, shown, translated),
  }
}

/** Whether there are pairs of both kinds to learn from. */
function isInstructive(examples: readonly Example[]): boolean {
  return [true, false].every((it) => examples.some(({ right }) => right === it))
}

/** Learns from all examples; the thresholds are those that some of them need. */
function calibrateAlike(
  examples: readonly Example[],
  shown: number,
  judged: readonly Example[] = examples,
): Calibration {
  const among = new Set(judged)
  const isJudged = (example: Example): boolean => among.has(example)
  const {
    particular = [],
    word = [],
    phrase = [],
  } = Object.groupBy(examples, ({ features: { subject } }) =>
    subject === 0 ? 'particular' : subject === 1 ? 'word' : 'phrase',
  )
  const isTaught = [word, phrase].every(isInstructive)
  const usual = isTaught ? particular : examples
  const learned = {
    found: learnWeights(examples, FEATURES, isFound, ({ weight = 1 }) => weight),
    right: learnWeights(usual, FEATURES_OF_PAIR, isRight),
  }
  const own = usual.filter(isJudged)
  const elsewhere = own.filter(({ sets }) => sets.includes('elsewhere'))
  const general = {
    ...learned,
    possible: Math.max(
      possibleFrom(own, learned.found, shown),
      shownAtMost(SHOWN_ELSEWHERE, elsewhere, learned.found),
    ),
    strong: strongFrom(own, learned, NEAR_PRECISION.particular),
    gap: learnGap(examples),
  }
  if (!isTaught) return general
  // Questions about a subject are too few to learn from alone what is found.
  const found = learnWeights(examples, FEATURES, isFound, (example) =>
    example.features.subject > 0 ? 1 : (example.weight ?? 1),
  )
  const possible = possibleFrom([...word, ...phrase].filter(isJudged), found, SHOWN_ON_SUBJECT)
  const [ofWord, ofPhrase] = [word, phrase].map((part) => {
    const own = { found, right: learnWeights(part, FEATURES_OF_SUBJECT, isRight) }
    const strong = strongFrom(part.filter(isJudged), own, NEAR_PRECISION.subject)
    return { ...own, possible, strong }
  })
  return { ...general, word: ofWord!, phrase: ofPhrase! }
}

function isRight({ right }: Example): boolean {
  return right
}

/** The answer is among the first few. */
export function isFound({ right, behind }: Example): boolean {
  return right || behind !== null
}

type Learned = Pick<ReturnType<typeof trustFor>, 'found' | 'right'>

/** The least chance of being found at which few of those that must be refused are shown. */
function possibleFrom(
  examples: readonly Example[],
  found: Learned['found'],
  shown: number,
): number {
  const refused = examples.filter(({ sets, features }) =>
    sets.some((set) => set === 'refusal' || (set === 'subject refusal' && features.subject > 0)),
  )
  return shownAtMost(shown, refused, found)
}

/** The least chance of being found that no larger share of the examples has; 0 without any. */
function shownAtMost(share: number, examples: readonly Example[], found: Learned['found']): number {
  if (examples.length === 0) return 0
  const chances = examples.map(({ features }) => chanceOf(found, features)).sort((a, b) => b - a)
  return justBelow(chances, Math.floor(share * chances.length))
}

/** The least chance of being right at which as many are right as must be, usual and near. */
function strongFrom(examples: readonly Example[], learned: Learned, near: number): number {
  return Math.max(
    strongAmong(examples, learned, { of: 'strength', precision: STRONG_PRECISION }),
    strongAmong(examples, learned, { of: 'near', precision: near }),
  )
}

function strongAmong(
  examples: readonly Example[],
  learned: Learned,
  { of, precision }: { readonly of: 'strength' | 'near'; readonly precision: number },
): number {
  const judged = examples
    .filter(({ sets }) => sets.includes(of))
    .map(({ features, right }) => ({ right, chance: chanceOfLeader(learned, features) }))
    .sort((a, b) => b.chance - a.chance)
  if (judged.length === 0) return 0
  let strong = 0
  let right = 0
  for (const [index, example] of judged.entries()) {
    if (example.right) right++
    if (right / (index + 1) >= precision) strong = index + 1
  }
  return justBelow(
    judged.map(({ chance }) => chance),
    strong,
  )
}

/**
 * Half way between the last of the first `count` chances and the next one: a threshold on an
 * example's own chance would leave the outcome to rounding.
 */
function justBelow(descending: readonly number[], count: number): number {
  if (count === 0) return 1
  return (descending[count - 1]! + (descending[count] ?? 0)) / 2
}

function learnGap(examples: readonly Example[]): number {
  const behind = examples
    .flatMap((example) => (example.sets.includes('gap') ? (example.behind ?? []) : []))
    .sort((a, b) => a - b)
  return behind[Math.ceil((1 - LEFT_BEHIND) * behind.length) - 1] ?? Number.MAX_VALUE
}

/**
 * Weighs groups alike, but for how much each counts, and those with the target as much as those
 * without it.
 */
function learnWeights<Name extends keyof Features>(
  examples: readonly Example[],
  names: readonly Name[],
  target: (example: Example) => boolean,
  counting: (example: Example) => number = () => 1,
): Pick<Features, Name> & { readonly bias: number } {
  const keyOf = (example: Example): string => `${target(example)} ${example.group}`
  const groups = Map.groupBy(examples, keyOf)
  const shareOf = (example: Example): number =>
    counting(example) / groups.get(keyOf(example))!.length
  const sums = new Map(
    [...Map.groupBy(examples, target)].map(([key, each]) => [
      key,
      each.reduce((sum, example) => sum + shareOf(example), 0),
    ]),
  )
  const rows = examples.map((example) => ({
    values: [1, ...names.map((name) => example.features[name])],
    target: target(example) ? 1 : 0,
    weight: shareOf(example) / sums.get(target(example))!,
  }))
  const [bias, ...learned] = fitLogistic(rows)
  const weights = Object.fromEntries(names.map((name, i) => [name, learned[i]!]))
  return { bias: bias!, ...(weights as Pick<Features, Name>) }
}

interface Row {
  readonly values: readonly number[]
  readonly target: number
  readonly weight: number
}

function fitLogistic(rows: readonly Row[]): number[] {
  let weights = rows[0]!.values.map(() => 0)
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : RIDGE * weight))
    const hessian = weights.map((_, i) => weights.map((_, j) => (i === j ? RIDGE : 0)))
    for (const { values, target, weight } of rows) {
      const evidence = values.reduce((sum, value, i) => sum + value * weights[i]!, 0)
      const likely = 1 / (1 + Math.exp(-evidence))
      for (const [i, value] of values.entries()) {
        gradient[i]! += weight * (likely - target) * value
        for (const [j, other] of values.entries()) {
          hessian[i]![j]! += weight * likely * (1 - likely) * value * other
        }
      }
    }
    const step = solve(hessian, gradient)
    weights = weights.map((weight, i) => weight - step[i]!)
  }
  return weights
}

/** Solves `matrix * x = right` by Gauss-Jordan elimination; the matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (const [i, row] of rows.entries()) {
    for (const [k, other] of rows.entries()) {
      if (k === i) continue
      const factor = other[i]! / row[i]!
      for (let j = i; j < other.length; j++) other[j]! -= factor * row[j]!
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!)
}
