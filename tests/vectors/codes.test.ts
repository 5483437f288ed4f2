import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atOnce } from '../../src/domain/slices.ts'
import { codesFrom, codeTable, MOST_WEIGHTED, scanPlainly } from '../../src/vectors/codes.ts'
import { int8Of } from '../../src/vectors/int8.ts'

const rowsOf = (dimensions: number, count: number, seed: number): Float32Array[] =>
  Array.from({ length: count }, (_, row) =>
    Float32Array.from({ length: dimensions }, (_, i) => Math.sin(seed + row * 37 + i * i)),
  )

function codesOfRows(rows: readonly Float32Array[], dimensions: number) {
  const entries = rows.map((vector, at) => ({ paragraphId: `${at}`, documentId: 'a', vector }))
  const vectors = int8Of(entries, dimensions)
  return atOnce(codeTable(vectors, rows.length))
}

it('counts in how many places two rows lie on other sides of the usual number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(99),
      (dimensions, count, seed) => {
        const rows = rowsOf(dimensions, count, seed)
        const made = codesOfRows(rows, dimensions)
        const asked = rows[seed % count]!.map((value) => value / Math.hypot(...rows[seed % count]!))
        const found = [...codesFrom(made).distances(asked)]
        const isAbove = (value: number, i: number) => value > made.usual[i]!
        const vectors = int8Of(
          rows.map((vector) => ({ paragraphId: '', documentId: '', vector })),
          dimensions,
        )
        const expected = rows.map((_, row) =>
          [...vectors.row(row)].reduce((sum, value, i) => {
            const differs = isAbove(value * made.scales[row]!, i) !== isAbove(asked[i]!, i)
            return differs ? sum + 1 : sum
          }, 0),
        )
        expect(found).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
})

it('counts the same without WebAssembly', () => {
  const rows = rowsOf(384, 50, 5)
  const made = codesOfRows(rows, 384)
  const asked = made.table.slice(36, 48)
  const distances = new Uint16Array(50)
  scanPlainly({ table: made.table, asked, distances })
  const row = rows[3]!
  const unit = row.map((value) => value / Math.hypot(...row))
  // Rounding may put a number that is almost the usual one on its other side.
  for (const [at, distance] of codesFrom(made).distances(unit).entries()) {
    expect(Math.abs(distance - distances[at]!)).toBeLessThanOrEqual(3)
  }
  expect(distances[3]).toBe(0)
})

it('weighs differing places by the numbers asked, for some rows', () => {
  const rows = rowsOf(40, 30, 7)
  const made = codesOfRows(rows, 40)
  const asked = Float32Array.from({ length: 40 }, (_, i) => (i === 5 ? -0.6 : i === 33 ? 0.4 : 0))
  const bits = (row: number, i: number) => (made.table[row * 4 + (i >> 5)]! >>> (i & 31)) & 1
  const places = Uint32Array.from([3, 4, 17, 29, 0])
  const expected = [...places].map((row) => 0.6 * bits(row, 5) + 0.4 * (1 - bits(row, 33)))
  const found = codesFrom(made).weighted(asked, places)
  expect([...found].map((weight) => weight / MOST_WEIGHTED)).toEqual(
    expected.map((weight) => expect.closeTo(weight, 3) as unknown),
  )
  expect(new Set(expected).size).toBeGreaterThan(2)
})
