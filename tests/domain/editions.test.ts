import { expect, it } from 'vitest'
import { correctionsOf } from '../../src/domain/corrections.ts'
import { editionsOf } from '../../src/domain/editions.ts'
import { wordsDigest } from '../../src/domain/words-digest.ts'
import { invented } from '../support/invented-documents.ts'

const answer = 'Schapenhouders krijgen subsidie voor rasters.'
const letter = (id: string, answered: string, question: string) =>
  invented(id, [[[1], question, [answer]]], {
    ...{ answered, asked: null },
    words: { questions: [wordsDigest(question)], answers: [wordsDigest(answer)] },
  })

/** Whether the answer of the second is shown as that of another document. */
function isOneOf(documents: ReturnType<typeof letter>[]): boolean {
  return editionsOf(documents, correctionsOf(documents)).elsewhere.size > 0
}

it('are one answer where a letter and its publication answer the same within days', () => {
  expect(
    isOneOf([
      letter('2024D00001', '2024-05-02', 'Komt er subsidie?'),
      letter('ah-tk-20232024-1', '2024-05-07', 'Komt er subsidie?'),
    ]),
  ).toBe(true)
})

it('are two where a minister says the same again: years later, or to another question', () => {
  const first = letter('2024D00001', '2024-05-02', 'Komt er subsidie?')
  expect(isOneOf([first, letter('2022D00001', '2022-05-02', 'Komt er subsidie?')])).toBe(false)
  expect(isOneOf([first, letter('2024D00002', '2024-05-02', 'Wie betaalt de rasters?')])).toBe(
    false,
  )
})
