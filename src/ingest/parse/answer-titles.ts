import { LONGEST_TITLE } from './closing.ts'
import type { Heading, Part } from './heading.ts'
import type { Line } from './lines.ts'
import type { OpeningLine } from './quoted-parts.ts'
import { patternOf } from '../../text/pattern.ts'

/** "Antwoorden" right above a question: below it all questions stand once more. */
export function titlesOfAnswers(lines: readonly Line[], found: ReadonlyMap<Line, Heading>): Line[] {
  return lines.filter((line, at) => {
    const next = lines[at + 1]
    const isBare = found.get(line)?.part === 'answer' && /^Antwoorden:?$/i.test(line.text)
    return isBare && next !== undefined && found.get(next)?.part === 'question'
  })
}

/**
 * True for "Antwoord", with nothing but the heading of a numbered answer below it; below
 * "Antwoorden" a line may announce that: "Onze antwoorden luiden als volgt:".
 */
export function isTitleOfNumbered(
  openings: readonly OpeningLine[],
  at: number,
  lines: readonly Line[],
): boolean {
  const { line, index, opening } = openings[at]!
  const next = openings[at + 1]
  const isBare = opening.part === 'answer' && opening.numbers.length === 0 && opening.body === null
  if (!isBare || next === undefined) return false
  const isAnnounced = /^Antwoorden/i.test(line.text) && lines[index + 1]!.text.endsWith(':')
  if (next.index !== index + (isAnnounced ? 2 : 1)) return false
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

/** "/ Answer 1", "van Dijkgraaf", "college:", and no beginning of a sentence */
const TAIL = new RegExp(
  patternOf`
    ^(?!(?:ja|nee|neen|zie|idem|klopt)(?!\p{L}))
    (?:[/|\p{Ll}]|(?:Answer|Question|Réponse|Frage|Antwort)s?\s\d)
    (?:[^:?!]{1,40}:(?=\s+\S)|[^?!]{0,58}(?<![.?!])$)
  `,
  'u',
)

/** "/ Answer 1", "Answers 1 and 2" */
const REPEATS = /^(?:[/|]\s)?\p{L}+\s(?<number>\d{1,3})(?:\s(?:\p{L}+|[-–])\s\d{1,3})?\s?:?$/u

/**
 * "Antwoord 1 / Answer 1", "Antwoord 2 college: Ja.": the headings that go on behind their number
 * as another of their part does, with the place where their own text begins. One that repeats
 * itself behind a slash or in another language needs no other.
 */
export function tailedAlike(
  lines: readonly Line[],
  found: ReadonlyMap<Line, Heading>,
): Map<Line, Heading> {
  const tailed = lines.flatMap((line, at) => {
    const heading = found.get(line)
    const next = lines[at + 1]
    if (heading === undefined || heading.body === null || heading.numbers.length === 0) return []
    const rest = line.text.slice(heading.body - line.start)
    const tail = TAIL.exec(rest.slice(0, 60))?.[0]
    if (tail === undefined) return []
    const isWhole = tail.length === rest.length
    // A sentence may go on below.
    const isAbove = next !== undefined && !found.has(next) && !/^\p{Ll}/u.test(next.text)
    if (isWhole && !isAbove) return []
    const behind = heading.body + tail.length + /^\s*/.exec(rest.slice(tail.length))![0].length
    const name = `${heading.part} ${isWhole} ${tail}`
    return [{ line, name, tail, heading: { ...heading, body: isWhole ? null : behind } }]
  })
  const alike = [...Map.groupBy(tailed, ({ name }) => name).values()]
  return new Map(
    alike.flatMap((group) =>
      group.length > 1 || group.every(isRepeated)
        ? group.map(({ line, heading }): [Line, Heading] => [line, heading])
        : [],
    ),
  )
}

function isRepeated({ heading, tail }: { heading: Heading; tail: string }): boolean {
  return REPEATS.exec(tail)?.groups?.['number'] === String(heading.numbers[0])
}
