import { pairRows, writePairRow } from '../../extraction/pair-table.ts'
import { type GridRow, layOut, type SpanningCell } from '../../extraction/table-grid.ts'
import { spanIn } from '../../extraction/table-elements.ts'
import { isDataRow } from '../../extraction/table-rows.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { childOf, type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { attribute, toggleOf, valueOf } from './attribute.ts'

/**
 * Writes a table row by row: a row of data as one line, a row that lays out paragraphs as those
 * paragraphs.
 */
export function writeWordTable(
  table: Element,
  builder: TextBuilder,
  writeCell: (cell: Element) => void,
): void {
  const rows = partsOf(table, 'tr').filter((row) => !isGone(row))
  const pairs = pairRows(gridOf(rows), wordsOf)
  for (const [at, row] of rows.entries()) {
    const cells = partsOf(row, 'tc')
    const writeLine = (): void =>
      builder.line('row', () => {
        for (const cell of cells) {
          writeCell(cell)
          builder.write(' ')
        }
      })
    if (writePairRow(pairs?.[at], builder, { cell: writeCell, line: writeLine })) continue
    if (isData(cells)) writeLine()
    else for (const cell of cells) writeCell(cell)
  }
}

/**
 * The cells of rows on their columns. Word keeps an empty cell in each row that a cell above
 * reaches down to.
 */
function gridOf(rows: readonly Element[]): GridRow<Element>[] {
  const open = new Map<number, { rows: number }>()
  return layOut(
    rows.map((row) => {
      let column = spanIn(valueOf(childOf(row, 'trpr'), 'gridbefore'), 0)
      const own: SpanningCell<Element>[] = []
      for (const cell of partsOf(row, 'tc')) {
        const properties = childOf(cell, 'tcpr')
        const merge = properties === null ? null : childOf(properties, 'vmerge')
        const columns = spanIn(valueOf(properties, 'gridspan'), 1)
        const above = open.get(column)
        const isBelow = merge !== null && attribute(merge, 'val') !== 'restart'
        if (isBelow && above !== undefined && wordsOf(cell).trim() === '') above.rows++
        else {
          const spanning = { cell, rows: 1, columns }
          own.push(spanning)
          open.set(column, spanning)
        }
        column += columns
      }
      return own
    }),
  )
}

function wordsOf(cell: Element): string {
  return findAll(cell, 't').map(textOf).join('')
}

/** The rows of a table or the cells of a row, whatever wraps them. */
function partsOf(element: Element, name: string): Element[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name === name) return [child]
    if (child.name === 'del' || child.name === 'movefrom' || child.name === 'tbl') return []
    return partsOf(child, name)
  })
}

/** True for a deleted or hidden row. */
export function isGone(row: Element): boolean {
  const properties = childOf(row, 'trpr')
  if (properties === null) return false
  return childOf(properties, 'del') !== null || toggleOf(properties, 'hidden') === true
}

function isData(cells: readonly Element[]): boolean {
  if (cells.some((cell) => findAll(cell, 'tbl').length > 0)) return false
  return isDataRow(
    cells.map((cell) =>
      findAll(cell, 'p').map((paragraph) => findAll(paragraph, 't').map(textOf).join('')),
    ),
  )
}
