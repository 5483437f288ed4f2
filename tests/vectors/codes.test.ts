import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atOnce } from '../../src/domain/slices.ts'
import {
  codePlainly,
  codesFrom,
  codeTable,
  MOST_PICKED,
  MOST_WEIGHT,
  pickPlainly,
  scanPlainly,
} from '../../src/vectors/codes.ts'
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

it('picks the first rows within a distance', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.nat(99),
      fc.nat(64),
      fc.integer({ min: 1, max: 80 }),
      (count, seed, bound, room) => {
        const rows = rowsOf(64, count, seed)
        const codes = codesFrom(codesOfRows(rows, 64))
        const distances = codes.distances(rows[seed % count]!)
        const near = [...distances.keys()].filter((row) => distances[row]! <= bound).slice(0, room)
        expect([...codes.within(bound, room)]).toEqual(near)
        const plain = new Uint32Array(room)
        expect([...plain.subarray(0, pickPlainly(distances, plain, { bound, room }))]).toEqual(near)
      },
    ),
  )
})

it('picks no more rows than it has room for', () => {
  const dimensions = 8
  const count = MOST_PICKED + 9
  const table = { table: new Uint32Array(4 * count), usual: new Float64Array(dimensions) }
  const codes = codesFrom({ ...table, scales: new Float64Array(count) })
  codes.distances(new Float32Array(dimensions))
  const found = codes.within(0, count)
  expect(found).toHaveLength(MOST_PICKED)
  expect(found.at(-1)).toBe(MOST_PICKED - 1)
})

it('makes the same codes without WebAssembly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1 }), { minLength: 1 }),
      (dimensions, numbers) => {
        // A row of zeros, and some that equal the usual one.
        const all = [...numbers, [0], ...numbers.slice(0, 1)]
        const row = (at: number) =>
          Int8Array.from({ length: dimensions }, (_, i) => all[at]![i % all[at]!.length]!)
        const made = atOnce(codeTable({ dimensions, row }, all.length))
        const plain = { ...made, table: made.table.slice().fill(9), scales: made.scales.slice() }
        plain.scales.fill(9)
        codePlainly({ row }, { first: 0, end: all.length }, plain)
        // Bytes in the padding of a code are never written.
        const words = made.table.length / all.length
        const used = Math.ceil(dimensions / 32)
        for (const [at, word] of made.table.entries()) {
          expect(word).toBe(at % words < used ? plain.table[at] : 0)
        }
        expect(made.scales).toEqual(plain.scales)
      },
    ),
    { numRuns: 60 },
  )
})

it('codes many rows like few', () => {
  const rows = Array.from({ length: 2_100 }, (_, at) =>
    Int8Array.from({ length: 160 }, (_, i) => 127 * Math.sin(at * 31 + i * i)),
  )
  const made = atOnce(codeTable({ dimensions: 160, row: (at) => rows[at]! }, rows.length))
  const plain = { ...made, table: made.table.slice().fill(0), scales: made.scales.slice().fill(0) }
  codePlainly({ row: (at) => rows[at]! }, { first: 0, end: rows.length }, plain)
  expect(made).toEqual(plain)
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

it('weighs differing places by the numbers asked, for some rows, also without WebAssembly', () => {
  for (const [dimensions, seed] of [
    [40, 7],
    [384, 3],
    [129, 1],
  ] as const) {
    const rows = rowsOf(dimensions, 30, seed)
    const made = codesOfRows(rows, dimensions)
    const asked = rows[seed]!
    const places = Uint32Array.from([3, 4, 17, 29, 0])
    const words = made.table.length / rows.length
    const largest = Math.max(...asked.map(Math.abs))
    const weightOf = (value: number) => Math.round((Math.abs(value) / largest) * MOST_WEIGHT)
    const expected = [...places].map((row) =>
      asked.reduce((sum, value, i) => {
        const bit = (made.table[row * words + (i >> 5)]! >>> (i & 31)) & 1
        return bit === (value > 0 ? 1 : 0) ? sum : sum + weightOf(value)
      }, 0),
    )
    expect([...codesFrom(made).weighted(asked, places)]).toEqual(expected)
    const allowed = WebAssembly.Module
    try {
      Object.assign(WebAssembly, { Module: undefined })
      expect([...codesFrom(made).weighted(asked, places)]).toEqual(expected)
    } finally {
      Object.assign(WebAssembly, { Module: allowed })
    }
  }
})
