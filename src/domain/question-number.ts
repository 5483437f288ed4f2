/**
 * The number of a question as printed: 2, or "2b" or "2.1" for a question in parts. A plain number
 * stays a number, so that readers unaware of parts keep working.
 */
export type QuestionNumber = number | string

/** The numbers of parts, "2b" and "2.1", as a pattern's source. */
export const LETTERED = '^\\d{1,3}(?:[a-z]|\\.\\d{1,2})$'

/** Reads "2", "2b", "2.b" and "2.1"; null for anything else. */
export function readQuestionNumber(text: string): QuestionNumber | null {
  const { digits, letter, part } =
    /^(?<digits>\d{1,3})(?:[\s.]?(?<letter>[a-z])|\.(?<part>\d{1,2}))?$/i.exec(text)?.groups ?? {}
  if (digits === undefined) return null
  if (part !== undefined) return `${Number(digits)}.${Number(part)}`
  return letter === undefined ? Number(digits) : `${Number(digits)}${letter.toLowerCase()}`
}

/** 2 for 2 and for "2b". */
export function wholeOf(number: QuestionNumber): number {
  return typeof number === 'number' ? number : Number.parseInt(number, 10)
}

/** "b" for "2b", ".1" for "2.1", empty for 2. */
export function letterOf(number: QuestionNumber): string {
  return typeof number === 'number' ? '' : number.replace(/^\d+/, '')
}

/** The position of a part: 2 for "2b" and "2.2", 0 for 2. */
function partOf(number: QuestionNumber): number {
  const part = letterOf(number)
  if (part === '') return 0
  return part.startsWith('.') ? Number(part.slice(1)) : part.charCodeAt(0) - 96
}

/** The number that comes next: "2c" after "2b", "2.3" after "2.2"; 4 after 3. */
export function numberAfter(number: QuestionNumber): QuestionNumber {
  if (typeof number === 'number') return number + 1
  const next = partOf(number) + 1
  return letterOf(number).startsWith('.')
    ? `${wholeOf(number)}.${next}`
    : `${wholeOf(number)}${String.fromCharCode(96 + next)}`
}

/** Orders 1, 2, "2a", "2b", 10. */
export function byNumber(a: QuestionNumber, b: QuestionNumber): number {
  const order = wholeOf(a) - wholeOf(b) || partOf(a) - partOf(b)
  if (order !== 0) return order
  return letterOf(a) < letterOf(b) ? -1 : Number(letterOf(a) > letterOf(b))
}

/** Ascending, without duplicates. */
export function inOrder(numbers: Iterable<QuestionNumber>): QuestionNumber[] {
  return [...new Set(numbers)].sort(byNumber)
}

/**
 * The numbers that a range omits: 4 of "3 t/m 5", "2b" of "2a t/m 2c". Empty if it runs backwards.
 */
export function numbersBetween(from: QuestionNumber, to: QuestionNumber): QuestionNumber[] {
  const [first, last] = [wholeOf(from), wholeOf(to)]
  if (first !== last) {
    return Array.from({ length: Math.max(0, last - first - 1) }, (_, at) => first + 1 + at)
  }
  const between: QuestionNumber[] = []
  if (letterOf(from) === '' || letterOf(to) === '') return between
  for (let next = numberAfter(from); byNumber(next, to) < 0; next = numberAfter(next)) {
    between.push(next)
  }
  return between
}

/**
 * True if one is a part of the other, or both are the same: an answer 2 answers question 2b too.
 */
export function concerns(one: QuestionNumber, other: QuestionNumber): boolean {
  if (one === other) return true
  if (wholeOf(one) !== wholeOf(other)) return false
  return letterOf(one) === '' || letterOf(other) === ''
}

/** Numbers indexed by their whole part, for fast lookup of those that concern one number. */
export interface NumberSet {
  add(number: QuestionNumber): void
  /** takes out those that concern the number */
  settle(number: QuestionNumber): void
  concerns(number: QuestionNumber): boolean
  isEmpty(): boolean
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
    isEmpty: () => [...byWhole.values()].every(({ length }) => length === 0),
    clear: () => byWhole.clear(),
  }
}

/**
 * The members of `asked` that a number stands for: itself if it was asked, else its parts (2 for
 * "2a" and "2b"), else the whole that it is a part of.
 */
export function meantBy(number: QuestionNumber, asked: ReadonlySet<QuestionNumber>) {
  if (asked.has(number)) return [number]
  return [...asked].filter((each) => concerns(number, each)).sort(byNumber)
}

/** Those of some numbered things that an answer to `numbers` answers, see `meantBy`. */
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
