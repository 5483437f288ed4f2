import { type PairRow, pairRows } from '../extraction/pair-table.ts'
import { layOut } from '../extraction/table-grid.ts'
import { type Element, elementsOf, findAll, textOf } from '../extraction/tree.ts'

/**
 * What each row of a table is, as far as the table pairs questions with answers. Rows stand in
 * `tgroup`, as CALS has it, or directly in the table.
 */
export function xmlPairs(table: Element): [row: Element, pair: PairRow<Element>][] {
  const rows = rowsOf(table)
  const names = findAll(table, 'colspec').map(({ attributes }) => attributes['colname'] ?? '')
  const grid = layOut(
    rows.map((row) =>
      elementsOf(row).map((cell) => {
        const { morerows, rowspan, colspan, namest, nameend } = cell.attributes
        const across =
          namest === undefined ? 0 : names.indexOf(nameend ?? '') - names.indexOf(namest)
        return {
          cell,
          rows: Math.max(numberIn(rowspan, 1), numberIn(morerows, 0) + 1),
          columns: Math.max(numberIn(colspan, 1), across + 1),
        }
      }),
    ),
  )
  return (pairRows(grid, textOf) ?? []).map((pair, at) => [rows[at]!, pair])
}

function numberIn(attribute: string | undefined, otherwise: number): number {
  return Number.parseInt(attribute ?? '', 10) || otherwise
}

function rowsOf(table: Element): Element[] {
  return elementsOf(table).flatMap((child) => {
    if (child.name === 'row' || child.name === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : []
  })
}
