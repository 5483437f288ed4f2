import fc from 'fast-check'
import { expect, it } from 'vitest'
import { int8Of } from '../../src/vectors/int8.ts'
import { memoryStore } from '../../src/store/memory.ts'
import type { Neighbour } from '../../src/store/store.ts'
import { describeStore } from '../contracts/store.contract.ts'
import type { Entry } from '../../src/vectors/entry.ts'

describeStore('memory', async (dimensions) => memoryStore(int8Of([], dimensions)), { digits: 2 })

const DIMENSIONS = 24

/**
 * Vectors at unit length, some so close to each other that rounding to whole numbers confuses them.
 */
const vectors = fc
  .array(
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((centres) =>
    centres.flatMap((centre) =>
      [0, 1e-4, 1e-3, 1e-2].map((shift) => unit(centre.map((value, i) => value + (i % 3) * shift))),
    ),
  )

it('finds what a scan of every rounded vector finds, with a filter and without', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, fc.nat({ max: 60 }), fc.boolean(), async (rows, limit, filtered) => {
      const entries = rows.map((vector, row) => ({
        paragraphId: `${row % 3}.${row}.p1`,
        documentId: String(row % 3),
        vector,
      }))
      const documents = filtered ? new Set(['0', '2']) : undefined
      const query = rows[rows.length >> 1]!
      const found = await memoryStore(int8Of(entries, DIMENSIONS)).nearest(query, {
        limit,
        ...(documents === undefined ? {} : { documents }),
      })
      const eligible = entries
        .filter(({ documentId }) => documents?.has(documentId) ?? true)
        .map((each) => ({ ...each, vector: inEightBits(each.vector) }))
      const scores = new Map(
        sorted(eligible, query).map(({ paragraphId, score }) => [paragraphId, score]),
      )
      const best = [...scores.values()].slice(0, limit)
      expect(found.length).toBe(best.length)
      for (const [place, { paragraphId, score }] of found.entries()) {
        expect(score).toBeCloseTo(scores.get(paragraphId)!, 4)
        expect(score).toBeCloseTo(best[place]!, 4)
      }
    }),
  )
})

it('stays near the unrounded cosines, even after others were added', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, fc.nat({ max: 60 }), async (rows, limit) => {
      const entries = rows.map((vector, row) => ({
        paragraphId: `${row}.1.p1`,
        documentId: String(row),
        vector,
      }))
      const query = rows[rows.length >> 1]!
      const store = memoryStore(int8Of(entries, DIMENSIONS))
      const found = await store.nearest(query, { limit })
      const rounded = entries.map((each) => ({ ...each, vector: inEightBits(each.vector) }))
      const expected = sorted(rounded, query)
      expect(found.length).toBe(Math.min(limit, rows.length))
      for (const [place, { paragraphId, score }] of found.entries()) {
        expect(score).toBeCloseTo(expected[place]!.score, 4)
        const exact = entries.find((each) => each.paragraphId === paragraphId)!
        expect(score).toBeCloseTo(sorted([exact], query)[0]!.score, 1.7)
        expect(Math.abs(score)).toBeLessThan(1 + 1e-6)
      }
      await store.put(['x'], [{ paragraphId: 'x.1.p1', documentId: 'x', vector: query }])
      await store.put(['x'], [])
      expect(await store.nearest(query, { limit })).toEqual(found)
    }),
  )
})

/** The vector as `round(127 * value / largest)`, at unit length. */
function inEightBits(vector: Float32Array): Float32Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = largest / 127
  return unit([...vector].map((value) => (scale === 0 ? 0 : Math.round(value / scale))))
}

function unit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (value) => (length === 0 ? 0 : value / length))
}

/** In the store's order of addition, so that the last bits agree. */
function sorted(entries: readonly Entry[], query: Float32Array): Neighbour[] {
  return entries
    .map(({ paragraphId, vector }) => {
      const sums = [0, 0, 0, 0]
      for (const [i, value] of vector.entries()) sums[i % 4]! += value * query[i]!
      return { paragraphId, score: sums[0]! + sums[1]! + sums[2]! + sums[3]! }
    })
    .sort((a, b) => b.score - a.score || (a.paragraphId < b.paragraphId ? -1 : 1))
}
