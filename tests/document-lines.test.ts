import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading, SourceDocument } from '../src/domain.ts'
import { readDocumentLines } from '../src/store/document-lines.ts'
import { committedDocument } from './quote-documents.ts'

const linesOf = (documents: readonly SourceDocument[]) =>
  new TextEncoder().encode(documents.map((each) => `${JSON.stringify(each)}\n`).join(''))

const { document } = await committedDocument()

/** Words that look like what the reader looks for, and others that JSON has to escape. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"reading":',
        '"notes":[]',
        '"',
        '\\',
        '\\"',
        '{"reading":',
        ']}',
        '\n',
        'é€😀',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => parts.join(''))

const reading = text.map((each): Reading => ({
  text: each,
  spans: [{ start: 0, end: each.length }],
  joins: [],
}))

const altered = fc
  .record({
    title: text,
    question: reading,
    answer: reading,
    remarks: fc.array(reading, { maxLength: 2 }),
    notes: fc.array(fc.record({ mark: text, reading, anchor: fc.constant(null) }), {
      maxLength: 2,
    }),
  })
  .map(({ title, question, answer, remarks, notes }): SourceDocument => ({
    ...document,
    ...{ title, remarks, notes },
    questions: [{ numbers: [1], reading: question }],
    answers: document.answers.slice(0, 2).map((each) => ({
      ...each,
      paragraphs: each.paragraphs.map((paragraph) => ({ ...paragraph, reading: answer })),
    })),
  }))

describe('the documents of an index', () => {
  it('are read as they were written', () => {
    expect(readDocumentLines(linesOf([document, { ...document, id: 'b' }]))).toEqual([
      document,
      { ...document, id: 'b' },
    ])
  })

  it('are written again as the same bytes, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 3 }), (documents) => {
        const bytes = linesOf(documents)
        expect(linesOf(readDocumentLines(bytes))).toEqual(bytes)
      }),
    )
  })

  it('give the same text however many others were looked at in between', () => {
    const many = Array.from({ length: 600 }, (_, n) => ({ ...document, id: String(n) }))
    const read = readDocumentLines(linesOf(many))
    const texts = () =>
      read.flatMap(({ answers }) =>
        answers.flatMap(({ paragraphs }) => paragraphs.map((each) => each.reading.text)),
      )
    const first = texts()
    expect(first.length).toBeGreaterThan(4_096)
    expect(texts()).toEqual(first)
    expect(read[0]!.answers[0]!.paragraphs[0]!.reading).toEqual(
      document.answers[0]!.paragraphs[0]!.reading,
    )
  })

  it.each([
    ['no document', ''],
    ['empty lines', '\n\n'],
  ])('are none where there is %s', (_, lines) => {
    expect(readDocumentLines(new TextEncoder().encode(lines))).toEqual([])
  })

  it('are refused where they are cut off', () => {
    const bytes = linesOf([document])
    expect(() => readDocumentLines(bytes.subarray(0, bytes.length - 9))).toThrow(SyntaxError)
  })
})
