import type { QuestionNumber } from '../../domain/question-number.ts'
import { lettersOf } from './asked-twice.ts'
import type { Section } from './sections.ts'

/** Lines of a question at most. */
const MOST_LINES = 40

/**
 * Leaves a question that stands once more above the words of its answer, below the same heading,
 * out of it: they are the member's.
 */
export function withoutRepeatedQuestions(sections: readonly Section[]): Section[] {
  const asked = new Map<QuestionNumber, string>()
  for (const { part, numbers, lines } of sections) {
    for (const number of part === 'question' ? numbers : []) asked.set(number, lettersIn(lines))
  }
  return sections.flatMap((section): Section[] => {
    const { part, numbers, lines } = section
    const question = [...new Set(numbers.map((number) => asked.get(number)))].join('')
    if (part !== 'answer' || question === '') return [section]
    const until = lines.slice(0, Math.min(MOST_LINES, lines.length - 1)).findIndex((line, at) => {
      const asks = /\?[»”"’')]{0,2}$/.test(line.text.slice(-4))
      return asks && lettersIn(lines.slice(0, at + 1)) === question
    })
    if (until < 0) return [section]
    const repeated = { ...section, part: 'unplaced', lines: lines.slice(0, until + 1) } as const
    return [repeated, { ...section, heading: null, lines: lines.slice(until + 1) }]
  })
}

function lettersIn(lines: Section['lines']): string {
  return lettersOf(lines.map(({ text }) => text).join(''))
}
