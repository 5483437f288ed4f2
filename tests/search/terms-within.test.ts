import { expect, it } from 'vitest'
import { catalogueOf } from '../../src/search/corpus/catalogue.ts'
import { buildSearchData } from '../../src/search/corpus/build.ts'
import { termsOf } from '../../src/search/pair-terms.ts'
import { termsWithin } from '../../src/search/terms-within.ts'
import type { Inverted } from '../../src/format/postings.ts'
import { dikes, trains } from '../support/invented-documents.ts'
import { bundledModel, committedDocument } from '../support/kamerqa.ts'

const { lexicon } = bundledModel()
const documents = [await committedDocument(), dikes, trains]
const few = catalogueOf(documents)
const terms = documents.flatMap((each) => termsOf(each, lexicon)).map(({ bytes }) => bytes)
const whole = buildSearchData(documents, lexicon)
const room = new Uint32Array(lexicon.size)

it('reads from the terms of pairs what the search data of all have', () => {
  const data = termsWithin(few, terms, { stems: whole.stems.keys, tokens: null, room })
  expect(data.stems).toEqual(whole.stems)
  expect(data.tokens!.keys).toEqual(whole.tokens!.keys)
  expect(data.tokens!.postings.starts).toEqual(whole.tokens!.postings.starts)
  expect(data.tokens!.postings.segments).toEqual(whole.tokens!.postings.segments)
  expect(data.lengths).toEqual(whole.lengths)
  expect(room.every((count) => count === 0)).toBe(true)
})

it('leaves out stems and tokens that nobody asks for, and counts the tokens', () => {
  const token = whole.tokens!.keys[40]!
  const marks = new Uint8Array(lexicon.size)
  marks[token] = 1
  const data = termsWithin(few, terms, { stems: ['dijk', 'onbekend'], tokens: marks, room })
  expect(data.stems.keys).toEqual(['dijk'])
  expect(segmentsOf('dijk', data.stems)).toEqual(segmentsOf('dijk', whole.stems))
  expect(data.tokens!.keys).toEqual([token])
  expect(segmentsOf(token, data.tokens!)).toEqual(segmentsOf(token, whole.tokens!))
  const distinct = new Uint32Array(few.segmentCount)
  for (const segment of whole.tokens!.postings.segments) distinct[segment]!++
  expect(data.distinct).toEqual(distinct)
})

it('reads terms that were made without a lexicon', () => {
  const plain = documents.flatMap((each) => termsOf(each, null)).map(({ bytes }) => bytes)
  const data = termsWithin(few, plain, { stems: whole.stems.keys, tokens: null, room })
  expect(data.stems).toEqual(whole.stems)
  expect(data.tokens!.keys).toEqual([])
})

it('refuses terms that are cut off, too long, of another format, or of another answer', () => {
  const [first, ...others] = terms
  const looked = (bytes: Uint8Array) => () =>
    termsWithin(few, [bytes, ...others], { stems: ['dijk'], tokens: null, room })
  const damaged = expect.objectContaining({ code: 'index_damaged' })
  expect(looked(first!)).not.toThrow()
  expect(looked(first!.subarray(0, -1))).toThrow(damaged)
  expect(looked(Uint8Array.of(...first!, 0))).toThrow(damaged)
  expect(looked(Uint8Array.of(99, ...first!.subarray(1)))).toThrow(damaged)
  const [answer] = dikes.answers
  const twice = { ...answer!, paragraphs: [...answer!.paragraphs, ...answer!.paragraphs] }
  const [longer] = termsOf({ ...dikes, answers: [twice] }, lexicon)
  const alone = () =>
    termsWithin(catalogueOf([{ ...dikes, answers: [answer!] }]), [longer!.bytes], {
      ...{ stems: [], tokens: null, room },
    })
  expect(alone).toThrow(damaged)
})

function segmentsOf<Key>(key: Key, { keys, postings }: Inverted<Key>): number[] {
  const at = keys.indexOf(key)
  return [...postings.segments.subarray(postings.starts[at], postings.starts[at + 1])]
}
