import { type PairRow, pairRows } from '../../extraction/pair-table.ts'
import { layOut } from '../../extraction/table-grid.ts'
import { type Element, elementsOf, textOf } from '../../extraction/tree.ts'

/** What each row of a table is, as far as the table pairs questions with answers. */
export function htmlPairs(table: Element): [row: Element, pair: PairRow<Element>][] {
  const rows = rowsOf(table)
  const grid = layOut(
    rows.map((row) =>
      cellsOf(row).map((cell) => {
        const { rowspan = '1', colspan = '1' } = cell.attributes
        const down = Number.parseInt(rowspan, 10)
        // Zero reaches to the last row.
        const reach = down === 0 ? rows.length : down || 1
        return { cell, rows: reach, columns: Number.parseInt(colspan, 10) || 1 }
      }),
    ),
  )
  return (pairRows(grid, textOf) ?? []).map((pair, at) => [rows[at]!, pair])
}

/** The cells of a row. */
export function cellsOf(row: Element): Element[] {
  return elementsOf(row).filter(({ name }) => name === 'td' || name === 'th')
}

function rowsOf(table: Element): Element[] {
  return elementsOf(table).flatMap((child) => {
    if (child.name === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : []
  })
}
