import type { PairRow } from '../../extraction/pair-table.ts'
import { pairsIn, rowsOf, spanIn } from '../../extraction/table-elements.ts'
import { type Element, elementsOf } from '../../extraction/tree.ts'

/** What each row of a table is, as far as the table pairs questions with answers. */
export function htmlPairs(table: Element): [row: Element, pair: PairRow<Element>][] {
  const rows = rowsOf(table, 'tr')
  return pairsIn(rows, (row) =>
    cellsOf(row).map((cell) => {
      const { rowspan, colspan } = cell.attributes
      // Zero reaches to the last row.
      const isOpen = Number.parseInt(rowspan ?? '', 10) === 0
      return { cell, rows: isOpen ? rows.length : spanIn(rowspan, 1), columns: spanIn(colspan, 1) }
    }),
  )
}

/** The cells of a row. */
export function cellsOf(row: Element): Element[] {
  return elementsOf(row).filter(({ name }) => name === 'td' || name === 'th')
}
