import { namedColumns } from '../extraction/pair-table.ts'
import type { PairCell } from './pdf-pairs.ts'
import { type PdfLine, textOfLine } from './pdf-notes.ts'

/** The left edges of a table's columns, and what each holds. */
export interface Columns {
  readonly lefts: readonly number[]
  readonly kinds: readonly PairCell['kind'][]
  /** the line with their names */
  readonly title: string
}

/** Text may begin this far left of its column, in points. */
export const SLACK = 3

/** The name of a column as drawn; `left` and `right` are in points. */
interface Name {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** "Nr. Vraag": pdf.js joins names that stand close to each other. */
const JOINED = /^(?<first>\S{1,14})\s+(?<second>\p{L}.*)$/u

/** The width of a letter, in multiples of the type size: that of a narrow one. */
const LETTER = 0.5

/**
 * The columns that a line names, with the left edges of the cells in the lines `below`: names may
 * be centred over them. Null if it names none of questions and answers.
 */
export function columnsIn(
  line: PdfLine,
  below: () => readonly PdfLine[] = () => [],
): Columns | null {
  if (line.runs.length < 2) return null
  const whole = line.runs.flatMap(({ run }): Name[] =>
    run.text.trim() === '' ? [] : [{ ...run, text: run.text.trim() }],
  )
  const split = whole.flatMap((name) => parted(name, line.size))
  // A number of its own makes the count of a row certain: "Nr. Vraag" is rather two names.
  const isNumbered = typeof namedColumns(split.map(({ text }) => text))?.number === 'number'
  const names = isNumbered ? split : whole
  const named = namedColumns(names.map(({ text }) => text))
  if (named === null) return null
  const { number, question, answer } = named
  const kinds = names.map((_, at): PairCell['kind'] => {
    if (at === number) return 'number'
    return at === question ? 'question' : at === answer ? 'answer' : 'other'
  })
  const edges = edgesIn(below())
  const lefts = names.map(({ left }, at) => {
    const from = names[at - 1]?.right ?? left - WIDEST_NUMBER
    // A name above the edge of its cells is not centred over them.
    if (edges.some((edge) => Math.abs(edge - left) < 1)) return left
    const own = edges.filter((edge) => edge > from - SLACK && edge < left + SLACK)
    return Math.min(left, ...own)
  })
  if (number !== 0) lefts[0] = centredOver(names[0]!, lefts[1]!, edges) ?? lefts[0]!
  return { lefts, kinds, title: textOfLine(line) }
}

/** The padding of a cell on both sides at most, in points. */
const PADDING = 20

/** The left edge of a wide first column with its name in the middle; null without one. */
function centredOver({ left, right }: Name, next: number, edges: readonly number[]): number | null {
  const middle = left + right - next
  const near = edges.filter((edge) => edge < left && Math.abs(edge - middle) < PADDING)
  near.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  return near[0] ?? null
}

/** A name over numbers reaches this far left of them at most, in points. */
const WIDEST_NUMBER = 30

function parted(name: Name, size: number): Name[] {
  const { first, second } = JOINED.exec(name.text)?.groups ?? {}
  if (first === undefined || second === undefined) return [name]
  const width = LETTER * size
  return [
    { text: first, left: name.left, right: name.left + first.length * width },
    { text: second, left: name.right - second.length * width, right: name.right },
  ]
}

/** The least gap before a cell, in multiples of the type size: justified words stand closer. */
const GAP = 1.5

/** Lines that begin at the left edge of a column at least. */
const FEWEST = 2

/** Where cells begin: the first runs of lines, those behind a number, and those behind a gap. */
function edgesIn(lines: readonly PdfLine[]): number[] {
  const counts = new Map<number, number>()
  for (const { runs, size } of lines) {
    const written = runs.filter(({ run }) => run.text.trim() !== '')
    for (const [at, { run }] of written.entries()) {
      const before = written[at - 1]?.run
      const begins =
        before === undefined ||
        (at === 1 && /^\s*\d{1,3}[a-p]?[.)]?\s*$/.test(before.text)) ||
        run.left - before.right > size * GAP
      const edge = Math.round(run.left)
      if (begins) counts.set(edge, (counts.get(edge) ?? 0) + 1)
    }
  }
  return [...counts].flatMap(([edge, count]) => (count >= FEWEST ? [edge] : []))
}
