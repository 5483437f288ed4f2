import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { extractDocx } from '../../src/ingest/formats/docx.ts'
import type { TranscriptBlock } from '../../web/transcript.ts'
import { wordFile } from '../../web/word-file.ts'

const blocks: TranscriptBlock[] = [
  { kind: 'title', text: 'Gesprek' },
  { kind: 'query', text: 'wat & hoe <nu>?' },
  { kind: 'subject', text: 'De wolf', relevance: 'gaat over uw vraag' },
  { kind: 'notice', text: 'Eerder standpunt', address: 'https://a.example/documents/e' },
  { kind: 'notice', text: 'Waarnaar dit verwijst:', address: null },
  { kind: 'quote', text: 'Nee. «Dat» is niet zo… \u{1f43a}' },
  { kind: 'source', text: 'Aanhangsel 1', address: 'https://a.example/documents/d?a=1&b="2"#x' },
]

it('contains each paragraph unaltered, as read by the project’s own reader', async () => {
  const { text } = await extractDocx(wordFile(blocks, 'nl'), 'letterlijk.docx')
  for (const said of ['wat & hoe <nu>?', 'Nee. «Dat» is niet zo… \u{1f43a}', '— Aanhangsel 1']) {
    expect(text).toContain(said)
  }
})

it('links each place that it names, and nothing else', () => {
  const files = unzipSync(wordFile(blocks, 'nl'))
  const targets = strFromU8(files['word/_rels/document.xml.rels']!).matchAll(
    /Target="(https[^"]*)"/g,
  )
  expect([...targets].map(([, target]) => target)).toEqual([
    'https://a.example/documents/e',
    'https://a.example/documents/d?a=1&amp;b=&quot;2&quot;#x',
  ])
  const linked = strFromU8(files['word/document.xml']!).matchAll(
    /r:id="link\d"[^]*?>([^<]+)<\/w:t>/g,
  )
  expect([...linked].map(([, text]) => text)).toEqual(['Eerder standpunt', '— Aanhangsel 1'])
})

it('is the same for the same conversation', () => {
  expect(wordFile(blocks, 'nl')).toEqual(wordFile(blocks, 'nl'))
})

it('is readable whatever it contains', async () => {
  const anything = fc.string({ unit: 'binary', minLength: 1 })
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const file = wordFile([{ kind: 'quote', text: `A${text}Z` }], 'en')
      const read = await extractDocx(file, 'letterlijk.docx')
      expect(read.text.startsWith('A')).toBe(true)
      expect(read.text.trimEnd().endsWith('Z')).toBe(true)
    }),
    { numRuns: 50 },
  )
})
