import {
  FEATURES,
  likelihood,
  type Calibration,
  type Features,
  type Weights,
} from '../src/search/calibration.ts'

/** What was found for a query, and what is known of it. */
export interface Example {
  /** of the leading pair */
  readonly features: Features
  /** the query has an answer in the index */
  readonly answerable: boolean
  /** the leading pair is that answer */
  readonly right: boolean
  /** how far the answer scores below the leading pair, where it follows among those shown; null elsewhere */
  readonly behind: number | null
  /** examples of one group weigh as much together as those of another, of the right ones and of the others */
  readonly group: string
  /** the thresholds are set on these; the others only teach the weights */
  readonly representative: boolean
}

/** Of the answerable queries, this share is refused. */
const REFUSED = 0.015

/** Of the leading pairs that are called strong, at least this share is right. */
const STRONG_PRECISION = 0.97

/** Of the sought answers that follow another pair, this share falls behind too far to be shown. */
const LEFT_BEHIND = 0.05

/** Keeps the weights finite where the examples part cleanly. */
const RIDGE = 1e-5

const ITERATIONS = 60

/**
 * Learns from examples how far signals can be trusted: the weights by logistic regression (Newton's method; the
 * right ones weigh as much as the others, and so do the groups among each other), then the thresholds on
 * the likelihood and how far a pair may fall behind, on the representative examples. Deterministic.
 */
export function calibrate(examples: readonly Example[]): Calibration {
  const weights = learnWeights(examples)
  const judged = examples
    .filter(({ representative }) => representative)
    .map((example) => ({ ...example, likely: likelihood(weights, example.features) }))
    .sort((a, b) => b.likely - a.likely)
  const answerable = judged.filter((example) => example.answerable)
  const possible = justBelow(answerable, Math.ceil((1 - REFUSED) * answerable.length))
  let strongOnes = 0
  let right = 0
  for (const [index, example] of judged.entries()) {
    if (example.right) right++
    if (right / (index + 1) >= STRONG_PRECISION) strongOnes = index + 1
  }
  const strong = Math.max(justBelow(judged, strongOnes), possible)
  return { ...weights, possible, strong, gap: learnGap(examples) }
}

/**
 * Half way between the last of the first `count` likelihoods and the one after it: on an example's own, rounding
 * would decide.
 */
function justBelow(descending: readonly { readonly likely: number }[], count: number): number {
  if (count === 0) return 1
  return (descending[count - 1]!.likely + (descending[count]?.likely ?? 0)) / 2
}

function learnGap(examples: readonly Example[]): number {
  const behind = examples
    .flatMap((example) => (example.representative ? (example.behind ?? []) : []))
    .sort((a, b) => a - b)
  return behind[Math.ceil((1 - LEFT_BEHIND) * behind.length) - 1] ?? Number.MAX_VALUE
}

/** How much each group weighs: as listed by group and rightness, both of which even out. */
function learnWeights(examples: readonly Example[]): Weights {
  const known = examples.filter(tells)
  const sizes = Map.groupBy(known, ({ group, right }) => `${right} ${group}`)
  const groups = Map.groupBy(sizes.keys(), (key) => key.split(' ')[0])
  const rows = known.map(({ features, right, group }) => ({
    values: [1, ...FEATURES.map((feature) => features[feature])],
    target: right ? 1 : 0,
    weight: 1 / sizes.get(`${right} ${group}`)!.length / groups.get(String(right))!.length,
  }))
  const [bias, ...learned] = fitLogistic(rows)
  const weights = Object.fromEntries(FEATURES.map((feature, i) => [feature, learned[i]!]))
  return { bias: bias!, ...(weights as Record<keyof Features, number>) }
}

/** Where the search missed the answer altogether, its leader may or may not answer as well: nobody knows. */
function tells({ answerable, right, behind }: Example): boolean {
  return right || !answerable || behind !== null
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
