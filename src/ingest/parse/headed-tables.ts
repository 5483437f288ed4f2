import type { Warning } from '../../domain/document.ts'
import { byNumber, concerns, type QuestionNumber } from '../../domain/question-number.ts'
import type { Zone } from '../extraction/extraction.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Heading } from './heading-lines.ts'
import { findHeadings } from './headings.ts'
import type { Line } from './lines.ts'
import { zonedHeadings, zoneFinder } from './zones.ts'

/** The headings of a document, and what was odd about its tables. */
interface Found {
  readonly headings: Map<Line, Heading>
  readonly warnings: Warning[]
}

/**
 * The headings of a document in words, and those of the rows of its tables of questions and
 * answers. A table whose questions no heading answers continues the document. Any other is part of
 * the answer it stands in, which is withheld if it cannot be told whose words the rows are.
 */
export function headingsAndTables(
  lines: readonly Line[],
  zones: readonly Zone[],
  strongAt: (offset: number) => unknown,
): Found {
  const pairAt = zoneFinder(zones, 'pair')
  const namesAt = zoneFinder(zones, 'names')
  const isInTable = ({ start }: Line): boolean => pairAt(start) !== null || namesAt(start) !== null
  const outside = lines.filter((line) => !isInTable(line))
  const headings = findHeadings(outside, strongAt)
  const questions = numbersOf(headings.values(), 'question')
  const answered = numbersOf(headings.values(), 'answer')
  const warnings: Warning[] = []
  for (const { first, end } of tablesIn(lines, isInTable)) {
    const rows = lines.slice(first, end)
    const above = lines.slice(0, first).filter((line) => headings.has(line))
    const asked = numbersOf(
      above.map((line) => headings.get(line)!),
      'question',
    )
    const own = zonedHeadings(
      rows.filter(({ start }) => pairAt(start) !== null),
      zones,
      asked.toSorted(byNumber).at(-1),
    )
    const numbers = numbersOf(own.values(), 'question')
    const isIn = (known: readonly QuestionNumber[]) => (number: QuestionNumber) =>
      known.some((each) => concerns(each, number))
    const taken = numbers.filter(isIn(answered))
    const open = questions.filter((number) => !isIn(answered)(number)).filter(isIn(numbers))
    const [line] = rows
    if (numbers.length > 0 && taken.length === 0) {
      for (const [row, heading] of own) headings.set(row, heading)
      for (const row of rows) {
        if (pairAt(row.start) === null) headings.set(row, unplaced(row))
      }
      const next = lines[end]
      if (next !== undefined && !headings.has(next)) headings.set(next, unplaced(next))
    } else if (line !== undefined) {
      const isWhole = numbers.length > 0 && open.length === 0
      const held = holderOf(line, lines, headings)
      if (held === null) continue
      const message = 'a table of questions and answers stands in it'
      if (isWhole && !hasGaps(rows, zones)) warnings.push(told(held, message, line))
      else warnings.push(withheld(held, headings, message, line))
    }
  }
  return { headings, warnings }
}

/**
 * Tables of questions and answers that no format shows row by row, since their columns run into
 * each other: a warning each, and the answer that holds one is withheld.
 */
export function withoutRunTogether(
  lines: readonly Line[],
  headings: Map<Line, Heading>,
  zones: readonly Zone[],
): Warning[] {
  const namesAt = zoneFinder(zones, 'names')
  const pairAt = zoneFinder(zones, 'pair')
  return lines.flatMap((line, at) => {
    const isNamed = namesAt(line.start) !== null || NAMES.test(line.text.slice(0, 60))
    if (!isNamed || (headings.has(line) && namesAt(line.start) === null)) return []
    // A title may stand above the first row.
    if (lines.slice(at + 1, at + 4).some(({ start }) => pairAt(start) !== null)) return []
    const held = holderOf(line, lines, headings)
    const message = 'the columns of a table of questions and answers cannot be told apart'
    if (held !== null) return [withheld(held, headings, message, line)]
    return [{ message, line: line.number }]
  })
}

/** "Nr. Vraag Antwoord", "# | Vraag | Antwoord": the names of columns in plain text */
const NAMES = new RegExp(
  patternOf`
    ^\W{0,4}(?:(?:vraag)?n(?:umme)?rs?\.?|[#]|no\.?)[\s|;]{1,8}vra(?:ag|gen)[\s|;]{1,8}
    (?:antwoord(?:en)?|beantwoording|reactie)\W{0,4}$
  `,
  'iu',
)

/** Stretches of lines in tables; the names of columns begin another table. */
function tablesIn(
  lines: readonly Line[],
  isInTable: (line: Line) => boolean,
): { first: number; end: number }[] {
  const tables: { first: number; end: number }[] = []
  for (const [at, line] of lines.entries()) {
    if (!isInTable(line)) continue
    const last = tables.at(-1)
    if (last?.end === at) last.end = at + 1
    else tables.push({ first: at, end: at + 1 })
  }
  return tables
}

function numbersOf(headings: Iterable<Heading>, part: Heading['part']): QuestionNumber[] {
  return [...headings].flatMap((heading) => (heading.part === part ? heading.numbers : []))
}

function unplaced({ start }: Line): Heading {
  return { part: 'unplaced', numbers: [], body: start }
}

/** The heading of the answer that a line stands in; null if it stands in none. */
function holderOf(
  line: Line,
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): Line | null {
  const above = lines.slice(0, lines.indexOf(line)).findLast((each) => headings.has(each))
  return above !== undefined && headings.get(above)!.part === 'answer' ? above : null
}

/** True if columns of the rows are left out as furniture. */
function hasGaps(rows: readonly Line[], zones: readonly Zone[]): boolean {
  const [from, until] = [rows[0]?.start ?? 0, rows.at(-1)?.end ?? 0]
  return zones.some(({ kind, start }) => kind === 'furniture' && from <= start && start < until)
}

function told(held: Line, message: string, { number: line }: Line): Warning {
  return { message: `"${held.text.slice(0, 40)}": ${message}`, line }
}

function withheld(held: Line, headings: Map<Line, Heading>, message: string, line: Line): Warning {
  headings.set(held, { part: 'unplaced', numbers: [], body: headings.get(held)!.body })
  return told(held, `withheld, since ${message}`, line)
}
