import type { Asker, Minister, Note, Reading, SourceDocument } from '../domain/document.ts'
import type { QuestionNumber } from '../domain/question-number.ts'
import { gapInReading } from '../domain/reading-offsets.ts'
import { chunk, type Chunk } from './wording.ts'

/** A text that can be quoted: an answer with its paragraphs, or other text of a document. */
export type Quotable = { readonly documentId: string; readonly blocks: readonly Block[] } & (
  | {
      readonly kind: 'answer'
      readonly answerId: string
      /** who gave it, or in whose name */
      readonly ministers: readonly Minister[]
    }
  | BesideAnswers
)

/** Text of a document that is not a minister's answer. */
export type BesideAnswers =
  | {
      readonly kind: 'question'
      readonly numbers: readonly QuestionNumber[]
      /** who said it: members of parliament, not a minister */
      readonly askers: readonly Asker[]
    }
  | { readonly kind: 'note'; readonly mark: string }
  | { readonly kind: 'remark' }

/** One reading of a quotable text; `paragraphId` is null outside answers. */
interface Block {
  readonly paragraphId: string | null
  readonly reading: Reading
  /** true for an item of a list */
  readonly isItem: boolean
  readonly marks: readonly FootnoteMark[]
}

/** A footnote mark that the reading text leaves out, at `offset` of it. */
export interface FootnoteMark {
  readonly offset: number
  readonly mark: string
}

/** The texts of a document that can be quoted; always in the same order. */
export function quotablesOf(document: SourceDocument): Quotable[] {
  const { id: documentId, notes } = document
  const ministers = [...document.ministers, ...document.onBehalfOf]
  const block = (reading: Reading, paragraphId: string | null = null, isItem = false): Block => ({
    paragraphId,
    reading,
    isItem,
    marks: marksIn(reading, notes),
  })
  return [
    ...document.answers.map(({ id, paragraphs }) => ({
      kind: 'answer' as const,
      documentId,
      answerId: id,
      ministers,
      blocks: paragraphs.map(({ id: of, reading, style }) => block(reading, of, style === 'item')),
    })),
    ...document.questions.map(({ numbers, reading }) => ({
      kind: 'question' as const,
      documentId,
      numbers,
      askers: document.askers,
      blocks: [block(reading)],
    })),
    ...document.remarks.map((reading) => ({
      kind: 'remark' as const,
      documentId,
      blocks: [block(reading)],
    })),
    ...notes.map(({ mark, reading }) => ({
      kind: 'note' as const,
      documentId,
      mark,
      blocks: [block(reading)],
    })),
  ]
}

function marksIn(reading: Reading, notes: readonly Note[]): FootnoteMark[] {
  return notes.flatMap(({ mark, anchor }) => {
    const offset = anchor && gapInReading(reading, anchor.start)
    return offset === null ? [] : [{ offset, mark }]
  })
}

/** The key of a chunk with the footnote marks glued to it; its own without any. */
export function markedKey(part: Chunk, marks: readonly FootnoteMark[]): string {
  if (marks.length === 0) return part.key
  const glued = marks.filter(({ offset }) => part.start < offset && offset <= part.end)
  // The key alone reveals only a mark after the chunk's last letter; others are rare.
  return part.key + glued.map(({ mark }) => chunk(mark, 0).key).join('')
}
