import { describe, expect, it } from 'vitest'
import { catalogueOf, type Pair } from '../../src/search/corpus/catalogue.ts'
import { isFormal, newerPositions } from '../../src/search/newer.ts'
import { invented, type InventedPair } from '../support/invented-documents.ts'

const DEFENCE = { role: 'Minister', name: null, preposition: 'van', portfolio: 'Defensie' } as const
const FINANCE = { ...DEFENCE, portfolio: 'Financiën' } as const

function pairOf(
  id: string,
  answered: string | null,
  {
    minister = DEFENCE,
    said = [[1], 'Hoeveel kost het?', ['Dat kost in dit jaar twee miljoen euro, en niet meer.']],
  }: {
    minister?: typeof DEFENCE | typeof FINANCE
    said?: InventedPair
  } = {},
): Pair {
  return catalogueOf([invented(id, [said], { answered, ministers: [minister] })]).pairs[0]!
}

/** Each vector at an angle, in degrees. */
const at = (angles: Readonly<Record<string, number>>) => async (ids: readonly string[]) =>
  new Map(
    ids.map((id) => {
      const angle = (angles[id.split('.')[0]!]! / 180) * Math.PI
      return [id, Float32Array.of(Math.cos(angle), Math.sin(angle))] as const
    }),
  )

const newerOf = async (pairs: Pair[], angles: Readonly<Record<string, number>>) =>
  Object.fromEntries(await newerPositions(pairs, { least: 0.8, vectorsOf: at(angles) }))

describe('an earlier position', () => {
  it('names the latest on its matter, in whatever order they were found', async () => {
    const pairs = [pairOf('b', '2023-05-01'), pairOf('a', '2021-01-01'), pairOf('c', '2024-02-02')]
    const expected = { 'a.1': 'c.1', 'b.1': 'c.1' }
    expect(await newerOf(pairs, { a: 0, b: 10, c: 20 })).toEqual(expected)
    expect(await newerOf(pairs.toReversed(), { a: 0, b: 10, c: 20 })).toEqual(expected)
  })

  it('is not one just for being older', async () => {
    const pairs = [pairOf('a', '2021-01-01'), pairOf('b', '2023-05-01')]
    expect(await newerOf(pairs, { a: 0, b: 60 })).toEqual({})
  })

  it('is not one if another ministry answered', async () => {
    const pairs = [pairOf('a', '2021-01-01'), pairOf('b', '2023-05-01', { minister: FINANCE })]
    expect(await newerOf(pairs, { a: 0, b: 0 })).toEqual({})
  })

  it('is not one on the same day, or if a day is unknown', async () => {
    expect(
      await newerOf([pairOf('a', '2021-01-01'), pairOf('b', '2021-01-01'), pairOf('c', null)], {
        ...{ a: 0, b: 0, c: 0 },
      }),
    ).toEqual({})
  })

  it('is not one for questions of form, which are alike everywhere', async () => {
    const said: InventedPair = [[9], 'Kunt u deze vragen afzonderlijk beantwoorden?', ['Ja.']]
    const pairs = [pairOf('a', '2021-01-01', { said }), pairOf('b', '2023-05-01', { said })]
    expect(await newerOf(pairs, { a: 0, b: 0 })).toEqual({})
  })

  it('requests no vectors if there is nothing to compare', async () => {
    const vectorsOf = () => Promise.reject(new Error('asked for vectors'))
    await newerPositions([pairOf('a', '2021-01-01')], { least: 0.8, vectorsOf })
  })
})

it.each([
  ['Bent u bekend met het bericht «Treinen te laat»?', 'Ja.', true],
  ['Bent u bereid om alle vragen apart te beantwoorden?', 'Ja, zie hierboven.', true],
  // A position, however short.
  ['Bent u bereid vuurwerk te verbieden?', 'Nee.', false],
  [
    'Bent u bekend met de problemen, en wat doet u eraan?',
    'Ja. Ik trek er volgend jaar tien miljoen euro voor uit.',
    false,
  ],
])('recognises "%s" with "%s" as a question of form or not', (question, answer, formal) => {
  expect(isFormal(pairOf('a', null, { said: [[1], question, [answer]] }))).toBe(formal)
})
