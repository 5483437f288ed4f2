import type { Warning } from '../../domain/document.ts'
import { concerns, numberSet, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import type { Section } from './sections.ts'

/**
 * Withholds the answers to a number under which two questions are asked, with a warning each:
 * whether another set of questions, a quotation or a mistyped number, one of them is not theirs. If
 * both are answered, an answer right above one of them may end there, and is withheld as well; so
 * are all below a second question 1 that begins another set. Neither is where the number is surely
 * mistyped.
 */
export function withoutAskedTwice(sections: readonly Section[]): {
  sections: readonly Section[]
  warnings: Warning[]
} {
  const asked = new Map<QuestionNumber, { letters: string; line: number }[]>()
  const answered = new Map<QuestionNumber, number>()
  for (const { part, numbers, heading, lines } of sections) {
    const letters = part === 'question' ? lettersOf(lines.map(({ text }) => text).join('')) : ''
    for (const number of heading === null ? [] : numbers) {
      if (part === 'answer') answered.set(number, (answered.get(number) ?? 0) + 1)
      if (part !== 'question') continue
      const question = { letters, line: heading!.number }
      const known = asked.get(number)
      if (known === undefined) asked.set(number, [question])
      else known.push(question)
    }
  }
  const twice = [...asked.entries()].flatMap(([number, questions]) =>
    areOne(questions.map(({ letters }) => letters)) ? [] : [number],
  )
  if (twice.length === 0) return { sections, warnings: [] }
  const unsure = numberSet()
  for (const number of twice) unsure.add(number)
  const mistyped = new Map(twice.map((number) => [number, mistypedFor(number, sections)]))
  const answeredTwice = new Set(
    twice.filter((number) => (answered.get(number) ?? 0) > 1 && mistyped.get(number) === null),
  )
  const again = mistyped.get(1) === null ? secondSet(sections) : sections.length
  const other = answeredTwice.has(1) ? again : sections.length
  const warnings: Warning[] = []
  const left = sections.map((section, at): Section => {
    const { part, numbers, heading } = section
    if (part !== 'answer' || heading === null) return section
    const next = sections[at + 1]
    const own = numbers.find((number) => unsure.concerns(number))
    const asking = next?.part === 'question' ? next.numbers : []
    const number = own ?? (at > other ? 1 : asking.find((each) => answeredTwice.has(each)))
    if (number === undefined) return section
    const where = own === undefined ? `, once ${at > other ? 'above' : 'below'} it` : ''
    const name = twice.find((each) => concerns(each, number)) ?? number
    const lines = asked.get(name)!.map(({ line }) => line)
    const missing = mistyped.get(name) ?? null
    const advice =
      missing === null
        ? ADVICE[again < sections.length ? 'set' : 'number']
        : `one of them may be question ${missing}, mistyped`
    const message =
      `withheld: answer ${numbers.join(', ')}, since two questions ${name} are asked${where} ` +
      `(lines ${lines.join(' and ')}); ${advice}`
    warnings.push({ message, line: heading.number })
    return { ...section, part: 'withheld' }
  })
  return { sections: left, warnings }
}

/** What a person may do about two questions with one number. */
const ADVICE = {
  set: 'hand in two sets of questions as two files',
  number: 'a number may be mistyped, or a question quoted',
}

/**
 * The number that one of two questions surely should have: asked nowhere, it is one more or less
 * than theirs, and the only one between the questions above and below one of them. Null if unsure.
 */
function mistypedFor(number: QuestionNumber, sections: readonly Section[]): number | null {
  const asked = sections.flatMap(({ part, numbers, heading }) =>
    part === 'question' && heading !== null ? numbers : [],
  )
  const places = [...asked.keys()].filter((at) => asked[at] === number)
  if (typeof number !== 'number' || places.length !== 2) return null
  const missing = [number - 1, number + 1].filter((each) => {
    const isAsked = asked.some((other) => wholeOf(other) === each)
    return (
      !isAsked &&
      places.some((at) => (asked[at - 1] ?? 0) === each - 1 && asked[at + 1] === each + 1)
    )
  })
  return missing[0] ?? null
}

/** The place at which questions count from 1 again, unless they go on with those above it. */
function secondSet(sections: readonly Section[]): number {
  const first = sections.findIndex(asks(1))
  const again = sections.findIndex((section, at) => at > first && asks(1)(section))
  const last = sections
    .slice(0, again)
    .flatMap(({ part, numbers }) => (part === 'question' ? numbers.map(wholeOf) : []))
    .reduce((most, number) => Math.max(most, number), 0)
  const below = sections.slice(again)
  const next = below.findIndex(asks(last + 1))
  const goesOn = next >= 0 && !below.slice(0, next).some(asks(last))
  return goesOn ? sections.length : again
}

function asks(number: number): (section: Section) => boolean {
  return ({ part, numbers }) =>
    part === 'question' && numbers.some((each) => wholeOf(each) === number)
}

/** True if all texts are the same question, which one of them may break off. */
function areOne(texts: readonly string[]): boolean {
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one))
  return texts.every((text) => longest.includes(text))
}

/** The letters of a text alone, to compare it with another. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/\P{L}/gu, '')
}
