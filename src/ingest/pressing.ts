import type { SourceDocument, Warning } from '../domain/document.ts'
import { concerns } from '../domain/question-number.ts'

/**
 * What a person should check first: words of a minister that the index may lack. Each warning
 * begins as `PRESSING` says, so that a run's summary can put it first, even for a document that an
 * earlier run read.
 */
const PRESSING = /^(?:no answer|no pair|withheld)/

/** Characters of a source text to search for its head. */
const HEAD = 20_000

/** The head of a document that has answers: "Antwoord van minister Veerman (Water)". */
const ANSWERS_ANNOUNCED = /^[ \t]*Antwoord(?:en)? van\s+\S/m

/** Whether a document has answers without questions, or announces answers that it lacks. */
export function shortcomings(document: SourceDocument, source: string): Warning[] {
  const asked = document.questions.flatMap(({ numbers }) => numbers)
  if (document.kind === 'answers') {
    const paired = document.answers.some(({ numbers }) =>
      numbers.some((number) => asked.some((each) => concerns(each, number))),
    )
    return paired ? [] : [{ message: 'no pair: none of its answers has its question', line: 1 }]
  }
  if (document.kind !== 'questions') return []
  const announced = ANSWERS_ANNOUNCED.exec(textAboveQuestions(document, source))
  if (announced === null) {
    if (document.questions.length > 0) return []
    return [{ message: 'no pair: neither a question nor an answer is found', line: 1 }]
  }
  const line = source.slice(0, announced.index).split('\n').length
  return [{ message: 'no answer is found, though the head announces one', line }]
}

/** The text before the first question. */
export function textAboveQuestions({ regions }: SourceDocument, source: string): string {
  const asked = regions.find(({ kind }) => kind === 'heading' || kind === 'question')
  return source.slice(0, Math.min(asked?.start ?? source.length, HEAD))
}

/** The same warnings, the pressing ones first. */
export function pressingFirst<Each extends { readonly message: string }>(
  warnings: readonly Each[],
): Each[] {
  const isPressing = ({ message }: Each): boolean => PRESSING.test(message)
  return [...warnings.filter(isPressing), ...warnings.filter((each) => !isPressing(each))]
}
