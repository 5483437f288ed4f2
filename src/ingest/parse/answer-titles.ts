import { LONGEST_TITLE } from './closing.ts'
import type { Heading, Part } from './heading-lines.ts'
import type { Line } from './lines.ts'
import type { OpeningLine } from './quoted-parts.ts'

/** "Antwoorden" right above a question: below it all questions stand once more. */
export function titlesOfAnswers(lines: readonly Line[], found: ReadonlyMap<Line, Heading>): Line[] {
  return lines.filter((line, at) => {
    const next = lines[at + 1]
    const isBare = found.get(line)?.part === 'answer' && /^Antwoorden:?$/i.test(line.text)
    return isBare && next !== undefined && found.get(next)?.part === 'question'
  })
}

/** True for "Antwoorden", with nothing but the heading of a numbered answer below it. */
export function isTitleOfNumbered(openings: readonly OpeningLine[], at: number): boolean {
  const { index, opening } = openings[at]!
  const next = openings[at + 1]
  const isBare = opening.part === 'answer' && opening.numbers.length === 0 && opening.body === null
  if (!isBare || next?.index !== index + 1) return false
  return next.opening.part === 'answer' && next.opening.numbers.length > 0
}

/**
 * "Vraag 1 – Onderhoud" and "Antwoord 1 – Onderhoud": the headings of a question and its answer
 * with one title, below which their own text begins.
 */
export function titledAlike(lines: readonly Line[], found: ReadonlyMap<Line, Heading>): Line[] {
  const titled = lines.flatMap((line, at) => {
    const heading = found.get(line)
    const next = lines[at + 1]
    if (heading === undefined || heading.body === null || heading.numbers.length === 0) return []
    if (next === undefined || found.has(next)) return []
    const title = line.text.slice(heading.body - line.start).toLowerCase()
    const name = `${heading.numbers.join()} ${title}`
    return title.length > LONGEST_TITLE || /[.?!]$/.test(title)
      ? []
      : [{ line, part: heading.part, name }]
  })
  const names = (part: Part) =>
    new Set(titled.flatMap((each) => (each.part === part ? [each.name] : [])))
  const [asked, answered] = [names('question'), names('answer')]
  return titled.flatMap(({ line, name }) => (asked.has(name) && answered.has(name) ? [line] : []))
}
