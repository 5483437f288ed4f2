/** With fewer cells, lines may be text with wide gaps, unless the last of each is a figure. */
const FEWEST_CELLS = 3

/** What stands in a cell of a line, and the cell's edges, in points or characters. */
export interface Cell {
  readonly text: string
  readonly left: number
  readonly right: number
}

/**
 * True for the cells of two rows of a table: as many, of which all but the first have an edge in
 * common, or nearly, by `edge`.
 */
export function areRows(some: readonly Cell[], others: readonly Cell[], edge: number): boolean {
  if (some.length !== others.length || some.length < 2) return false
  if (some.length < FEWEST_CELLS && ![some, others].every(isFigure)) return false
  return some.slice(1).every(({ left, right }, at) => {
    const other = others[at + 1]!
    return Math.abs(left - other.left) <= edge || Math.abs(right - other.right) <= edge
  })
}

/** "Oudewater 1,20": a cell with letters, and one with a number. */
function isFigure([first, last]: readonly Cell[]): boolean {
  return /^\p{L}{2}/u.test(first!.text) && /^[€$]?\s?[\d.,]{1,15}\s?%?$/.test(last!.text.trim())
}
