import type { SourceDocument } from '../../src/domain/document.ts'
import type { Extracted } from '../../src/ingest/extraction/extraction.ts'
import { extract } from '../../src/ingest/formats/extract.ts'
import { dutchWords } from '../../src/ingest/parse/dictionary.ts'
import { parseDocument } from '../../src/ingest/parse/parse.ts'
import { parseInput } from '../../src/ingest/read-input.ts'
import { checkDocument } from './check-document.ts'

/** A file as the index command reads it; throws the error that would refuse it. */
export async function readDocument(
  content: Uint8Array | string,
  name: string,
): Promise<{ extracted: Extracted; document: SourceDocument }> {
  const bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content)
  const extracted = await extract(bytes, name)
  const input = { name, sha256: '', read: async () => bytes, metadata: null }
  const { document } = await parseInput(input, extracted, dutchWords)
  checkDocument(document, extracted.text)
  return { extracted, document }
}

/** A text as the parser alone reads it: nothing refuses it. */
export async function parsedLetter(text: string): Promise<SourceDocument> {
  const extracted = await extract(Buffer.from(text), 'letter.txt')
  const options = { id: 'letter', file: 'letter.txt', sha256: '', fileSha256: '' }
  const document = parseDocument(extracted, { ...options, words: dutchWords })
  checkDocument(document, extracted.text)
  return document
}

/** The paragraphs of an answer, list items with a star. */
export function answerOf({ answers }: SourceDocument, number: number): string[] {
  return answers
    .filter(({ numbers }) => numbers.join() === String(number))
    .flatMap(({ paragraphs }) => paragraphs)
    .map(({ style, reading }) => (style === 'item' ? `* ${reading.text}` : reading.text))
}

/** The notes: mark, text and the letters before the mark's place. */
export function notesOf({ notes }: SourceDocument, source: string): string[] {
  return notes.map(({ mark, reading, anchor }) => {
    const before = anchor === null ? '-' : source.slice(Math.max(0, anchor.start - 4), anchor.start)
    return `${mark} ${reading.text} @${before.trim()}`
  })
}
