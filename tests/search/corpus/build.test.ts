import { expect, it } from 'vitest'
import { buildSearchData } from '../../../src/search/corpus/build.ts'
import { readSearchData, writeSearchData } from '../../../src/format/search-data.ts'
import { dikes, trains } from '../../support/invented-documents.ts'
import { bundledModel } from '../../support/kamerqa.ts'

const { lexicon } = bundledModel()

it.each([
  ['with a lexicon', lexicon],
  ['without one', null],
])('reads back what it wrote, %s', (_, each) => {
  const data = buildSearchData([dikes, trains], each)
  expect(readSearchData(writeSearchData(data))).toEqual(data)
})

it('writes the same bytes for the same documents', () => {
  const write = (): Uint8Array => writeSearchData(buildSearchData([dikes, trains], lexicon))
  expect(write()).toEqual(write())
})

it('detects bytes that are something else', () => {
  const bytes = writeSearchData(buildSearchData([dikes], lexicon))
  expect(() => readSearchData(new Uint8Array([9, 9, 9]))).toThrow('npm run index')
  expect(() => readSearchData(bytes.subarray(0, bytes.length - 9))).toThrow('npm run index')
})

it('finds a stem in the segments that contain it, with its frequency', () => {
  const { stems } = buildSearchData([dikes], null)
  const key = stems.keys.indexOf('dijk')
  const { starts, segments, counts } = stems.postings
  // subject "de veiligheid van dijken", question 1 and its answer, each once
  expect([...segments.subarray(starts[key], starts[key + 1])]).toEqual([0, 1, 2])
  expect([...counts.subarray(starts[key], starts[key + 1])]).toEqual([1, 1, 1])
})
