import type { SourceDocument } from './document.ts'

/** An answer by its document and its place there. */
export interface FoundPlace {
  readonly document: SourceDocument
  readonly nth: number
}

/** Finds answers by the ids of their paragraphs, or their own; undefined for an unknown id. */
export interface AnswerFinder {
  answer(id: string): FoundPlace | undefined
  paragraph(id: string): FoundPlace | undefined
}

/**
 * Looks in the document whose id the wanted one begins with, so that a large index needs no table
 * of its answers. Such an id may have dots itself.
 */
export function answerFinder(documents: ReadonlyMap<string, SourceDocument>): AnswerFinder {
  function find(id: string, isIt: (answer: SourceDocument['answers'][number]) => boolean) {
    for (let end = id.indexOf('.'); end > 0; end = id.indexOf('.', end + 1)) {
      const document = documents.get(id.slice(0, end))
      const nth = document?.answers.findIndex(isIt) ?? -1
      if (nth >= 0) return { document: document!, nth }
    }
    return undefined
  }

  return {
    answer: (id) => find(id, (answer) => answer.id === id),
    paragraph: (id) =>
      find(id, ({ paragraphs }) => paragraphs.some((paragraph) => paragraph.id === id)),
  }
}
