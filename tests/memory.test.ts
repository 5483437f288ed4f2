import { expect, it } from 'vitest'
import { memoryStore } from '../src/store/memory.ts'
import { describeStore } from './store.contract.ts'

describeStore('memory', async (dimensions) => memoryStore({ dimensions }))

it('finds the same as sorting everything does', async () => {
  const entries = Array.from({ length: 500 }, (_, row) => {
    const angle = (row * 7919) % 360
    const vector = new Float32Array([Math.cos(angle), Math.sin(angle), 0])
    return { paragraphId: `d.${row}.p1`, documentId: 'd', vector }
  })
  const query = new Float32Array([0.6, 0.8, 0])
  const sorted = entries
    .map(({ paragraphId, vector }) => ({
      paragraphId,
      score: vector[0]! * query[0]! + vector[1]! * query[1]!,
    }))
    .sort((a, b) => b.score - a.score || (a.paragraphId < b.paragraphId ? -1 : 1))
  const found = await memoryStore({ dimensions: 3, entries }).nearest(query, { limit: 25 })
  expect(found.map((match) => match.paragraphId)).toEqual(
    sorted.slice(0, 25).map((match) => match.paragraphId),
  )
})
