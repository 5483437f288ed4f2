import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceDocument } from '../../src/domain/document.ts'
import { atOnce } from '../../src/domain/slices.ts'
import { documentsOfHeads, writeHeads } from '../../src/format/document-heads.ts'
import { writeDocument } from '../../src/format/document-lines.ts'
import { sizesOf, sourcePlaceOf } from '../../src/format/stored-document.ts'
import { linesIn } from '../../src/format/text-lines.ts'
import { committedDocument } from '../support/quote-documents.ts'

const { document } = await committedDocument()

/** Reads documents from their heads, and counts the lines that are looked up. */
function readAgain(documents: readonly SourceDocument[]) {
  const written = documents.map((each) => writeDocument(each, each.id.length))
  const lines = Buffer.concat(written.map(({ line }) => line))
  const texts = Buffer.concat(written.map(({ texts }) => texts))
  const looked = { lines: 0 }
  const read = atOnce(
    documentsOfHeads(writeHeads(written.map(({ line }) => line)), {
      textAt: linesIn(() => texts),
      lineAt(start) {
        looked.lines++
        return linesIn(() => lines)(start)
      },
      among: 1,
    }),
  )!
  return { read, looked }
}

const text = fc.string({ unit: 'grapheme' })
const altered = fc
  .record({
    ...{ id: text, title: text, url: fc.option(text), amends: fc.boolean() },
    zaken: fc.array(text, { maxLength: 2 }),
    askers: fc.array(fc.record({ name: text, party: fc.option(text) }), { maxLength: 2 }),
    answers: fc.nat({ max: 2 }),
    warnings: fc.array(fc.record({ message: text, line: fc.nat() }), { maxLength: 1 }),
    last: fc.constantFrom('license', 'title', 'warnings', 'source', 'answers'),
  })
  .map(({ answers, last, ...some }): SourceDocument => {
    const { [last as keyof SourceDocument]: moved, ...others } = { ...document, ...some }
    return {
      ...others,
      [last]: last === 'answers' ? document.answers.slice(0, answers) : moved,
    } as unknown as SourceDocument
  })

describe('the heads of documents', () => {
  it('give the same JSON, whatever they contain and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(altered, { maxLength: 4 }), (documents) => {
        expect(JSON.stringify(readAgain(documents).read)).toBe(JSON.stringify(documents))
      }),
      { numRuns: 40 },
    )
  })

  it('need no line before an answer or the source is asked for, and each once', () => {
    const { read, looked } = readAgain([document, { ...document, id: 'b', answers: [] }])
    expect(read.map(({ id, title, ministers }) => ({ id, title, ministers }))).toEqual(
      [document.id, 'b'].map((id) => ({
        ...{ id, title: document.title, ministers: document.ministers },
      })),
    )
    expect(read.map(sizesOf)).toEqual([sizesOf(document), []])
    expect(read.map(sourcePlaceOf)).toEqual([
      { start: 0, end: document.id.length },
      { start: document.id.length, end: document.id.length + 1 },
    ])
    expect(looked.lines).toBe(0)
    for (let time = 0; time < 2; time++) {
      expect(read[1]!.source).toEqual(document.source)
      expect(read[0]!.answers).toEqual(document.answers)
    }
    expect(looked.lines).toBe(2)
  })

  it('are copied with the document, and without what it keeps for later', () => {
    const [read] = readAgain([document]).read
    const copy = { ...read!, answers: [] }
    expect(copy).toEqual({ ...document, answers: [] })
    expect(sizesOf(copy)).toEqual([])
  })

  it('are empty without documents', () => {
    expect(readAgain([]).read).toEqual([])
  })

  it('are left alone in another form', () => {
    const other = Buffer.from(JSON.stringify({ format: 0, documents: [] }))
    const found = { textAt: () => other, lineAt: () => other, among: 1 }
    expect(atOnce(documentsOfHeads(other, found))).toBeNull()
  })
})
