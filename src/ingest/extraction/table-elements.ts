import { type PairRow, pairRows } from './pair-table.ts'
import { layOut, type SpanningCell } from './table-grid.ts'
import { type Element, elementsOf, textOf } from './tree.ts'

/** The rows of a table of elements with one of these names, in its order. */
export function rowsOf(table: Element, ...names: string[]): Element[] {
  return elementsOf(table).flatMap((child) => {
    if (names.includes(child.name)) return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child, ...names) : []
  })
}

/** What each row is, as far as the table pairs questions with answers. */
export function pairsIn(
  rows: readonly Element[],
  cellsOf: (row: Element) => SpanningCell<Element>[],
): [row: Element, pair: PairRow<Element>][] {
  return (pairRows(layOut(rows.map(cellsOf)), textOf) ?? []).map((pair, at) => [rows[at]!, pair])
}

/** A number of rows or columns in an attribute; `otherwise` for none, zero, or no number. */
export function spanIn(attribute: string | null | undefined, otherwise: number): number {
  return Number.parseInt(attribute ?? '', 10) || otherwise
}
