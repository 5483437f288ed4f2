import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { rank } from '../../src/search/rank.ts'
import { invented } from '../support/invented-documents.ts'

const dated = (id: string, answered: string | null) =>
  invented(id, [[[1], 'Klopt dit?', ['Ja.']]], { answered })

const catalogue = catalogueOf([
  dated('a', '2019-01-01'),
  dated('b', '2024-01-01'),
  dated('c', null),
  dated('d', '2022-01-01'),
])
const order = (scores: number[], limit = 4): string[] =>
  rank(Float64Array.from(scores), [0, 1, 2, 3], catalogue, limit).map(
    ({ pair }) => catalogue.pairs[pair]!.document.id,
  )

it('ranks better ones first, whatever their dates', () => {
  expect(order([0.9, 0.5, 0.7, 0.3])).toEqual(['a', 'c', 'b', 'd'])
})

it('ranks the newest first among near equals, and the undated last', () => {
  // d is 2 % behind the leader, which is still a near equal.
  expect(order([0.9, 0.895, 0.899, 0.882])).toEqual(['b', 'a', 'c', 'd'])
})

it('includes a newer equal that the limit would have cut off', () => {
  expect(order([0.9, 0.895, 0, 0], 1)).toEqual(['b'])
})

it('breaks ties by the place in the index', () => {
  const undated = catalogueOf([dated('x', null), dated('y', null)])
  expect(rank(Float64Array.of(0.5, 0.5), [1, 0], undated, 2).map(({ pair }) => pair)).toEqual([
    0, 1,
  ])
})
