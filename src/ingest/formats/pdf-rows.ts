import type { Span } from '../../domain/document.ts'
import type { Zone } from '../extraction/extraction.ts'
import type { PdfLine } from './pdf-notes.ts'
import { areRows, type Cell } from './table-rows.ts'

/** The least gap between two cells, in multiples of the type size. */
const GAP = 0.9

/** The edges of a column's cells differ by no more than this, in points. */
const EDGE = 3

/** The rows of tables of data on a page: lines beside each other whose cells stand in columns. */
export function rowZones(
  lines: readonly { readonly line: PdfLine; readonly span: Span }[],
): Zone[] {
  const cells = lines.map(({ line }) => cellsIn(line))
  return lines.flatMap(({ span }, at) => {
    const beside = [cells[at - 1], cells[at + 1]]
    const isRow = beside.some((other) => other !== undefined && areRows(cells[at]!, other, EDGE))
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
