import { expect, it } from 'vitest'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { joinTerms, readTerms, termsOf } from '../../src/search/pair-terms.ts'
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

it('counts a pair’s own words, and its stems in the subject too', () => {
  const [first] = termsOf(dikes, lexicon)
  // "Zijn de dijken veilig?" and "Ja, alle dijken voldoen aan de norm voor waterveiligheid."
  expect(first).toMatchObject({ answerId: 'dikes.1', length: 4 + 9 })
  // Once in the question, once in the answer, once in the subject "de veiligheid van dijken".
  expect(first!.stems).toContainEqual(['dijk', 3])
  expect(first!.tokens).toEqual([...new Set(first!.tokens)])
})
