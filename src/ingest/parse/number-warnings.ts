import type { Warning } from '../../domain/document.ts'
import { byNumber, numberSet, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import type { Section } from './sections.ts'

/** A question or an answer by one of its numbers, and the line of its heading. */
interface Told {
  readonly part: Section['part']
  readonly number: QuestionNumber
  readonly line: number
}

/**
 * What is odd about the numbers: a question asked twice, an answer without a question, a question
 * without an answer, a number that the questions skip.
 */
export function numberWarnings(sections: readonly Section[]): Warning[] {
  const told = sections.flatMap(({ part, numbers, heading }) =>
    heading === null ? [] : numbers.map((number) => ({ part, number, line: heading.number })),
  )
  return [...askedAgain(told), ...unmatched(told), ...gaps(sections)]
}

function askedAgain(told: readonly Told[]): Warning[] {
  const asked = new Set<QuestionNumber>()
  return told.flatMap(({ part, number, line }) => {
    if (part !== 'question') return []
    const isAgain = asked.has(number)
    asked.add(number)
    return isAgain ? [{ message: `question ${number} is asked again`, line }] : []
  })
}

/** Answers to what was not asked, and, in a document with answers, questions without one. */
function unmatched(told: readonly Told[]): Warning[] {
  const questions = numberSet()
  const answered = numberSet()
  for (const { part, number } of told) {
    if (part === 'question') questions.add(number)
    if (part === 'answer') answered.add(number)
  }
  const hasAnswers = !answered.isEmpty()
  return told.flatMap(({ part, number, line }) => {
    if (part === 'answer' && !questions.concerns(number)) {
      return [{ message: `answer to question ${number}, which was not asked`, line }]
    }
    if (part !== 'question' || !hasAnswers || answered.concerns(number)) return []
    // Once is enough, however often it was asked.
    answered.add(number)
    return [{ message: `question ${number} has no answer`, line }]
  })
}

/**
 * Questions that the numbers of the others skip, whose heading may be misspelt: between two others,
 * or before the first one if something is asked there.
 */
function gaps(sections: readonly Section[]): Warning[] {
  const warnings: Warning[] = []
  const asks = sections.some(
    ({ part, lines }) => part === 'header' && lines.some(({ text }) => text.endsWith('?')),
  )
  const asked = sections.flatMap(({ part, numbers, heading }) =>
    part === 'question' && heading !== null ? numbers.map((number) => ({ number, heading })) : [],
  )
  // An answer without its question is told already.
  const isAnswered = (number: number): boolean =>
    sections.some(({ part, numbers }) => part === 'answer' && numbers.includes(number))
  let last = 0
  for (const { number, heading } of asked.toSorted((a, b) => byNumber(a.number, b.number))) {
    if (wholeOf(number) > last + 1 && (last > 0 || asks) && !isAnswered(last + 1)) {
      const message = `no question ${last + 1} was found before question ${number}`
      warnings.push({ message, line: heading.number })
    }
    last = wholeOf(number)
  }
  return warnings
}
