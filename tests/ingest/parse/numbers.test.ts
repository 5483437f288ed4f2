import { expect, it } from 'vitest'
import { chain, NUMBERS, readNumbers } from '../../../src/ingest/parse/numbers.ts'
import { costOf } from '../../support/cost-of.ts'

it.each([
  ['3', [3]],
  ['3 en 4', [3, 4]],
  ['5, 6 en 7', [5, 6, 7]],
  ['1 en 4', [1, 4]],
  ['1 en vraag 2', [1, 2]],
  ['2 t/m 6', [2, 3, 4, 5, 6]],
  ['2 tot en met 4', [2, 3, 4]],
  ['4-7', [4, 5, 6, 7]],
  ['7, 8, 9 10 en 11', [7, 8, 9, 10, 11]],
  ['1,2,3,4 en 5', [1, 2, 3, 4, 5]],
  ['7, 8, en 9', [7, 8, 9]],
  ['4, 5, 7 en 8', [4, 5, 7, 8]],
  ['4 en 3', [3, 4]],
  ['2a en 2b', ['2a', '2b']],
  ['2a, b en c', ['2a', '2b', '2c']],
  ['2a t/m 2d', ['2a', '2b', '2c', '2d']],
  ['4 t/ 7', [4, 5, 6, 7]],
  ['4 tm 7', [4, 5, 6, 7]],
])('reads "%s"', (text, numbers) => {
  expect(readNumbers(text)).toEqual(numbers)
})

it.each([['9 t/m 3'], ['1 t/m 999'], ['']])('reads no numbers in "%s"', (text) => {
  expect(readNumbers(text)).toEqual([])
})

it('counts on from the expected number, and skips accidental numbers', () => {
  const at = (...values: number[]) => values.map((value, place) => ({ value, place }))
  const places = (values: number[], expected: number) =>
    chain(at(...values), expected).map(({ place }) => place)
  // The notes 3 and 4 are the last two; the 3 before them belongs to the text.
  expect(places([3, 17, 3, 4], 3)).toEqual([2, 3])
  // "1)" at the end is a note, the questions 1 to 3 are the longer run.
  expect(places([1, 2, 3, 1], 1)).toEqual([0, 1, 2])
  expect(places([2, 3], 1)).toEqual([])
})

it('counts on through preferred lines rather than through more of them', () => {
  const lines = [2, 3, 4, 2].map((value, place) => ({ value, place }))
  const places = (preferred: number[]) =>
    chain(lines, 2, ({ place }) => preferred.includes(place)).map(({ place }) => place)
  expect(places([])).toEqual([0, 1, 2])
  expect(places([3])).toEqual([3])
  expect(places([0, 3])).toEqual([0, 1, 2])
})

it.each(['t.e.m.00)', '\t(b)tm00', ' d, 0'])(
  'a long list of "%s" that is no heading is refused at once',
  async (item) => {
    const pattern = new RegExp(`^Vraag ${NUMBERS}$`, 'iu')
    expect(await costOf(() => pattern.test(`Vraag 0${item.repeat(24)}!`))).toBeLessThan(500)
  },
)
