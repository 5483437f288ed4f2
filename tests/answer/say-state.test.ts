import { expect, it } from 'vitest'
import { createComposer } from '../support/create-composer.ts'
import { sayState } from '../../src/answer/say-state.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { bare } from '../support/bare-document.ts'
import { inventedLibrary } from '../support/invented-library.ts'

const zaken = ['2026Z10011']
const questions: SourceDocument = {
  ...bare('asked'),
  kind: 'questions',
  zaken,
  asked: '2026-09-01',
}
const notice = (id: string, answered: string | null): SourceDocument => ({
  ...{ ...bare(id), kind: 'notice', zaken, asked: '2026-09-01' },
  answered,
})

const said = (id: string, documents: SourceDocument[]) => {
  const composer = createComposer(inventedLibrary(documents))
  return sayState(composer.summary(composer.document(id)!), 'nl')
}

it('says since when questions wait, and when the latest notice came, on each page', () => {
  const [first, second] = [notice('first', '2026-09-22'), notice('second', '2026-10-20')]
  const waits = 'nog niet beantwoord sinds 1 september 2026'
  expect(said('asked', [questions])).toBe(waits)
  expect(said('asked', [questions, first])).toBe(`${waits}; uitstel gemeld op 22 september 2026`)
  for (const id of ['asked', 'first', 'second']) {
    expect(said(id, [questions, first, second])).toBe(`${waits}; uitstel gemeld op 20 oktober 2026`)
  }
  expect(said('first', [first, second, notice('undated', null)])).toBe(
    `${waits}; uitstel gemeld op 20 oktober 2026`,
  )
  expect(said('asked', [questions, notice('undated', null)])).toBe(`${waits}; uitstel gemeld`)
})
