import { expect, it } from 'vitest'
import type { Answer } from '../../src/domain/document.ts'
import { catalogueOf, type Pair } from '../../src/search/corpus/catalogue.ts'
import { fewOf } from '../../src/search/few-pairs.ts'
import { invented } from '../support/invented-documents.ts'

const documents = ['a', 'b.1'].map((id) =>
  invented(id, [
    [[1], 'Hoe hoog?', ['Zeven meter.', 'Gemeten.', 'Vorig jaar.']],
    [[2], 'Hoe breed?', ['Twee meter.']],
    [[3], 'Hoe lang?', ['Een kilometer.', 'Ongeveer.']],
  ]),
)
const whole = catalogueOf(documents)

it('tells the pair of a paragraph by its place in the document', () => {
  const paragraphs = documents.flatMap(({ id: document, answers }) =>
    answers.flatMap((answer) => answer.paragraphs).map(({ id }, nth) => ({ id, document, nth })),
  )
  for (const { id, document, nth } of paragraphs) {
    expect(whole.pairOfPlace({ document, nth })).toBe(whole.pairOfParagraph(id))
  }
  expect(paragraphs).toHaveLength(12)
  expect(whole.pairOfPlace({ document: 'a', nth: 6 })).toBeUndefined()
  expect(whole.pairOfPlace({ document: 'b', nth: 0 })).toBeUndefined()
})

it('renumbers the segments of a few pairs, and reads none of their answers', () => {
  const unreadable = new Map(
    documents.map((document) => [
      document,
      {
        ...document,
        get answers(): readonly Answer[] {
          throw new Error('was read')
        },
      },
    ]),
  )
  const unread = whole.pairs.map((pair): Pair => ({
    ...pair,
    document: unreadable.get(pair.document)!,
    get answer(): Answer {
      throw new Error('was read')
    },
  }))
  const { few, segments } = fewOf({ ...whole, pairs: unread }, [5, 1, 0, 5], {
    placeOf: whole.pairOfParagraph,
  })
  expect(few.pairs.map(({ document }) => document.id)).toEqual(['a', 'a', 'b.1'])
  expect(segments).toEqual([0, 1, 2, 3, 4, 5, 6, 10, 17, 18, 19])
  expect(few.segmentCount).toBe(segments.length)
  expect(few.pairs.map(({ questionSegment }) => segments[questionSegment])).toEqual([1, 5, 17])
  expect(few.pairs.map(({ subjectSegment }) => segments[subjectSegment])).toEqual([0, 0, 10])
  expect(few.pairOfParagraph('b.1.3.p2')).toBe(2)
  expect(few.pairOfParagraph('a.3.p1')).toBeUndefined()
  expect(few.pairOfAnswer('a.2')).toBe(1)
  expect(few.pairOfAnswer('b.1.1')).toBeUndefined()
})
