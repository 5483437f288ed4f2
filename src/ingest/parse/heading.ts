import type { QuestionNumber } from '../../domain/question-number.ts'
import type { Line } from './lines.ts'

/** The kinds of stretch in a document. `withheld` is an answer that cannot be quoted. */
export type Part = 'header' | 'question' | 'answer' | 'withheld' | 'remark' | 'unplaced'

/** A line that opens a part. */
export interface Heading {
  readonly part: Part
  /** as printed; empty for a bare "Antwoord" and in documents without numbers */
  readonly numbers: readonly QuestionNumber[]
  /** where the part's own text begins on the same line ("1. Kunt u ..."); null if it does not */
  readonly body: number | null
}

/** Makes a line, with all of its text, the beginning of what belongs to no part. */
export function unplaced({ start }: Line): Heading {
  return { part: 'unplaced', numbers: [], body: start }
}

/**
 * How much a line looks like a heading: `sure` by itself; `likely` unless it stands in
 * mid-sentence; `possible` only if its number comes next.
 */
export type Certainty = 'sure' | 'likely' | 'possible'

export type Opening = Heading & { readonly certainty: Certainty }

/** "question 2", "answer 2b": what headings name. */
export function namesOf(headings: Iterable<Heading>): ReadonlySet<string> {
  return new Set(
    [...headings].flatMap(({ part, numbers }) => numbers.map((number) => `${part} ${number}`)),
  )
}
