import { expect, it } from 'vitest'
import { askedAgain } from '../../src/import/ask-again.ts'
import type { Item } from '../../src/import/plan.ts'
import type { State, Stored } from '../../src/import/state.ts'

const TODAY = '2026-11-28'
const dayBefore = (days: number) =>
  new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10)

/** Publications of which the XML is held, each with its age and when it was last asked, in days. */
function again(publications: readonly { age: number | null; asked: number }[]): string[] {
  const stored = new Map<string, Partial<Stored>>()
  const items = publications.map(({ age, asked }, at): Partial<Item> => {
    const guid = String(at)
    stored.set(guid, {
      ...{ key: guid, file: `${guid}.xml`, fetched: `${dayBefore(asked)}T12:00:00.000Z` },
    })
    const places = [{ address: '', expects: 'xml', license: null }] as const
    return { guid, key: guid, day: age === null ? '' : dayBefore(age), places }
  })
  return askedAgain(items as Item[], { stored } as unknown as State, TODAY).map(({ guid }) => guid)
}

it('asks first what waited longest for its age', () => {
  // A week is long for a paper of a week, and short for one of ten years.
  const publications = [
    { age: 3650, asked: 7 },
    { age: 7, asked: 7 },
    { age: 365, asked: 7 },
  ]
  expect(again(publications)).toEqual(['1', '2', '0'])
})

it('asks for what was asked on a day in the future, by a clock that was ahead', () => {
  expect(again([{ age: 7, asked: -3650 }])).toEqual(['0'])
})

it('asks for nothing twice a day', () => {
  expect(again([{ age: 7, asked: 0 }])).toEqual([])
})

it('asks for 200 a day, those of today included', () => {
  const due = Array.from({ length: 300 }, () => ({ age: 30, asked: 3 }))
  expect(again(due)).toHaveLength(200)
  expect(again([...due, ...due.slice(0, 150).map((each) => ({ ...each, asked: 0 }))])).toHaveLength(
    50,
  )
  expect(again([...due, ...due.map((each) => ({ ...each, asked: 0 }))])).toEqual([])
})

it('leaves a paper without a date until last', () => {
  const publications = [
    { age: null, asked: 7 },
    { age: 3650, asked: 7 },
  ]
  expect(again(publications)).toEqual(['1', '0'])
})
