import type { Warning } from '../../domain/document.ts'
import { type NumberSet, numberSet, wholeOf } from '../../domain/question-number.ts'
import type { Heading, Opening } from './heading.ts'
import { openingOf } from './heading-lines.ts'
import { continues } from './mid-sentence.ts'
import type { Line } from './lines.ts'

/**
 * Takes out the parts that a format marks and that their words contradict, with a warning each: one
 * whose own heading names the other part, and an answer that holds the heading of the next question
 * or of an answer, marked nowhere else. What follows may be a member's words; any other number, of
 * a question that nobody asked here, is quoted.
 */
export function withoutContradicted(
  lines: readonly Line[],
  headings: Map<Line, Heading>,
): Warning[] {
  const marked = {
    question: numbersOf(headings.values(), 'question'),
    answer: numbersOf(headings.values(), 'answer'),
  }
  let holder: Line | null = null
  let last = 0
  return lines.flatMap((line, at) => {
    const heading = headings.get(line)
    if (heading !== undefined) holder = heading.part === 'answer' ? line : null
    if (heading?.part === 'question') {
      last =
        heading.numbers.length === 0 ? last + 1 : Math.max(last, ...heading.numbers.map(wholeOf))
    }
    const named = namedPart(line)
    if (named === null) return []
    const { part, numbers } = named
    const quoted = `"${line.text.slice(0, 40)}"`
    if (heading?.part === (part === 'question' ? 'answer' : 'question')) {
      holder = null
      headings.set(line, { ...heading, part: part === 'question' ? 'withheld' : 'unplaced' })
      const message =
        part === 'question'
          ? `withheld: ${answerOf(heading)}, since ${quoted} names a question`
          : `${quoted} names an answer; it was not read as a question`
      return [{ message, line: line.number }]
    }
    const isDue = numbers.some((number) => {
      if (marked[part].concerns(number)) return false
      return part === 'answer' ? marked.question.concerns(number) : wholeOf(number) - last <= 1
    })
    const answer = holder
    if (heading !== undefined || answer === null || !isDue || continues(lines[at - 1], line))
      return []
    const held = headings.get(answer)!
    headings.set(answer, { ...held, part: 'withheld' })
    holder = null
    const message = `withheld: ${answerOf(held)}, since ${quoted} stands in it`
    return [{ message, line: line.number }]
  })
}

function answerOf({ numbers }: Heading): string {
  return numbers.length === 0 ? 'an answer' : `answer ${numbers.join(', ')}`
}

function numbersOf(headings: Iterable<Heading>, part: Heading['part']): NumberSet {
  const found = numberSet()
  for (const heading of headings) {
    if (heading.part === part) for (const number of heading.numbers) found.add(number)
  }
  return found
}

/** "Vraag 3", "Antwoord 3", "Vraag 3: Kent u dit?": what a line names; null for any other. */
function namedPart(line: Line): (Opening & { part: 'question' | 'answer' }) | null {
  const opening = openingOf(line)
  if (opening === null || opening.certainty !== 'sure' || opening.numbers.length === 0) return null
  const { part, body } = opening
  if (part !== 'question' && part !== 'answer') return null
  const isWhole = body === null || (part === 'question' && line.text.endsWith('?'))
  return isWhole ? { ...opening, part } : null
}
