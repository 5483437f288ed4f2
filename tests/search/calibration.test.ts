import { describe, expect, it } from 'vitest'
import { calibrate, type Example } from '../../tools/fit.ts'
import {
  calibrationsFor,
  chanceOf,
  chanceOfLeader,
  expectComplete,
  judge,
  trustFor,
  type Calibration,
  type Calibrations,
  type Features,
} from '../../src/search/calibration.ts'

/** Answerable queries generally have a better `late`; every tenth is an exception. */
const examples = Array.from({ length: 400 }, (_, i): Example => {
  const answerable = i % 2 === 0
  const exception = i % 20 < 2
  const late = (answerable !== exception ? 0.6 : 0.3) + (i % 7) / 50
  return {
    features: {
      ...{ late, dense: 0.4, lexical: (i % 3) / 10, trust: (i % 4) / 4 },
      ...{ ahead: (i % 11) / 100, lead: (i % 5) / 100 },
      ...{ chance: 2 + (i % 5) / 10, words: Math.log(1 + (i % 6)), background: (i % 8) / 40 },
      ...{ wordsByChance: (i % 13) / 10, furthest: (i % 9) / 90, unmet: (i % 10) / 10 },
      ...{ figureless: Number(i % 14 === 0), subject: 0 },
      denseAlone: 0.4 * (1 - (i % 4) / 4),
      translated: 0,
    },
    answerable,
    right: answerable && !exception,
    // The right pair follows the leading one, at a distance of 0.00 to 0.19.
    behind: answerable && exception ? i / 20 / 100 : null,
    group: i % 3 === 0 ? 'a' : 'b',
    sets: ['strength', answerable ? 'gap' : 'refusal'],
  }
})

describe('calibrating', () => {
  const calibration = calibrate(examples)
  const usual = examples[0]!.features
  const judging = (features: (pair: number) => Features, procedural: readonly number[] = []) => ({
    features,
    isProcedural: (pair: number) => procedural.includes(pair),
  })
  const verdictOf = (features: Features) =>
    judge(
      calibration,
      [{ pair: 0, score: 1 }],
      judging(() => features),
    )[0]!.verdict

  it('refuses as many of the unanswerable as it must, and no more', () => {
    const unanswerable = examples.filter((each) => !each.answerable)
    const refused = unanswerable.filter(({ features }) => verdictOf(features) === 'weak')
    expect(refused.length / unanswerable.length).toBeCloseTo(0.955, 2)
  })

  it('learns more from those that count more', () => {
    const more = examples.map((each) => ({ ...each, weight: each.answerable ? 1 : 10 }))
    const part = more.map((each, i) => (i % 40 < 4 ? each : { ...each, weight: 1 }))
    expect(calibrate(more).found.late).toBeCloseTo(calibration.found.late, 6)
    expect(calibrate(part).found.late).toBeLessThan(calibration.found.late)
  })

  it('learns which way the evidence points', () => {
    const likely = (late: number): number => chanceOf(calibration.right, { ...usual, late })
    expect(likely(0.75)).toBeGreaterThan(0.8)
    expect(likely(0.25)).toBeLessThan(0.2)
  })

  it('learns how far behind the leader an answer may be: all but the furthest twentieth', () => {
    // 20 of them: the furthest one is left out
    expect(calibration.gap).toBe(0.18)
  })

  it('holds back pairs that fall too far behind, and judges the others by themselves', () => {
    const likely = { ...usual, late: 0.9 }
    const unlikely = { ...usual, late: 0 }
    const ranked = [1, 0.9, 0.85, 0.7].map((score, pair) => ({ pair, score }))
    const judged = judge(
      calibration,
      ranked,
      judging((pair) => (pair === 2 ? unlikely : likely)),
    )
    expect(judged.map(({ verdict, because }) => [verdict, because])).toEqual([
      ['strong', null],
      ['strong', null],
      ['possible', null],
      ['weak', 'behind'],
    ])
  })

  it('shows nothing if the best is unlikely, and says so', () => {
    const ranked = [{ pair: 0, score: 1 }]
    const judged = judge(
      calibration,
      ranked,
      judging(() => ({ ...usual, late: 0 })),
    )
    expect(judged[0]).toMatchObject({ verdict: 'weak', because: 'unlikely' })
  })

  it('never calls a mere reference to an answer strong', () => {
    const ranked = [{ pair: 0, score: 1 }]
    const judged = judge(
      calibration,
      ranked,
      judging(() => ({ ...usual, late: 0.9 }), [0]),
    )
    expect(judged[0]).toMatchObject({ verdict: 'possible', because: 'procedural' })
  })

  it('learns the same from the same examples', () => {
    expect(calibrate(examples)).toEqual(calibration)
  })

  it('rejects a calibration of an earlier version', () => {
    const right = { ...calibration.right, words: undefined }
    const earlier = JSON.parse(JSON.stringify({ ...calibration, right }))
    expect(() => expectComplete(earlier)).toThrow(/"words".*npm run index/)
    expect(() => expectComplete(calibration)).not.toThrow()
  })

  it.each(['unmet', 'figureless'] as const)(
    'takes one that was learned without %s, and does not weigh it',
    (later) => {
      const without = { ...calibration.right, [later]: undefined }
      const earlier = JSON.parse(JSON.stringify({ ...calibration, right: without }))
      expect(() => expectComplete(earlier)).not.toThrow()
      const likely = (value: number): number =>
        chanceOf(earlier.right, { ...usual, [later]: value })
      expect(likely(1)).toBe(likely(0))
    },
  )

  it('judges a question about a subject by what such questions taught', () => {
    // Of these the right one does not lead by much, while in others nothing else tells it.
    const subjects = examples.map((each, i): Example => {
      const late = each.right ? 0.9 : 0.2
      const subject = i % 3 === 0 ? 2 : 1
      const features = { ...each.features, late, lead: 0, subject }
      return { ...each, features, weight: 0, group: 'subjects' }
    })
    const others = examples.map((each): Example => {
      const lead = (each.right ? 0.4 : 0.05) + each.features.lead
      return { ...each, features: { ...each.features, late: 0.9, lead, subject: 0 } }
    })
    const both = calibrate([...others, ...subjects])
    const verdict = (features: Features) =>
      judge(
        both,
        [{ pair: 0, score: 1 }],
        judging(() => features),
      )[0]!.verdict
    const leading = { ...usual, late: 0.9, lead: 0 }
    expect(verdict({ ...leading, subject: 1 })).toBe('strong')
    expect(verdict({ ...leading, subject: 0 })).not.toBe('strong')
    const { word: _, phrase, ...earlier } = both
    expect(trustFor(earlier, { ...leading, subject: 1 })).toBe(earlier)
    expect(() => expectComplete(earlier)).not.toThrow()
    const right = { ...phrase!.right, lead: Number.NaN }
    const broken = { ...both, phrase: { ...phrase!, right } }
    expect(() => expectComplete(broken)).toThrow(/"lead".*npm run index/)
  })

  it('calls less strong where as much evidence is on the theme of what is not answered', () => {
    // Half of those as likely as the strong ones are not answered.
    const near = examples
      .filter(({ right }) => right)
      .map((each): Example => ({ ...each, weight: 0, sets: ['near'], group: 'near' }))
    const unanswered = near.map((each) => ({ ...each, right: false, answerable: false }))
    const warned = calibrate([...examples, ...near, ...unanswered])
    const strongBy = (by: Calibration): number =>
      examples.filter(({ features }) => {
        const trust = trustFor(by, features)
        return chanceOfLeader(trust, features) >= trust.strong
      }).length
    expect(strongBy(calibration)).toBeGreaterThan(50)
    expect(strongBy(warned)).toBeLessThan(10)
    expect(warned.found).toEqual(calibration.found)
  })
})

describe('the calibrations of an index', () => {
  const of = (queries?: string): Calibrations =>
    queries === undefined ? { whole: null, words: null } : { whole: null, words: null, queries }
  const [kept, own] = [of('a'), of('b')]

  it.each<[string, Calibrations, Calibrations | undefined, Calibrations]>([
    ['count while queries go through the network that they were learned with', kept, of('a'), kept],
    ['count where there is no network', kept, undefined, kept],
    ['give way to those beside another network', kept, own, own],
    ['give way to those beside a first network for queries', of(), own, own],
  ])('%s', (_, stored, beside, expected) => {
    expect(calibrationsFor(stored, beside)).toBe(expected)
  })
})
