import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dotsWith, plainDots } from '../src/dots.ts'

const int8 = fc.integer({ min: -128, max: 127 })

it('gives the same whole numbers with WebAssembly and without, for rows of any length', () => {
  const table = fc.integer({ min: 1, max: 70 }).chain((dimensions) =>
    fc.record({
      dimensions: fc.constant(dimensions),
      row: fc.array(int8, { minLength: dimensions, maxLength: dimensions }),
      rows: fc.array(fc.array(int8, { minLength: dimensions, maxLength: dimensions }), {
        maxLength: 5,
      }),
    }),
  )
  fc.assert(
    fc.property(table, ({ dimensions, row, rows }) => {
      const flat = Int8Array.from(rows.flat())
      const expected = rows.map((each) => each.reduce((sum, value, i) => sum + value * row[i]!, 0))
      expect([...plainDots(flat, dimensions).with(Int8Array.from(row))]).toEqual(expected)
      expect([...dotsWith(flat, dimensions).with(Int8Array.from(row))]).toEqual(expected)
    }),
  )
})

it('does not overflow at the ends of the range', () => {
  const ends = new Int8Array(512).fill(-128)
  expect([...dotsWith(ends, 256).with(ends.subarray(0, 256))]).toEqual([4_194_304, 4_194_304])
})
