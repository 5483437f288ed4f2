import type { Zone } from '../extraction/extraction.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
import { areRows, type Cell } from './table-rows.ts'

/** Between two cells: a tab, or spaces that set the columns of a table. */
const GAP = /\t| {2,}/g

/** A longer cell is a text. */
const LONGEST_CELL = 60

/** The edges of a column's cells differ by no more than this, in characters. */
const EDGE = 1

/** More than any table has. */
const MOST_CELLS = 40

/** A line of a text, and what stands in it if it may be a row. */
interface TextLine {
  readonly start: number
  /** with their edges in characters from the line's beginning */
  readonly cells: readonly Cell[]
  readonly hasTabs: boolean
}

/** The rows of tables of data in a text: lines beside each other whose cells stand in columns. */
export function plainRows(text: string): Zone[] {
  if (!/\t| {2}/.test(text)) return []
  const lines: TextLine[] = []
  let start = 0
  for (const line of text.split(/[\n\f]/)) {
    lines.push({ start, cells: cellsIn(line.trimEnd()), hasTabs: line.trim().includes('\t') })
    start += line.length + 1
  }
  return lines.flatMap((line, at): Zone[] => {
    const isRow = [lines[at - 1], lines[at + 1]].some((other) => {
      return other !== undefined && areBeside(line, other)
    })
    if (!isRow) return []
    const [first, last] = [line.cells[0]!, line.cells.at(-1)!]
    return [{ kind: 'row', start: line.start + first.left, end: line.start + last.right }]
  })
}

/** The cells of a line; none for one that has only text, is a heading or counts an item. */
function cellsIn(line: string): Cell[] {
  const cells: Cell[] = []
  let left = 0
  const add = (right: number): void => {
    const text = line.slice(left, right).trim()
    if (text !== '') cells.push({ text, left, right })
  }
  for (const { 0: gap, index } of line.matchAll(GAP)) {
    add(index)
    left = index + gap.length
    if (cells.length > MOST_CELLS) return []
  }
  add(line.length)
  const [first] = cells
  const isText = cells.some(({ text }) => text.length > LONGEST_CELL)
  if (first === undefined || cells.length < 2 || isText) return []
  return isHeadingText(first.text) || COUNT.test(first.text) ? [] : cells
}

/** "1.", "a)", "•": what stands before an item, or before a question. */
const COUNT = /^(?:\(?\w{1,3}[.):]|[^\p{L}\p{N}]{1,2}|[AQV]\d{0,3})$/u

function areBeside(some: TextLine, others: TextLine): boolean {
  if (!some.hasTabs && !others.hasTabs) return areRows(some.cells, others.cells, EDGE)
  const { length } = some.cells
  return some.hasTabs && others.hasTabs && length >= 2 && length === others.cells.length
}
