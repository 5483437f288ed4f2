import type { Calibration } from './calibration.ts'

/** The pair that leads for a query, its signals, and whether the query has an answer at all. */
export interface Example {
  readonly late: number
  readonly dense: number
  readonly lexical: number
  readonly answerable: boolean
}

/** Of the answerable queries, at most this share is refused. */
const MOST_REFUSED = 0.025

/** Of the queries whose leading pair is called strong, at least this share has an answer. */
const STRONG_PRECISION = 0.98

/** Keeps the weights finite where the examples part cleanly. */
const RIDGE = 0.01

const ITERATIONS = 30

/**
 * Learns from examples how far signals can be trusted: logistic regression (Newton's method, both classes
 * weighing the same), then the two thresholds. Deterministic.
 */
export function calibrate(examples: readonly Example[]): Calibration {
  const [bias, late, dense, lexical] = fitLogistic(examples) as [number, number, number, number]
  const likelihoods = examples.map((each) => ({
    answerable: each.answerable,
    likely: logistic(bias + late * each.late + dense * each.dense + lexical * each.lexical),
  }))
  const answerable = likelihoods
    .filter((each) => each.answerable)
    .map(({ likely }) => likely)
    .sort((a, b) => a - b)
  const possible = answerable[Math.floor(MOST_REFUSED * answerable.length)] ?? 1
  return { bias, late, dense, lexical, possible, strong: strongFrom(likelihoods, possible) }
}

/** The least likelihood from which on nearly all leading pairs answer. */
function strongFrom(
  likelihoods: readonly { answerable: boolean; likely: number }[],
  possible: number,
): number {
  const sorted = likelihoods.toSorted((a, b) => b.likely - a.likely)
  let strong = 1
  let right = 0
  for (const [index, { answerable, likely }] of sorted.entries()) {
    if (answerable) right++
    if (right / (index + 1) >= STRONG_PRECISION) strong = likely
  }
  return Math.max(strong, possible)
}

function fitLogistic(examples: readonly Example[]): number[] {
  const positives = examples.filter(({ answerable }) => answerable).length
  const rows = examples.map(({ late, dense, lexical, answerable }) => ({
    features: [1, late, dense, lexical],
    target: answerable ? 1 : 0,
    weight: 1 / (answerable ? positives : examples.length - positives),
  }))
  let weights = [0, 0, 0, 0]
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : (RIDGE / 100) * weight))
    const hessian = weights.map((_, i) => weights.map((_, j) => (i === j ? RIDGE / 100 : 0)))
    for (const { features, target, weight } of rows) {
      const likely = logistic(features.reduce((sum, value, i) => sum + value * weights[i]!, 0))
      for (const [i, value] of features.entries()) {
        gradient[i]! += weight * (likely - target) * value
        for (const [j, other] of features.entries()) {
          hessian[i]![j]! += weight * likely * (1 - likely) * value * other
        }
      }
    }
    const step = solve(hessian, gradient)
    weights = weights.map((weight, i) => weight - step[i]!)
  }
  return weights
}

/** Solves `matrix * x = right` by Gaussian elimination; the matrix is positive definite. */
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

function logistic(evidence: number): number {
  return 1 / (1 + Math.exp(-evidence))
}
