import { readFileSync } from 'node:fs'
import type { Reading, SourceDocument } from '../../src/domain/document.ts'
import { atOnce } from '../../src/domain/slices.ts'
import { quoteIndexing, type QuoteIndex } from '../../src/quote/quote-index.ts'
import { bare } from './bare-document.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { extract } from '../../src/ingest/formats/extract.ts'
import { parseDocument } from '../../src/ingest/parse/parse.ts'

/** The committed document, as the parser reads it. */
export async function committedDocument(): Promise<{ document: SourceDocument; source: string }> {
  const file = new URL('../../index/documents/2022D35172.txt', import.meta.url)
  return await parsed(readFileSync(file, 'utf8'), '2022D35172')
}

/** A given document, as the parser reads it. */
export async function parsed(
  text: string,
  id: string,
): Promise<{ document: SourceDocument; source: string }> {
  const file = `${id}.txt`
  const extracted = await extract(new TextEncoder().encode(text), file)
  const options = { id, file, sha256: '', fileSha256: '', words: dutchWords }
  return { document: parseDocument(extracted, options), source: extracted.text }
}

export function indexQuotes(documents: readonly SourceDocument[]): QuoteIndex {
  return atOnce(quoteIndexing(documents))
}

const whole = (text: string): Reading => ({
  text,
  spans: [{ start: 0, end: text.length }],
  joins: [],
})

/** A document with one question and the paragraphs of its answer, for tests without a source. */
export function answering(
  id: string,
  { question, paragraphs }: { question: string; paragraphs: readonly string[] },
): SourceDocument {
  const answerId = `${id}.1`
  const empty = bare(id)
  return {
    ...empty,
    title: id,
    source: { ...empty.source, file: `${id}.txt`, extractor: 'utf-8' },
    questions: [{ numbers: [1], reading: whole(question) }],
    answers: [
      {
        id: answerId,
        numbers: [1],
        paragraphs: paragraphs.map((text, index) => ({
          id: `${answerId}.p${index + 1}`,
          style: 'text',
          page: null,
          reading: whole(text),
        })),
        references: [],
        refersOnly: false,
      },
    ],
  }
}
