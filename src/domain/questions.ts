import type { Answer, Question, SourceDocument } from './document.ts'
import { answeredBy } from './question-number.ts'

/** The questions that an answer answers, in order. */
export function questionsTo(document: SourceDocument, answer: Answer): Question[] {
  return answeredBy(document.questions, answer.numbers)
}
