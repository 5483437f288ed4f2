import type { Warning } from '../../domain/document.ts'
import { countOfFirst } from '../../domain/order.ts'
import {
  byNumber,
  type NumberSet,
  numberSet,
  type QuestionNumber,
} from '../../domain/question-number.ts'
import type { Zone } from '../extraction/extraction.ts'
import { patternOf } from '../../text/pattern.ts'
import { type Heading, unplaced } from './heading.ts'
import { LONGEST_HEADING } from './heading-patterns.ts'
import { findHeadings } from './headings.ts'
import type { Line } from './lines.ts'
import { partZones, zonedHeadings, zoneFinder } from './zones.ts'

/**
 * The headings of a document in words, and those of the rows of its tables of questions and
 * answers. A table whose questions no heading answers continues the document. Any other is part of
 * the answer it stands in, which is withheld if it cannot be told whose words the rows are. Adds a
 * warning for each oddity.
 */
export function headingsAndTables(
  lines: readonly Line[],
  zones: readonly Zone[],
  strongAt: (offset: number) => unknown,
  warnings: Warning[],
): Map<Line, Heading> {
  const finders = partZones(zones)
  const { pairAt } = finders
  const namesAt = zoneFinder(zones, 'names')
  const gaps = zones.filter(({ kind }) => kind === 'furniture').map(({ start }) => start)
  const isInTable = ({ start }: Line): boolean => pairAt(start) !== null || namesAt(start) !== null
  const headings = findHeadings(
    lines.filter((line) => !isInTable(line)),
    strongAt,
    warnings,
  )
  const asked = numbersOf(headings.values(), 'question')
  const answered = setOf(numbersOf(headings.values(), 'answer'))
  const open = asked.filter((number) => !answered.concerns(number))
  let above: Above = { last: undefined, holder: null }
  let from = 0
  for (const { first, end } of tablesIn(lines, isInTable)) {
    above = readDown(lines.slice(from, first), headings, above)
    from = first
    const rows = lines.slice(first, end)
    const own = zonedHeadings(
      rows.filter(({ start }) => pairAt(start) !== null),
      finders,
      above.last,
    )
    const numbers = numbersOf(own.values(), 'question')
    const isFree = !numbers.some((number) => answered.concerns(number))
    if (numbers.length > 0 && isFree) {
      for (const [row, heading] of own) headings.set(row, heading)
      for (const row of rows) {
        if (pairAt(row.start) === null) headings.set(row, unplaced(row))
      }
      const next = lines[end]
      if (next !== undefined && !headings.has(next)) headings.set(next, unplaced(next))
    } else if (above.holder !== null) {
      const inTable = setOf(numbers)
      const isOwn = numbers.length > 0 && !open.some((number) => inTable.concerns(number))
      // Columns of others are left out as furniture.
      const gap = gaps[countOfFirst(gaps.length, (at) => gaps[at]! < rows[0]!.start)]
      const hasGaps = gap !== undefined && gap < rows.at(-1)!.end
      const message = 'a table of questions and answers stands in it'
      const report = isOwn && !hasGaps ? told : withheld(headings)
      warnings.push(report(above.holder, message, rows[0]!))
    }
  }
  return headings
}

/** What stands above a table: the last number asked, and the heading of the answer around it. */
interface Above {
  readonly last: QuestionNumber | undefined
  readonly holder: Line | null
}

function readDown(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  { last, holder }: Above,
): Above {
  let [asked, answer] = [last, holder]
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading === undefined) continue
    answer = heading.part === 'answer' ? line : null
    if (heading.part !== 'question') continue
    for (const number of heading.numbers) {
      if (asked === undefined || byNumber(number, asked) > 0) asked = number
    }
  }
  return { last: asked, holder: answer }
}

function setOf(numbers: readonly QuestionNumber[]): NumberSet {
  const found = numberSet()
  for (const number of numbers) found.add(number)
  return found
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
  let holder: Line | null = null
  return lines.flatMap((line, at) => {
    const heading = headings.get(line)
    if (heading !== undefined) holder = heading.part === 'answer' ? line : null
    const isNamed = namesAt(line.start) !== null || NAMES.test(line.text.slice(0, 60))
    const isBeside = heading !== undefined && BESIDE.test(line.text.slice(0, LONGEST_HEADING))
    const isRow = heading === undefined || namesAt(line.start) !== null
    if (!isBeside && !(isNamed && isRow)) return []
    // A title may stand above the first row.
    if (lines.slice(at + 1, at + 4).some(({ start }) => pairAt(start) !== null)) return []
    const message =
      'the columns of a table of questions and answers cannot be told apart; hand in the file ' +
      'that it was made from'
    if (holder === null) return [{ message: `withheld: ${message}`, line: line.number }]
    const held = holder
    holder = null
    return [withheld(headings)(held, message, line)]
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

/** "Antwoord 1      Antwoord 2": two columns side by side */
const BESIDE = /^(?<part>Vraag|Antwoord) \d{1,3}(?: {2,80}|\t)\k<part> \d{1,3}$/

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

function told(held: Line, message: string, { number: line }: Line): Warning {
  return { message: `"${held.text.slice(0, 40)}": ${message}`, line }
}

function withheld(headings: Map<Line, Heading>): typeof told {
  return (held, message, line) => {
    headings.set(held, { ...headings.get(held)!, part: 'withheld' })
    return told(held, `withheld, since ${message}`, line)
  }
}
