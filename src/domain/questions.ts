import type { Answer, Question, SourceDocument } from './document.ts'

/** The questions that an answer answers, in order. */
export function questionsTo(document: SourceDocument, answer: Answer): Question[] {
  return document.questions.filter((question) =>
    question.numbers.some((number) => answer.numbers.includes(number)),
  )
}
