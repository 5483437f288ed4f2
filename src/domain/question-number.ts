/**
 * The number of a question as it is printed: 2, or "2b" for a question that was asked in parts. A
 * plain number stays a number, so that what knows nothing of parts reads on.
 */
export type QuestionNumber = number | string

/** The numbers that are written with a letter, as a pattern's source. */
export const LETTERED = '^\\d{1,3}[a-z]$'

/** Reads "2" and "2b"; null for anything else. */
export function readQuestionNumber(text: string): QuestionNumber | null {
  const { digits, letter } = /^(?<digits>\d{1,3})\s?(?<letter>[a-z]?)$/i.exec(text)?.groups ?? {}
  if (digits === undefined) return null
  return letter === '' ? Number(digits) : `${Number(digits)}${letter!.toLowerCase()}`
}

/** 2 for 2 and for "2b". */
export function wholeOf(number: QuestionNumber): number {
  return typeof number === 'number' ? number : Number.parseInt(number, 10)
}

/** "b" for "2b", nothing for 2. */
export function letterOf(number: QuestionNumber): string {
  return typeof number === 'number' ? '' : number.slice(-1)
}

/** Orders 1, 2, "2a", "2b", 10. */
export function byNumber(a: QuestionNumber, b: QuestionNumber): number {
  const order = wholeOf(a) - wholeOf(b)
  if (order !== 0) return order
  return letterOf(a) < letterOf(b) ? -1 : Number(letterOf(a) > letterOf(b))
}

/** Ascending, each once. */
export function inOrder(numbers: Iterable<QuestionNumber>): QuestionNumber[] {
  return [...new Set(numbers)].sort(byNumber)
}

/** What a range leaves out: 4 of "3 t/m 5", "2b" of "2a t/m 2c". None where it runs backwards. */
export function numbersBetween(from: QuestionNumber, to: QuestionNumber): QuestionNumber[] {
  const [first, last] = [wholeOf(from), wholeOf(to)]
  const count = Math.max(0, last - first - 1)
  if (first !== last) return Array.from({ length: count }, (_, at) => first + 1 + at)
  const [start, end] = [letterOf(from), letterOf(to)].map((letter) => letter.charCodeAt(0))
  const letters = Math.max(0, end! - start! - 1) || 0
  return Array.from(
    { length: letters },
    (_, at) => `${first}${String.fromCharCode(start! + 1 + at)}`,
  )
}

/**
 * True where one is a part of the other, or both are the same: an answer 2 is one to question 2b.
 */
export function concerns(one: QuestionNumber, other: QuestionNumber): boolean {
  if (one === other) return true
  if (wholeOf(one) !== wholeOf(other)) return false
  return letterOf(one) === '' || letterOf(other) === ''
}

/** Numbers by their wholes, so that of many those that concern one are found at once. */
export interface NumberSet {
  add(number: QuestionNumber): void
  /** takes out what concerns the number */
  settle(number: QuestionNumber): void
  concerns(number: QuestionNumber): boolean
  clear(): void
}

/** An empty set of numbers. */
export function numberSet(): NumberSet {
  const byWhole = new Map<number, QuestionNumber[]>()
  return {
    add(number) {
      const kept = byWhole.get(wholeOf(number)) ?? []
      if (!kept.includes(number)) byWhole.set(wholeOf(number), [...kept, number])
    },
    settle(number) {
      const left = (byWhole.get(wholeOf(number)) ?? []).filter((each) => !concerns(each, number))
      byWhole.set(wholeOf(number), left)
    },
    concerns: (number) =>
      (byWhole.get(wholeOf(number)) ?? []).some((each) => concerns(each, number)),
    clear: () => byWhole.clear(),
  }
}

/**
 * The numbers of `asked` that a number stands for: itself where it was asked, else its parts (2 for
 * "2a" and "2b"), else the whole that it is a part of.
 */
export function meantBy(number: QuestionNumber, asked: ReadonlySet<QuestionNumber>) {
  if (asked.has(number)) return [number]
  return [...asked].filter((each) => concerns(number, each)).sort(byNumber)
}

/**
 * Of things with numbers, those that an answer to `numbers` answers: of each number what it was
 * asked by, see `meantBy`.
 */
export function answeredBy<T extends { readonly numbers: readonly QuestionNumber[] }>(
  questions: readonly T[],
  numbers: readonly QuestionNumber[],
): T[] {
  const isPrinted = (number: QuestionNumber): boolean =>
    questions.some((question) => question.numbers.includes(number))
  const others = numbers.filter((number) => !isPrinted(number))
  return questions.filter((question) =>
    question.numbers.some(
      (number) => numbers.includes(number) || others.some((other) => concerns(other, number)),
    ),
  )
}
