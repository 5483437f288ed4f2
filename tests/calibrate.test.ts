import { describe, expect, it } from 'vitest'
import { calibrate, type Example } from '../src/search/calibrate.ts'
import { judge, likelihood } from '../src/search/calibration.ts'

/** Answerable queries have a better `late` on the whole; every tenth is an exception. */
const examples = Array.from({ length: 400 }, (_, i): Example => {
  const answerable = i % 2 === 0
  const exception = i % 20 < 2
  const late = (answerable !== exception ? 0.6 : 0.3) + (i % 7) / 50
  return {
    features: { late, dense: 0.4, lexical: (i % 3) / 10, chance: 2 + (i % 5) / 10 },
    answerable,
    right: answerable && !exception,
    group: i % 3 === 0 ? 'a' : 'b',
    representative: true,
  }
})

describe('calibrating', () => {
  const calibration = calibrate(examples)
  const verdicts = examples.map((each) => ({ ...each, verdict: judge(calibration, each.features) }))

  it('refuses no more of the answerable than it was told to', () => {
    const answerable = verdicts.filter((each) => each.answerable)
    const refused = answerable.filter(({ verdict }) => verdict === 'weak')
    expect(refused.length / answerable.length).toBeLessThanOrEqual(0.02)
  })

  it('calls strong what is likelier than what it calls possible', () => {
    expect(calibration.strong).toBeGreaterThanOrEqual(calibration.possible)
  })

  it('learns which way the evidence points', () => {
    const likely = (late: number): number =>
      likelihood(calibration, { late, dense: 0.4, lexical: 0.1, chance: 2.2 })
    expect(likely(0.7)).toBeGreaterThan(0.8)
    expect(likely(0.3)).toBeLessThan(0.2)
  })

  it('learns the same from the same examples', () => {
    expect(calibrate(examples)).toEqual(calibration)
  })
})
