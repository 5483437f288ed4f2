import { expect, it } from 'vitest'
import { readPartQuotes, writePartQuotes } from '../../src/format/part-quotes.ts'
import { keyRowBuilder, partQuotesOf, storedKeys } from '../../src/quote/key-row.ts'
import { chunksOf, keysIn } from '../../src/quote/wording.ts'
import { answering, committedDocument } from '../support/quote-documents.ts'

const [first, last] = [
  answering('a', { question: 'Klopt dat?', paragraphs: ['Ja, dat klopt.', '— —', 'Zie 1.'] }),
  answering('c', { question: 'Waarom?', paragraphs: ['Omdat het klopt, naïef of niet.'] }),
]
const { document: committed } = await committedDocument()

function bytesOf(fill: (row: ReturnType<typeof keyRowBuilder>) => void): Uint8Array {
  const row = keyRowBuilder()
  fill(row)
  return writePartQuotes(partQuotesOf(row.finish()))
}

it('stores the same bytes whether the texts of documents or their stored keys are read', () => {
  const all = [first, committed, last]
  const atOnce = bytesOf((row) => all.forEach((document) => row.add(document)))
  const before = storedKeys(
    readPartQuotes(bytesOf((row) => [committed, last].forEach((each) => row.add(each)))),
  )
  const taken = bytesOf((row) => {
    row.add(first)
    row.keep(before, 0, 1)
    row.keep(before, 1, 2)
  })
  expect(taken).toEqual(atOnce)
  const { starts, marked, vocabulary } = readPartQuotes(atOnce)
  expect(starts.length).toBeGreaterThan(20)
  expect(marked.places.length).toBeGreaterThan(0)
  expect(vocabulary.ends.length).toBeGreaterThan(400)
})

it('refuses keys that are cut off', () => {
  const bytes = bytesOf((row) => row.add(last))
  expect(() => readPartQuotes(bytes.subarray(0, -4))).toThrow('npm run index')
})

it('takes the same keys of a text alone as of its chunks', () => {
  const readings = committed.answers.flatMap(({ paragraphs }) => paragraphs.map((p) => p.reading))
  const texts = [
    ...readings.map(({ text }) => text),
    'Dat is […] nieuw... en(…)oud [..] of [ … ] niet . . .',
    '  « Ja »\u00a0\u2060 1.250.000,50\u2009m² – 10⁶ \u200b \u00ad café\u0301 ﬁets',
    '',
  ]
  for (const text of texts) {
    expect(keysIn(text)).toEqual(chunksOf(text).flatMap(({ key }) => (key === '' ? [] : [key])))
  }
})
