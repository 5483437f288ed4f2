import fc from 'fast-check'
import { expect, it } from 'vitest'
import { largestOf } from '../../../src/search/signals/largest.ts'

it('equals a full sort', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 9 })), fc.nat(12), (scores, count) => {
      const eligible = [...scores.keys()].filter((pair) => pair % 3 !== 1)
      const sorted = eligible.map((pair) => scores[pair]!).sort((a, b) => b - a)
      expect([...largestOf(Float64Array.from(scores), eligible, count)]).toEqual(
        sorted.slice(0, count),
      )
    }),
  )
})
