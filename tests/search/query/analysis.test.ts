import { expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'

/** The words of a query that reveal its topic. */
const telling = (query: string): string[] =>
  takeApart(query, [], { lexicon: null })
    .words.filter(({ tells }) => tells === 1)
    .map(({ text }) => text)

it.each([
  ['Wat zegt het kabinet over halfgeleiders?', ['halfgeleiders?']],
  ['What does the minister say about dog bites?', ['dog', 'bites?']],
  ['stikstof Veluwe', ['stikstof', 'Veluwe']],
  // typed in capitals
  ['WAT ZEGT HET KABINET OVER HALFGELEIDERS?', ['halfgeleiders?']],
  ['NCTV', ['NCTV']],
])('these words of "%s" reveal its topic', (query, words) => {
  expect(telling(query)).toEqual(words)
})

it('counts all words of a longer question', () => {
  const query = 'loopt iemand die met Fethullah wordt geassocieerd nog gevaar opgepakt te worden'
  expect(telling(query)).toEqual(query.split(' '))
})

it('counts all words if none names a subject', () => {
  expect(telling('Wat zegt de minister?')).toEqual(['Wat', 'zegt', 'de', 'minister?'])
})
