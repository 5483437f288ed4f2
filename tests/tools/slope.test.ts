import { expect, it } from 'vitest'
import { settledSlope } from '../../tools/slope.ts'

const samples = (bytesAt: (second: number) => number) =>
  Array.from({ length: 100 }, (_, seconds) => ({ seconds, bytes: bytesAt(seconds) }))

it('sees memory that keeps growing, through noise', () => {
  const slope = settledSlope(samples((second) => 100e6 + 50e3 * second + (second % 5) * 1e6))!
  expect(slope.perSecond / 50e3).toBeCloseTo(1, 0)
  expect(slope.share).toBeGreaterThan(0.02)
})

it('does not take a warm-up for growth', () => {
  const slope = settledSlope(samples((second) => 100e6 + Math.min(second, 40) * 1e6))!
  expect(slope.share).toBeCloseTo(0, 5)
})

it('says nothing about a few samples', () => {
  expect(settledSlope(samples(() => 1).slice(0, 12))).toBeNull()
})
