import { expect, it } from 'vitest'
import { takeApart } from '../../../src/search/query/analysis.ts'
import { buildSearchData } from '../../../src/search/corpus/build.ts'
import { catalogueOf } from '../../../src/search/corpus/catalogue.ts'
import { lexicalIndex } from '../../../src/search/signals/lexical.ts'
import { invented } from '../../support/invented-documents.ts'

const documents = [
  invented('a', [[[1], 'Rijdt de trein?', ['Ja, de trein rijdt.']]]),
  invented('b', [[[1], 'Rijdt de bus?', ['Nee.']]]),
  invented('c', [[[1], 'Vaart de boot?', ['Ja.']]]),
]
const open = () => lexicalIndex(catalogueOf(documents), buildSearchData(documents, null))
const score = (query: string, index = open()): number[] => [
  ...index.score(takeApart(query, [], { lexicon: null }).words),
]

it('scores by BM25, as a share of the highest possible score', () => {
  // Lengths 7, 4 and 4 words, 5 on average. "trein" occurs twice in the first and nowhere else.
  const damping = 1.2 * (0.25 + (0.75 * 7) / 5)
  expect(score('trein')[0]).toBeCloseTo(2 / (2 + damping), 10)
  expect(score('trein').slice(1)).toEqual([0, 0])
})

it('counts an unknown word as missed', () => {
  const known = score('trein')[0]!
  const weight = (frequency: number): number =>
    Math.log(1 + (3 - frequency + 0.5) / (frequency + 0.5))
  const share = weight(1) / (weight(1) + weight(0))
  expect(score('trein quokka')[0]).toBeCloseTo(share * known, 10)
})

it('scores a word the same when it is asked again', () => {
  const index = open()
  const first = score('rijdt de trein', index)
  score('de bus', index)
  expect(score('rijdt de trein', index)).toEqual(first)
})
