import { expect, it } from 'vitest'
import { atOnce } from '../../src/domain/slices.ts'
import { codedStore } from '../../src/store/coded-store.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { int8Of } from '../../src/vectors/int8.ts'

const DIMENSIONS = 96

/** Rows around a few directions, as paragraphs lie around their subjects. */
function rowsAround(directions: number, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, row) =>
    Float32Array.from(
      { length: DIMENSIONS },
      (_, i) => Math.sin((row % directions) * 51 + i * i) + 0.6 * Math.sin(row * 17 + 3 * i * i),
    ),
  )
}

const storesOf = (rows: readonly Float32Array[]) => {
  const vectors = int8Of(
    rows.map((vector, row) => ({
      paragraphId: `${Math.floor(row / 129)}.1.p${row}`,
      documentId: `${Math.floor(row / 129)}`,
      vector,
    })),
    DIMENSIONS,
  )
  return { coded: atOnce(codedStore(vectors)), exact: memoryStore(vectors) }
}

const queryOf = (row: Float32Array) => row.map((value) => value / Math.hypot(...row))

it('finds among few rows what looking at every one finds, with a filter and without', async () => {
  const rows = [...rowsAround(12, 900), new Float32Array(DIMENSIONS)]
  const { coded, exact } = storesOf(rows)
  expect(coded.size).toBe(exact.size)
  for (const documents of [undefined, new Set(['2', '5']), new Set<string>()]) {
    for (const limit of [0, 1, 40, 2_000]) {
      const wanted = { limit, ...(documents === undefined ? {} : { documents }) }
      const query = queryOf(rows[limit % 900]!)
      const found = await coded.nearest(query, wanted)
      expect(found).toMatchObject(await exact.nearest(query, wanted))
      for (const { paragraphId, document, nth } of found) {
        expect(paragraphId).toBe(`${document}.1.p${129 * Number(document) + nth}`)
      }
    }
  }
  const ids = ['0.1.p3', '4.1.p600', '4.1.p3', 'unknown', '4.unknown']
  expect(await coded.vectorsOf(ids)).toEqual(await exact.vectorsOf(ids))
})

it('finds among many rows nearly all of the nearest, with the same cosines', async () => {
  const rows = rowsAround(300, 12_000)
  const { coded, exact } = storesOf(rows)
  let missed = 0
  for (let nth = 0; nth < 20; nth++) {
    const query = queryOf(rows[nth * 599]!)
    const expected = await exact.nearest(query, { limit: 10 })
    const found = new Map(
      (await coded.nearest(query, { limit: 10 })).map(({ paragraphId, score }) => [
        paragraphId,
        score,
      ]),
    )
    for (const { paragraphId, score } of expected) {
      if (found.has(paragraphId)) expect(found.get(paragraphId)).toBe(score)
      else missed++
    }
  }
  expect(missed).toBeLessThanOrEqual(2)
})

it('scores 0 for a zero vector', async () => {
  const { coded } = storesOf([...rowsAround(3, 30), new Float32Array(DIMENSIONS)])
  const found = await coded.nearest(new Float32Array(DIMENSIONS), { limit: 5 })
  expect(found.map(({ score }) => score)).toEqual([0, 0, 0, 0, 0])
})
