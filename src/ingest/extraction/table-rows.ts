import { isHeadingText } from './heading-text.ts'

/** A row with more text than this, in cells of several paragraphs, is layout, not data. */
const LONGEST_ROW = 400

/**
 * True for a row of data, which is read as one line; false for a row that only lays out paragraphs
 * side by side. `cells` are the paragraphs of each cell; headings lay out a document, but not
 * within one of its answers.
 */
export function isDataRow(
  cells: readonly (readonly string[])[],
  { isWithin = false } = {},
): boolean {
  const worded = cells.map((cell) => cell.filter((text) => text.trim() !== ''))
  const texts = worded.flat()
  if (cells.length < 2 || (!isWithin && texts.some(isHeadingText))) return false
  if (worded.filter(({ length }) => length > 0).length < 2) return texts.length <= 1
  return worded.every(({ length }) => length <= 1) || texts.join('').length <= LONGEST_ROW
}
