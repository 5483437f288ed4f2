import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
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
    ...rest
  }: {
    minister?: typeof DEFENCE | typeof FINANCE
    said?: InventedPair
  } & Partial<SourceDocument> = {},
): Pair {
  return catalogueOf([invented(id, [said], { ...rest, answered, ministers: [minister] })]).pairs[0]!
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

  describe('of one set of questions', () => {
    const said = (number: number | string, question: string): InventedPair => [
      [number],
      question,
      ['Dat kost in dit jaar twee miljoen euro, en niet meer.'],
    ]
    const [guards, cells] = ['Hoeveel bewakers zijn er?', 'Hoeveel cellen staan leeg?']
    const zaken = ['2023Z10003']
    const answersOf = async (
      first: InventedPair,
      second: InventedPair,
      ...sets: Partial<SourceDocument>[]
    ) => {
      const [older, later] = sets.length === 1 ? [sets[0], sets[0]] : sets
      return await newerOf(
        [
          pairOf('a', '2023-11-20', { said: first, ...older }),
          pairOf('b', '2023-12-15', { said: second, ...later }),
        ],
        { a: 0, b: 0 },
      )
    }

    it('is not one if the later answer is to another question', async () => {
      expect(await answersOf(said(1, guards), said(3, cells), { zaken })).toEqual({})
      expect(await answersOf(said('2a', guards), said('2b', cells), { zaken })).toEqual({})
      const letter = { asked: '2023-11-01', words: { questions: ['same'], answers: [] } }
      expect(await answersOf(said(1, guards), said(3, cells), letter)).toEqual({})
    })

    it('is one if the question is the same, by number or by words', async () => {
      expect(await answersOf(said(3, cells), said(3, cells), { zaken })).toEqual({ 'a.3': 'b.3' })
      expect(await answersOf(said(3, cells), said('3a', cells), { zaken })).toEqual({
        'a.3': 'b.3a',
      })
      expect(await answersOf(said(3, cells), said(1, cells), { zaken })).toEqual({ 'a.3': 'b.1' })
    })

    it('is one to another question of another set', async () => {
      const other = { zaken: ['2023Z20000'] }
      expect(await answersOf(said(1, guards), said(3, cells), { zaken }, other)).toEqual({
        'a.1': 'b.3',
      })
    })
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
