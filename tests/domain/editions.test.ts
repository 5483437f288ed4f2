import { describe, expect, it } from 'vitest'
import { correctionsOf } from '../../src/domain/corrections.ts'
import { editionsOf } from '../../src/domain/editions.ts'
import type { SourceDocument } from '../../src/domain/document.ts'
import { wordsDigest } from '../../src/domain/words-digest.ts'
import { invented, type InventedPair } from '../support/invented-documents.ts'

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

describe('what two members ask about the same news', () => {
  const NEWS = 'Kent u het bericht «Wolf bij Ede»?'
  /** Answers to the question about the news and, unless it is empty, to another one. */
  const about = (id: string, question: string, rest: Partial<SourceDocument>) => {
    const reply = `Antwoord op: ${question}`
    const pairs: InventedPair[] = [
      [[1], NEWS, ['Ja.']],
      [[2], question, [reply]],
    ]
    const given = question === '' ? 1 : 2
    return invented(id, pairs.slice(0, given), {
      answered: '2024-10-22',
      words: {
        questions: [NEWS, question].slice(0, given).map(wordsDigest),
        answers: ['Ja.', reply].slice(0, given).map(wordsDigest),
      },
      ...rest,
    })
  }
  const publication = (number: number) => ({ sessionYear: '2024-2025', number })
  const minister = (portfolio: string) => [
    { role: 'Minister', name: null, preposition: 'van' as const, portfolio },
  ]
  const jansen = [{ name: 'Jansen', party: null }]
  const bromet = [{ name: 'Bromet', party: null }]

  it('is answered by two publications, however much of it is repeated', () => {
    const first = about('ah-tk-20242025-301', 'Wie?', { publication: publication(301) })
    const second = about('ah-tk-20242025-302', 'Wie?', { publication: publication(302) })
    expect(isOneOf([first, second])).toBe(false)
    expect(isOneOf([{ ...first, publication: null }, second])).toBe(true)
  })

  it.each<[string, Partial<SourceDocument>, Partial<SourceDocument>]>([
    ['matters', { zaken: ['2024Z00001'] }, { zaken: ['2024Z00002'] }],
    ['members', { askers: jansen }, { askers: bromet }],
    ['ministries', { ministers: minister('Defensie') }, { ministers: minister('Financiën') }],
  ])('is answered by two letters where the %s differ', (_what, some, others) => {
    const first = about('2024D00001', '', some)
    expect(isOneOf([first, about('2024D00002', '', others)])).toBe(false)
    expect(isOneOf([first, about('2024D00002', '', some)])).toBe(true)
  })

  it('is answered by two letters where most of the questions differ', () => {
    const first = about('2024D00001', 'Hoeveel wolven?', {})
    expect(isOneOf([first, about('2024D00002', 'Wie betaalt?', {})])).toBe(false)
    expect(isOneOf([first, about('2024D00002', 'Hoeveel wolven?', {})])).toBe(true)
  })

  it('is one where both name the matter, or a member by another form of the name', () => {
    const zaken = ['2024Z00001']
    expect(
      isOneOf([
        about('2024D00001', '', { zaken, ministers: minister('Defensie') }),
        about('2024D00002', '', { zaken, ministers: minister('Financiën') }),
      ]),
    ).toBe(true)
    expect(
      isOneOf([
        about('2024D00001', '', { askers: [{ name: 'Laura Bromet', party: null }] }),
        about('2024D00002', '', { askers: bromet }),
      ]),
    ).toBe(true)
  })
})
