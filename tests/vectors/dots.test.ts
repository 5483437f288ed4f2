import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dotsOf, plainDots, type Dots } from '../../src/vectors/dots.ts'

const int8 = fc.integer({ min: -128, max: 127 })

const dotsWith = (table: Int8Array, dimensions: number): Dots =>
  dotsOf({
    count: table.length / dimensions,
    dimensions,
    row: (at) => table.subarray(at * dimensions, (at + 1) * dimensions),
  })

it('yields the same whole numbers with WebAssembly and without, for rows of any length', () => {
  const table = fc.integer({ min: 1, max: 70 }).chain((dimensions) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      row: fc.array(int8, { minLength: dimensions, maxLength: dimensions }),
      other: fc.array(int8, { minLength: dimensions, maxLength: dimensions }),
      rows: fc.array(fc.array(int8, { minLength: dimensions, maxLength: dimensions }), {
        maxLength: 5,
      }),
    }),
  )
  fc.assert(
    fc.property(table, ({ dimensions, row, other, rows }) => {
      const flat = Int8Array.from(rows.flat())
      const [expected, ofOther] = [row, other].map((asked) =>
        rows.map((each) => each.reduce((sum, value, i) => sum + value * asked[i]!, 0)),
      )
      for (const dots of [plainDots(flat, dimensions), dotsWith(flat, dimensions)]) {
        const both = dots.withBoth(Int8Array.from(row), Int8Array.from(other))
        expect(both.map((products) => [...products])).toEqual([expected, ofOther])
        expect([...dots.with(Int8Array.from(row))]).toEqual(expected)
        expect(rows.map((_, index) => [...dots.row(index)])).toEqual(rows)
      }
    }),
  )
})

it('takes 16-bit numbers, up to the limits of 32 bits', () => {
  const ends = new Int8Array(512).fill(127)
  const row = new Int16Array(256).fill(0x7fff)
  for (const dots of [dotsWith(ends, 256), plainDots(ends, 256)]) {
    expect([...dots.with(row)]).toEqual([1_065_320_704, 1_065_320_704])
    expect([...dots.with(row.map((number) => -number))]).toEqual([-1_065_320_704, -1_065_320_704])
  }
})

it('does not overflow at the limits of the range', () => {
  const ends = new Int8Array(512).fill(-128)
  expect([...dotsWith(ends, 256).with(ends.subarray(0, 256))]).toEqual([4_194_304, 4_194_304])
})
