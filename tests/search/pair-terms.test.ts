import { expect, it } from 'vitest'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { fits, joinTerms, readTerms, termsOf } from '../../src/search/pair-terms.ts'
import { dikes, trains } from '../support/invented-documents.ts'
import { bundledModel, committedDocument } from '../support/kamerqa.ts'

const { lexicon } = bundledModel()
const documents = [await committedDocument(), dikes, trains]

it.each([
  ['with the model’s tokens', lexicon],
  ['without a lexicon', null],
])('assembles the data of documents from their pairs’ terms, %s', (_, tokens) => {
  const terms = new Map(
    documents.flatMap((document) =>
      termsOf(document, tokens).map(({ answerId, bytes }) => [answerId, readTerms(bytes)]),
    ),
  )
  const termsOfAnswer = (answerId: string) => terms.get(answerId)!
  expect(joinTerms(documents, { lexicon: tokens, termsOfAnswer })).toEqual(
    buildSearchData(documents, tokens),
  )
})

it('keeps only the requested stems, and everything that scoring by meaning needs', () => {
  const terms = new Map(
    termsOf(dikes, lexicon).map(({ answerId, bytes }) => [answerId, readTerms(bytes)]),
  )
  const whole = buildSearchData([dikes], lexicon)
  const only = new Set(['dijk', 'unknown'])
  const data = joinTerms([dikes], { lexicon, termsOfAnswer: (id) => terms.get(id)!, only })
  expect(data.stems.keys).toEqual(['dijk'])
  expect(data.stems.postings.segments).toHaveLength(
    whole.stems.postings.starts[whole.stems.keys.indexOf('dijk') + 1]! -
      whole.stems.postings.starts[whole.stems.keys.indexOf('dijk')]!,
  )
  expect(data.tokens).toEqual(whole.tokens)
  expect(data.lengths).toEqual(whole.lengths)
})

it('counts a pair’s own words, and its stems in the subject too', () => {
  const [first] = termsOf(dikes, lexicon)
  // "Zijn de dijken veilig?" and "Ja, alle dijken voldoen aan de norm voor waterveiligheid."
  expect(first).toMatchObject({ answerId: 'dikes.1', length: 4 + 9 })
  // Once in the question, once in the answer, once in the subject "de veiligheid van dijken".
  expect(first!.stems).toContainEqual(['dijk', 3])
  expect(first!.tokens).toEqual([...new Set(first!.tokens)])
})

it('detects terms of another number of paragraphs', () => {
  const [first] = termsOf(dikes, lexicon)
  const answer = dikes.answers[0]!
  expect(fits(readTerms(first!.bytes), answer)).toBe(true)
  const longer = { ...answer, paragraphs: [...answer.paragraphs, ...answer.paragraphs] }
  expect(fits(readTerms(first!.bytes), longer)).toBe(false)
})
