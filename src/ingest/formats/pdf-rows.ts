import type { Span } from '../../domain/document.ts'
import type { Zone } from '../extraction/extraction.ts'
import type { PdfLine } from './pdf-notes.ts'

/** The least gap between two cells, in multiples of the type size. */
const GAP = 0.9

/** The edges of a column's cells differ by no more than this, in points. */
const EDGE = 3

/** With fewer cells, lines may be text with a tab, unless the last of each is a figure. */
const FEWEST_CELLS = 3

/** The left and the right edge of a cell, and what stands in it. */
interface Cell {
  readonly left: number
  readonly right: number
  readonly text: string
}

/** The rows of tables of data on a page: lines beside each other whose cells stand in columns. */
export function rowZones(
  lines: readonly { readonly line: PdfLine; readonly span: Span }[],
): Zone[] {
  const cells = lines.map(({ line }) => cellsIn(line))
  return lines.flatMap(({ span }, at) => {
    const beside = [cells[at - 1], cells[at + 1]]
    const isRow = beside.some((other) => other !== undefined && isAligned(cells[at]!, other))
    return isRow ? [{ kind: 'row', ...span }] : []
  })
}

function cellsIn({ runs, size }: PdfLine): Cell[] {
  const cells: { left: number; right: number; text: string }[] = []
  for (const { run } of runs) {
    const last = cells.at(-1)
    if (last !== undefined && run.left - last.right < size * GAP) {
      last.right = Math.max(last.right, run.right)
      last.text += run.text
    } else cells.push({ left: run.left, right: run.right, text: run.text })
  }
  return cells
}

/** True if all cells but the first have an edge in common with the one above or below. */
function isAligned(some: readonly Cell[], others: readonly Cell[]): boolean {
  if (some.length !== others.length || some.length < 2) return false
  if (some.length < FEWEST_CELLS && ![some, others].every(isFigure)) return false
  return some.slice(1).every(({ left, right }, at) => {
    const other = others[at + 1]!
    return Math.abs(left - other.left) <= EDGE || Math.abs(right - other.right) <= EDGE
  })
}

/** "Oudewater 1,20": a cell with letters, and one with a number. */
function isFigure([first, last]: readonly Cell[]): boolean {
  return /^\p{L}{2}/u.test(first!.text) && /^[€$]?\s?[\d.,]{1,15}\s?%?$/.test(last!.text.trim())
}
