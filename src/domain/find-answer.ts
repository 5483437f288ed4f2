import type { Answer, SourceDocument } from './document.ts'

/** An answer by its document and its place there. */
export interface FoundPlace {
  readonly document: SourceDocument
  readonly nth: number
}

/** Finds answers by the ids of their paragraphs, or their own; undefined for an unknown id. */
interface AnswerFinder {
  answer(id: string): FoundPlace | undefined
  paragraph(id: string): FoundPlace | undefined
}

/** The id of a paragraph's answer, with which its own begins. */
export function answerIdOf(paragraphId: string): string {
  return paragraphId.slice(0, Math.max(0, paragraphId.lastIndexOf('.')))
}

/**
 * Looks in the document whose id the wanted one begins with, so that a large index needs no table
 * of its answers. Such an id may have dots itself.
 */
export function answerFinder(documents: ReadonlyMap<string, SourceDocument>): AnswerFinder {
  function find(id: string, isIt: (answer: Answer) => boolean) {
    for (let end = id.indexOf('.'); end > 0; end = id.indexOf('.', end + 1)) {
      const document = documents.get(id.slice(0, end))
      const nth = document?.answers.findIndex(isIt) ?? -1
      if (nth >= 0) return { document: document!, nth }
    }
    return undefined
  }

  const answer = (id: string) => find(id, (each) => each.id === id)

  return {
    answer,
    paragraph(id) {
      const holds = ({ paragraphs }: Answer) => paragraphs.some((paragraph) => paragraph.id === id)
      // No other answer's paragraphs are read, unless an id is none of ours.
      const likely = answer(answerIdOf(id))
      return likely !== undefined && holds(likely.document.answers[likely.nth]!)
        ? likely
        : find(id, holds)
    },
  }
}
