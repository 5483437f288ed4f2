import type { Answer, SourceDocument } from '../../domain/document.ts'
import { atOnce } from '../../domain/slices.ts'
import { answeredBy } from '../../domain/question-number.ts'

/**
 * Everything that can be found, numbered. A *segment* is a piece of text indexed as one: a
 * document's subject, the questions of a pair, a paragraph of an answer. Documents, pairs and
 * segments follow the order of `documents`; a pair's segments are adjacent: its questions first,
 * then its paragraphs.
 */
export interface Catalogue {
  readonly documents: readonly SourceDocument[]
  readonly pairs: readonly Pair[]
  readonly segmentCount: number
  /** pair indexes by paragraph id */
  readonly pairOfParagraph: ReadonlyMap<string, number>
}

export interface Pair {
  readonly answer: Answer
  readonly document: SourceDocument
  readonly subjectSegment: number
  readonly questionSegment: number
  /** `[first, end)` of each paragraph */
  readonly firstParagraph: number
  readonly endParagraph: number
}

/** The day of a pair's answer; '' where its document names none, which comes before all days. */
export function dateOf({ document }: Pick<Pair, 'document'>): string {
  return document.answered ?? ''
}

export function catalogueOf(documents: readonly SourceDocument[]): Catalogue {
  return atOnce(catalogueInSteps(documents))
}

/** The same, with a break after each document. */
export function* catalogueInSteps(
  documents: readonly SourceDocument[],
): Generator<void, Catalogue> {
  const pairs: Pair[] = []
  const pairOfParagraph = new Map<string, number>()
  let segment = 0
  for (const document of documents) {
    const subjectSegment = segment++
    for (const answer of document.answers) {
      const questionSegment = segment++
      const firstParagraph = segment
      for (const { id } of answer.paragraphs) pairOfParagraph.set(id, pairs.length)
      segment += answer.paragraphs.length
      pairs.push({
        answer,
        document,
        subjectSegment,
        questionSegment,
        firstParagraph,
        endParagraph: segment,
      })
    }
    yield
  }
  return { documents, pairs, segmentCount: segment, pairOfParagraph }
}

/** The texts of the segments, in their order. */
export function* segmentTexts({ documents, pairs }: Catalogue): Generator<string> {
  let next = 0
  for (const document of documents) {
    yield document.title
    for (const { paragraphs } of document.answers) {
      yield questionOf(pairs[next++]!)
      for (const { reading } of paragraphs) yield reading.text
    }
  }
}

/** The questions with the numbers of an answer, in the document's order. */
export function questionOf({ document, answer }: Pick<Pair, 'document' | 'answer'>): string {
  return answeredBy(document.questions, answer.numbers)
    .map(({ reading }) => reading.text)
    .join(' ')
}
