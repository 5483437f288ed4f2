import { expect, it } from 'vitest'
import { countOfFirst, newestIn } from '../../src/domain/order.ts'

it.each([
  [0, 0],
  [1, 1],
  [5, 2],
  [9, 3],
  [10, 4],
])('counts what comes before %i among numbers in order', (number, count) => {
  const numbers = [0, 1, 5, 9]
  expect(countOfFirst(numbers.length, (at) => numbers[at]! < number)).toBe(count)
})

it('sorts a list once, newest first, then by id, the undated last', () => {
  const documents = [
    { id: 'b', answered: '2022-01-01' },
    { id: 'x', answered: null },
    { id: 'a', answered: '2022-01-01' },
    { id: 'c', answered: '2023-01-01' },
  ]
  expect(newestIn(documents).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'x'])
  expect(newestIn(documents)).toBe(newestIn(documents))
})
