import { expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'

/** The words of a query that tell what it is about. */
const telling = (query: string): string[] =>
  takeApart(query, [], { lexicon: null })
    .words.filter(({ tells }) => tells === 1)
    .map(({ text }) => text)

it.each([
  ['Wat zegt het kabinet over halfgeleiders?', ['halfgeleiders?']],
  ['What does the minister say about dog bites?', ['dog', 'bites?']],
  ['stikstof Veluwe', ['stikstof', 'Veluwe']],
])('of "%s" these words tell what it is about', (query, words) => {
  expect(telling(query)).toEqual(words)
})

it('takes all words of a longer question for what is meant', () => {
  const query = 'loopt iemand die met Fethullah wordt geassocieerd nog gevaar opgepakt te worden'
  expect(telling(query)).toEqual(query.split(' '))
})

it('takes all words for what it is about where none names a subject', () => {
  expect(telling('Wat zegt de minister?')).toEqual(['Wat', 'zegt', 'de', 'minister?'])
})
