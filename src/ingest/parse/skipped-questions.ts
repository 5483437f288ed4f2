import type { Warning } from '../../domain/document.ts'
import { wholeOf } from '../../domain/question-number.ts'
import type { Section } from './sections.ts'

/**
 * Withholds the answers that may hold the next question, since its heading was not found: the
 * document skips its number or has only its answer, and a line of the answer above asks something.
 */
export function withoutSkipped(sections: readonly Section[]): {
  sections: readonly Section[]
  warnings: Warning[]
} {
  const asked = wholesOf(sections, 'question')
  const answered = wholesOf(sections, 'answer')
  const warnings: Warning[] = []
  let last = 0
  const left = sections.map((section, at): Section => {
    const { part, numbers, heading, lines } = section
    if (part === 'question') last = Math.max(last, ...numbers.map(wholeOf))
    const next = sections[at + 1]
    const [below] = next?.numbers ?? []
    if (part !== 'answer' || heading === null || last === 0 || below === undefined) return section
    const isLost =
      next!.part === 'question'
        ? wholeOf(below) > last + 1 && !asked.has(last + 1) && !answered.has(last + 1)
        : next!.part === 'answer' && wholeOf(below) > last && !asked.has(wholeOf(below))
    const own = next!.part === 'answer' ? lines.slice(-1) : lines
    if (!isLost || !own.some(({ text }) => ASKS.test(text.slice(-8)))) return section
    const message =
      `withheld: answer ${numbers.join(', ')}, since it may hold question ${last + 1}, whose ` +
      'heading was not found'
    warnings.push({ message, line: heading.number })
    return { ...section, part: 'withheld' }
  })
  return { sections: left, warnings }
}

/** The end of a question */
const ASKS = /\?[»”"’')[\]\s\d]{0,6}$/u

function wholesOf(sections: readonly Section[], wanted: Section['part']): ReadonlySet<number> {
  return new Set(
    sections.flatMap(({ part, numbers }) => (part === wanted ? numbers.map(wholeOf) : [])),
  )
}
