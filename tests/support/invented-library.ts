import type { SourceDocument } from '../../src/domain/document.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { Library } from '../../src/format/library.ts'
import { bare } from './bare-document.ts'

const OPENING = 'Vraag\n'

/**
 * A library of invented documents with real sources: the source contains every text of an answer.
 * It has one altered letter in the answer `broken`.
 */
export function inventedLibrary(documents: SourceDocument[], broken?: string): Library {
  const sources = new Map(
    documents.map((document) => {
      const texts = document.answers.map(({ id, paragraphs: [paragraph] }) => {
        const { text } = paragraph!.reading
        return id === broken ? `#${text.slice(1)}` : text
      })
      return [document.id, OPENING + texts.map((text) => `${text}\n`).join('')]
    }),
  )
  return {
    digest: 'sha256:invented',
    model: 'none',
    documents,
    failures: [],
    async sourceOf(id) {
      const source = sources.get(id)
      if (source === undefined) throw new AppError('not_found', `no source of ${id}`)
      return source
    },
    expectReachable: async () => {},
    close: async () => {},
  }
}

/** A document with one question and these answers to it, one paragraph each. */
export function answeredDocument(
  id: string,
  texts: readonly string[],
  rest: Partial<SourceDocument> = {},
): SourceDocument {
  let start = OPENING.length
  return {
    ...bare(id),
    ...rest,
    source: { ...bare(id).source, sha256: '0'.repeat(64) },
    questions: [
      { numbers: [1], reading: { text: 'Vraag', spans: [{ start: 0, end: 5 }], joins: [] } },
    ],
    answers: texts.map((text, index) => {
      const answerId = `${id}.${index + 1}`
      const span = { start, end: start + text.length }
      start = span.end + 1
      return {
        id: answerId,
        numbers: [index + 1],
        references: [],
        refersOnly: false,
        paragraphs: [
          {
            id: `${answerId}.p1`,
            style: 'text',
            page: null,
            reading: { text, spans: [span], joins: [] },
          },
        ],
      }
    }),
  }
}
