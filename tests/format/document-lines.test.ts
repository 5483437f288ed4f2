import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading, SourceDocument } from '../../src/domain/document.ts'
import { documentsApart, readDocuments, writeDocument } from '../../src/format/document-lines.ts'
import { committedDocument } from '../support/quote-documents.ts'

/** Documents as the files of an index hold them. */
function filesOf(documents: readonly SourceDocument[]) {
  const written = documents.map(writeDocument)
  return {
    lines: Buffer.concat(written.map(({ line }) => line)),
    texts: Buffer.concat(written.map(({ texts }) => texts)),
  }
}

const readAgain = (documents: readonly SourceDocument[]) => {
  const { lines, texts } = filesOf(documents)
  return readDocuments(lines, () => texts)
}

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
    const two = [document, { ...document, id: 'b' }]
    expect(readAgain(two)).toEqual(two)
  })

  it('are the same JSON, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 3 }), (documents) => {
        expect(JSON.stringify(readAgain(documents))).toBe(JSON.stringify(documents))
      }),
    )
  })

  it('can be taken over one by one, as the bytes that they were written as', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 3 }), (documents) => {
        const { lines, texts } = filesOf(documents)
        const apart = documentsApart(lines, texts).map((each) => ({
          line: Buffer.from(each.line).toString(),
          texts: Buffer.from(each.texts).toString(),
        }))
        expect(apart).toEqual(
          documents.map(writeDocument).map((each) => ({
            line: Buffer.from(each.line).toString(),
            texts: Buffer.from(each.texts).toString(),
          })),
        )
      }),
    )
  })

  it('do not need their texts before one is looked at', () => {
    const { lines, texts } = filesOf([document])
    let there: Uint8Array | null = null
    const [read] = readDocuments(lines, () => there!)
    expect(read!.answers.map(({ paragraphs }) => paragraphs.map(({ id }) => id))).toEqual(
      document.answers.map(({ paragraphs }) => paragraphs.map(({ id }) => id)),
    )
    there = texts
    expect(read).toEqual(document)
  })

  it('give the same text however many others were looked at in between', () => {
    const many = Array.from({ length: 600 }, (_, n) => ({ ...document, id: String(n) }))
    const read = readAgain(many)
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

  it('are none where there is no line', () => {
    expect(readAgain([])).toEqual([])
  })

  it('are refused where they are cut off', () => {
    const { lines, texts } = filesOf([document])
    expect(() => readDocuments(lines.subarray(0, lines.length - 9), () => texts)).toThrow(
      SyntaxError,
    )
  })
})
