/** A cell and how many rows and columns it reaches over. */
export interface SpanningCell<Cell> {
  readonly cell: Cell
  readonly rows: number
  readonly columns: number
}

/** A place in a table: its cell, and whether that cell began in a row above or a column before. */
interface GridPlace<Cell> {
  readonly cell: Cell
  readonly isBelow: boolean
  readonly isBeside: boolean
}

/** The places of a row by column; null where no cell reaches. */
export type GridRow<Cell> = readonly (GridPlace<Cell> | null)[]

/** Columns of a table at most: more of them are an attack. */
const MOST_COLUMNS = 100

/** Lays the cells of a table's rows out on its columns, as a page shows them. */
export function layOut<Cell>(rows: readonly (readonly SpanningCell<Cell>[])[]): GridRow<Cell>[] {
  const grid: (GridPlace<Cell> | null)[][] = rows.map(() => [])
  for (const [at, cells] of rows.entries()) {
    let column = 0
    for (const { cell, rows: down, columns: across } of cells) {
      while (grid[at]![column] !== undefined && grid[at]![column] !== null) column++
      const until = Math.min(column + Math.max(1, across), MOST_COLUMNS)
      for (const [below, row] of grid.slice(at, at + Math.max(1, down)).entries()) {
        while (row.length < column) row.push(null)
        for (let each = column; each < until; each++) {
          row[each] = { cell, isBelow: below > 0, isBeside: each > column }
        }
      }
      column = until
    }
  }
  return grid
}
