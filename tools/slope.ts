interface Sample {
  readonly seconds: number
  readonly bytes: number
}

interface Slope {
  /** bytes */
  readonly perSecond: number
  /** growth over the measured half, as a share of its mean */
  readonly share: number
  readonly mean: number
}

/**
 * The straight line through the last half of the samples (least squares): how memory develops once
 * caches are full. Null with fewer than ten samples in that half.
 */
export function settledSlope(samples: readonly Sample[]): Slope | null {
  const half = samples.slice(Math.ceil(samples.length / 2))
  if (half.length < 10) return null
  const meanOf = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const time = meanOf(half.map(({ seconds }) => seconds))
  const mean = meanOf(half.map(({ bytes }) => bytes))
  const covariance = half.reduce(
    (sum, { seconds, bytes }) => sum + (seconds - time) * (bytes - mean),
    0,
  )
  const variance = half.reduce((sum, { seconds }) => sum + (seconds - time) ** 2, 0)
  const perSecond = variance === 0 ? 0 : covariance / variance
  const duration = half.at(-1)!.seconds - half[0]!.seconds
  return { perSecond, share: (perSecond * duration) / mean, mean }
}
