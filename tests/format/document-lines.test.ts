import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading, SourceDocument } from '../../src/domain/document.ts'
import { documentsApart, readDocuments, writeDocument } from '../../src/format/document-lines.ts'
import { sizesOf, sourcePlaceOf } from '../../src/format/stored-document.ts'
import { committedDocument } from '../support/quote-documents.ts'

/** Documents in the form of an index's files. */
function filesOf(documents: readonly SourceDocument[]) {
  const written = documents.map((each) => writeDocument(each, each.id.length))
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

/** Words that look like the reader's own markers, and others that JSON has to escape. */
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
  it('read back what was written', () => {
    const two = [document, { ...document, id: 'b' }]
    expect(readAgain(two)).toEqual(two)
  })

  it('are the same JSON, whatever they contain', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 3 }), (documents) => {
        expect(JSON.stringify(readAgain(documents))).toBe(JSON.stringify(documents))
      }),
    )
  })

  it('can be taken over one by one, as written bytes', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 3 }), (documents) => {
        const { lines, texts } = filesOf(documents)
        const sources = Buffer.from(documents.map(({ id }) => id).join(''))
        const apart = documentsApart(lines, { texts, sources }).map((each) => ({
          line: Buffer.from(each.line).toString(),
          texts: Buffer.from(each.texts).toString(),
          source: Buffer.from(each.source).toString(),
        }))
        expect(apart).toEqual(
          documents.map((document) => {
            const { line, texts: own } = writeDocument(document, document.id.length)
            return {
              line: Buffer.from(line).toString(),
              texts: Buffer.from(own).toString(),
              source: document.id,
            }
          }),
        )
      }),
    )
  })

  it('need no texts before one is read', () => {
    const { lines, texts } = filesOf([document])
    let there: Uint8Array | null = null
    const [read] = readDocuments(lines, () => there!)
    expect(read!.answers.map(({ paragraphs }) => paragraphs.map(({ id }) => id))).toEqual(
      document.answers.map(({ paragraphs }) => paragraphs.map(({ id }) => id)),
    )
    there = texts
    expect(read).toEqual(document)
  })

  it('know their sizes and sources without being parsed', () => {
    const [small, large] = [{ ...document, id: 'a', answers: [] }, document]
    const { lines, texts } = filesOf([small, large])
    // What a start parses; a line that is not JSON stands in for the others.
    const spoilt = Buffer.from(String(lines).replaceAll('\n{"questions"', '\n#"questions"'))
    const read = readDocuments(spoilt, () => texts)
    expect(read.map(sizesOf)).toEqual([small, large].map(sizesOf))
    expect(read.map(sourcePlaceOf)).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 1 + document.id.length },
    ])
    expect(read.map(({ title }) => title)).toEqual([document.title, document.title])
    expect(() => read[1]!.answers).toThrow(SyntaxError)
  })

  it('yield the same text however many others were read in between', () => {
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

  it('are empty without lines', () => {
    expect(readAgain([])).toEqual([])
  })

  it('are refused if truncated', () => {
    const { lines, texts } = filesOf([document])
    expect(() => readDocuments(lines.subarray(0, lines.length - 9), () => texts)).toThrow(
      SyntaxError,
    )
  })
})
