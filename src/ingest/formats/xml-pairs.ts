import type { PairRow } from '../extraction/pair-table.ts'
import { pairsIn, rowsOf, spanIn } from '../extraction/table-elements.ts'
import { type Element, elementsOf, findAll } from '../extraction/tree.ts'

/**
 * What each row of a table is, as far as the table pairs questions with answers. Rows stand in
 * `tgroup`, as CALS has it, or directly in the table.
 */
export function xmlPairs(table: Element): [row: Element, pair: PairRow<Element>][] {
  const names = findAll(table, 'colspec').map(({ attributes }) => attributes['colname'] ?? '')
  return pairsIn(rowsOf(table, 'row', 'tr'), (row) =>
    elementsOf(row).map((cell) => {
      const { morerows, rowspan, colspan, namest, nameend } = cell.attributes
      const across = namest === undefined ? 0 : names.indexOf(nameend ?? '') - names.indexOf(namest)
      return {
        cell,
        rows: Math.max(spanIn(rowspan, 1), spanIn(morerows, 0) + 1),
        columns: Math.max(spanIn(colspan, 1), across + 1),
      }
    }),
  )
}
