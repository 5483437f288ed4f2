import {
  byNumber,
  inOrder,
  type NumberSet,
  numberSet,
  type QuestionNumber,
  wholeOf,
} from '../../domain/question-number.ts'
import type { Part } from './heading.ts'

/** The numbers asked and answered so far, and the heading that opened the part. */
export interface PartCount {
  last: QuestionNumber | null
  readonly pending: NumberSet
  part: Part
  opened: readonly QuestionNumber[]
}

/** A count in which nothing is asked. */
export function newCount(): PartCount {
  return { last: null, pending: numberSet(), part: 'header', opened: [] }
}

/** True in an answer with a number, if no other question waits for one. */
export function isAnswered({ part, opened, pending }: PartCount): boolean {
  return part === 'answer' && opened.length > 0 && pending.isEmpty()
}

/** True for the next question, and for an answer to an open question. */
export function isExpected(
  part: Part,
  numbers: readonly QuestionNumber[],
  { last, pending, part: at }: PartCount,
) {
  const [first] = numbers
  if (part === 'answer') {
    if (first === undefined) return at === 'question'
    return numbers.every((number) => pending.concerns(number))
  }
  if (part !== 'question') return false
  if (first === undefined) return at !== 'question'
  if (last === null) return wholeOf(first) === 1
  if (wholeOf(first) === wholeOf(last)) return byNumber(first, last) > 0
  return wholeOf(first) === wholeOf(last) + 1
}

/** Counts a part with these numbers. */
export function advance(count: PartCount, part: Part, numbers: readonly QuestionNumber[]): void {
  count.part = part
  count.opened = numbers
  if (part === 'question') {
    for (const number of numbers) count.pending.add(number)
    const highest = [...numbers, ...(count.last === null ? [] : [count.last])].sort(byNumber)
    count.last = highest.at(-1) ?? null
  }
  if (part !== 'answer') return
  if (numbers.length === 0) count.pending.clear()
  for (const number of numbers) count.pending.settle(number)
}

/** The questions that a bare "Antwoord" may answer. */
interface OpenQuestions {
  ask(numbers: readonly QuestionNumber[]): void
  answer(numbers: readonly QuestionNumber[]): void
  /** of these those that no answer above them names; all if each of them is named */
  among(pending: readonly QuestionNumber[]): QuestionNumber[]
}

/** Follows the questions and answers: "Antwoord 2 en 3" may stand above question 3. */
export function openQuestions(): OpenQuestions {
  const asked = numberSet()
  const named = numberSet()
  return {
    ask(numbers) {
      for (const number of numbers) asked.add(number)
    },
    answer(numbers) {
      for (const number of numbers) if (!asked.concerns(number)) named.add(number)
    },
    among(pending) {
      const open = pending.filter((number) => !named.concerns(number))
      return inOrder(open.length > 0 ? open : pending)
    },
  }
}
