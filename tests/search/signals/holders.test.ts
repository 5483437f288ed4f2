import { expect, it } from 'vitest'
import { buildSearchData } from '../../../src/search/corpus/build.ts'
import { catalogueOf } from '../../../src/search/corpus/catalogue.ts'
import {
  holdersOf,
  IN_PARAGRAPHS,
  IN_QUESTION,
  IN_SUBJECT,
} from '../../../src/search/signals/holders.ts'
import { invented } from '../../support/invented-documents.ts'

const documents = [
  invented('empty', [], { title: 'alfa' }),
  invented(
    'first',
    [
      [[1], 'bravo', ['alfa', 'alfa bravo', 'charlie']],
      [[2], 'charlie', ['bravo']],
    ],
    { title: 'alfa charlie' },
  ),
  invented('second', [[[1], 'alfa', ['alfa alfa']]]),
]
const { stems } = buildSearchData(documents, null)
const { starts, entries } = holdersOf(stems.postings, catalogueOf(documents))

/** Pairs are numbered consecutively: those of "first" are 0 and 1, that of "second" is 2. */
it.each([
  // The subject of a document without pairs is left out. In pair 0 two paragraphs contain it, and
  // so does the subject.
  [
    'alfa',
    [
      { pair: 0, at: IN_SUBJECT },
      { pair: 0, at: IN_PARAGRAPHS },
      { pair: 2, at: IN_QUESTION },
    ],
  ],
  // The questions outweigh a paragraph of the same pair.
  [
    'bravo',
    [
      { pair: 0, at: IN_QUESTION },
      { pair: 1, at: IN_PARAGRAPHS },
    ],
  ],
  [
    'charlie',
    [
      { pair: 0, at: IN_SUBJECT },
      { pair: 0, at: IN_PARAGRAPHS },
      { pair: 1, at: IN_QUESTION },
    ],
  ],
])('lists the pairs that contain "%s", each once, and where', (stem, expected) => {
  const key = stems.keys.findIndex((each) => stem.startsWith(each))
  const held = [...entries.subarray(starts[key], starts[key + 1])]
  expect(held.map((entry) => ({ pair: entry >>> 2, at: entry & 3 }))).toEqual(expected)
})
