import { isPairRow, pairColumns, writePairRow } from '../../extraction/pair-table.ts'
import { isDataRow } from '../../extraction/table-rows.ts'
import type { TextBuilder } from '../../extraction/text-builder.ts'
import { childOf, type Element, elementsOf, findAll, textOf } from '../../extraction/tree.ts'
import { toggleOf } from './attribute.ts'

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
  const texts = rows.map((row) => partsOf(row, 'tc').map(wordsOf))
  const columns = pairColumns(texts)
  for (const [at, row] of rows.entries()) {
    const cells = partsOf(row, 'tc')
    if (columns !== null && at >= columns.from && isPairRow(texts[at]!, columns)) {
      writePairRow(cells.length, columns, builder, (column) => writeCell(cells[column]!))
    } else if (!isData(cells) && (columns === null || at >= columns.from))
      for (const cell of cells) writeCell(cell)
    else {
      builder.line('row', () => {
        for (const cell of cells) {
          writeCell(cell)
          builder.write(' ')
        }
      })
    }
  }
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
