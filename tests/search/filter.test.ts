import { expect, it } from 'vitest'
import { meets } from '../../src/search/filter.ts'
import type { Filters } from '../../src/search/search.ts'
import { dikes, trains } from '../support/invented-documents.ts'

it.each<[Filters, string[]]>([
  [{}, ['dikes', 'trains']],
  [{ documents: ['trains'] }, ['trains']],
  [{ documents: [] }, []],
  [{ ministers: ['visser'] }, ['trains']],
  [{ ministers: ['(Verkeer)'] }, ['trains']],
  [{ parties: ['abc'] }, ['trains']],
  [{ parties: ['ab'] }, []],
  [{ from: '2023-06-15' }, ['dikes']],
  [{ to: '2021-03-01' }, ['trains']],
  [{ from: '2021-03-02', to: '2023-06-14' }, []],
])('%j leaves %j', (filters, ids) => {
  expect([dikes, trains].filter((each) => meets(each, filters)).map(({ id }) => id)).toEqual(ids)
})

it('takes an accent for the same, as one character or as two', () => {
  const document = { ...trains, askers: [{ name: 'De Wit', party: 'E\u0301e\u0301n' }] }
  expect(meets(document, { parties: ['één'] })).toBe(true)
  expect(meets(document, { parties: ['een'] })).toBe(false)
})
