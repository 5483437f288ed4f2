import type { QuestionNumber } from '../../domain/question-number.ts'
import type { Line } from './lines.ts'
import type { OpeningLine } from './quoted-parts.ts'

/**
 * "Vraag 1" right below "Antwoorden", and "Vraag 2", head the answers to the questions of these
 * names above it, where nothing is asked below them again.
 */
export function withGroupedAnswers(
  openings: readonly OpeningLine[],
  lines: readonly Line[],
): OpeningLine[] {
  const at = openings.findIndex(({ opening }) => opening.part === 'answer')
  const [above, title, below] = [openings.slice(0, at), openings[at], openings.slice(at + 1)]
  if (title === undefined || title.opening.body !== null || numbersOf([title]).length > 0)
    return [...openings]
  const asked = numbersOf(above)
  const areQuestions = [...above, ...below].every(({ opening }) => opening.part === 'question')
  const isTitle = below[0]?.index === title.index + 1
  const areSame = asked.length > 1 && asked.join() === numbersOf(below).join()
  const known = new Set(lines.slice(0, title.index).map(({ text }) => text))
  const asksAgain = below.some(({ index, opening }, nth) => {
    const from = opening.body === null ? index + 1 : index
    const words = lines.slice(from, below[nth + 1]?.index).slice(0, MOST_REPEATED)
    return words.some(({ text }) => text.endsWith('?') || known.has(text))
  })
  if (!isTitle || !areQuestions || !areSame || asksAgain) return [...openings]
  const answers = below.map((each): OpeningLine => {
    return { ...each, opening: { ...each.opening, part: 'answer' } }
  })
  return [...above, title, ...answers]
}

/** Lines in which a question that stands once more would end. */
const MOST_REPEATED = 6

function numbersOf(openings: readonly OpeningLine[]): QuestionNumber[] {
  return openings.flatMap(({ opening }) => opening.numbers)
}
