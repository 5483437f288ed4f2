import type { PdfLine } from './pdf-notes.ts'
import type { PairCell } from './pdf-pairs.ts'

/** A line in its place among the others, with its column's distance from the first column. */
export interface OrderedLine {
  readonly line: PdfLine
  readonly shift: number
  /** its cell in a table of questions and answers */
  readonly cell?: PairCell
}

/** A stretch of a line without a wide gap. */
interface Piece {
  readonly line: PdfLine
  readonly left: number
  readonly right: number
}

/** The least gap between two columns, in multiples of the type size. */
const GAP = 1

/** The least width of a column, as a share of the page; a narrower one is a margin. */
const NARROWEST = 0.27

/** Lines on either side that rule out an accident. */
const FEWEST = 3

/**
 * The least share of one column's lines relative to the other's; with fewer it is a margin, or a
 * heading.
 */
const SIMILAR = 0.3

/**
 * The lines of a page in reading order: of two columns drawn row by row, the left one first;
 * headings in the margin before the text beside them. Table rows stay rows.
 */
export function orderLines(lines: readonly PdfLine[], depth = 0): OrderedLine[] {
  const rows = lines.map((line) => piecesOf(line))
  const gutter = gutterOf(rows)
  const whole = lines.map((line) => ({ line, shift: 0 }))
  if (gutter === null) return whole
  const ordered: OrderedLine[] = []
  let block: Piece[][] = []
  let changed = false
  const flush = (): void => {
    const sides = sidesOf(block, gutter)
    const read = readBlock(block, sides, gutter, depth)
    if (read !== null) changed = true
    ordered.push(...(read ?? block.map((row) => ({ line: row[0]!.line, shift: 0 }))))
    block = []
  }
  for (const [index, row] of rows.entries()) {
    if (row.some(({ left, right }) => left < gutter.at && right > gutter.at)) {
      flush()
      ordered.push({ line: lines[index]!, shift: 0 })
    } else block.push(row)
  }
  flush()
  return changed ? ordered : whole
}

function piecesOf(line: PdfLine): Piece[] {
  const pieces: (Piece & { runs: PdfLine['runs'] })[] = []
  for (const each of line.runs) {
    const { left, right } = each.run
    const last = pieces.at(-1)
    if (last !== undefined && left - last.right < line.size * GAP && left >= last.left) {
      pieces[pieces.length - 1] = {
        ...last,
        right: Math.max(last.right, right),
        runs: [...last.runs, each],
      }
    } else pieces.push({ line, left, right, runs: [each] })
  }
  return pieces.map(({ left, right, runs }) => ({ left, right, line: { ...line, runs } }))
}

interface Gutter {
  readonly at: number
  /** the left edge of the right column */
  readonly right: number
  readonly left: number
  /** the left column is a margin for headings */
  readonly isMargin: boolean
}

/** Where the page divides: a place at which many pieces begin and that few cross. */
function gutterOf(rows: readonly (readonly Piece[])[]): Gutter | null {
  const pieces = rows.flat()
  const [left, right] = [
    Math.min(...pieces.map((piece) => piece.left)),
    Math.max(...pieces.map((piece) => piece.right)),
  ]
  const width = right - left
  const counts = new Map<number, number>()
  for (const piece of pieces) {
    const key = Math.round(piece.left)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const starts = [...counts]
    .filter(([start, count]) => count >= FEWEST && start > left + width * 0.08)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
  for (const [start] of starts) {
    const at = start - 2
    const before = pieces.filter((piece) => piece.right <= at)
    const crossing = pieces.filter((piece) => piece.left < at && piece.right > at)
    if (before.length < FEWEST || crossing.length > pieces.length / 3) continue
    const share = (at - left) / width
    if (share > 1 - NARROWEST) continue
    const texts = before.map(textOf)
    const headings = texts.filter((text) => HEADING.test(text)).length
    const rests = texts.filter((text) => !HEADING.test(text) && REST.test(text)).length
    const isMargin = headings >= 2 && headings + rests >= before.length * 0.7
    if (share < NARROWEST && !isMargin) continue
    return { at, right: start, left, isMargin }
  }
  return null
}

/** "Vraag 2", "Antwoord 2", "V r a a g": text that stands in a margin. */
const HEADING = /^(?:v\s?r\s?a\s?a\s?g|vragen|a\s?n\s?t\s?w\s?o\s?o\s?r\s?d)/i

/** "op vraag 2", "vraag 2", "en 3": the rest of a heading that a margin breaks */
const REST = /^(?:(?:op|vra(?:ag|gen)|en|t\/m)\s|\d{1,3}[.:]?\s*$)/

function textOf({ line }: Pick<Piece, 'line'>): string {
  return line.runs.map(({ run }) => run.text).join('')
}

interface Sides {
  readonly left: readonly Piece[]
  readonly right: readonly Piece[]
  /** how often the drawing order changes sides */
  readonly turns: number
}

function sidesOf(block: readonly (readonly Piece[])[], { at }: Gutter): Sides {
  const pieces = block.flat()
  const isLeft = (piece: Piece): boolean => piece.right <= at
  const turns = pieces.filter(
    (piece, index) => index > 0 && isLeft(piece) !== isLeft(pieces[index - 1]!),
  ).length
  return { left: pieces.filter(isLeft), right: pieces.filter((piece) => !isLeft(piece)), turns }
}

/**
 * A block read column by column, or by height if headings stand in the margin; null if it is read
 * as drawn.
 */
function readBlock(
  block: readonly (readonly Piece[])[],
  { left, right, turns }: Sides,
  gutter: Gutter,
  depth: number,
): OrderedLine[] | null {
  if (left.length === 0 || right.length === 0) return null
  if (gutter.isMargin) return besides(left, right)
  const [fewer, more] = [left.length, right.length].sort((a, b) => a - b)
  if (fewer! < Math.max(FEWEST, more! * SIMILAR) || turns < fewer!) return null
  const across = block.filter((row) => {
    const next = row.findIndex((piece) => piece.right > gutter.at)
    return next > 0 && runsOn(row[next - 1]!, row[next]!)
  }).length
  const down = [left, right].map((side) => continued(side))
  if (Math.min(...down) === 0 || down[0]! + down[1]! <= across) return null
  const shift = gutter.right - Math.min(...left.map((piece) => piece.left))
  const beside = block.flatMap((row) =>
    joinedPieces(row.filter(({ right: end }) => end > gutter.at)),
  )
  // The area right of the first column may consist of several columns.
  const others =
    depth < MOST_GUTTERS
      ? orderLines(beside, depth + 1)
      : beside.map((line) => ({ line, shift: 0 }))
  return [
    ...left.map(({ line }) => ({ line, shift: 0 })),
    ...others.map(({ line, shift: own }) => ({ line, shift: shift + own })),
  ]
}

/** How many pieces go on with the sentence of the one above them, at the same left edge. */
function continued(pieces: readonly Piece[]): number {
  const above = new Map<number, Piece>()
  let count = 0
  for (const piece of pieces) {
    const edge = Math.round(piece.left)
    const before = above.get(edge)
    if (before !== undefined && runsOn(before, piece)) count++
    above.set(edge, piece)
  }
  return count
}

/** Columns on a page at most. */
const MOST_GUTTERS = 2

/** The pieces of one row as one line; empty without pieces. */
function joinedPieces(pieces: readonly Piece[]): PdfLine[] {
  const [first] = pieces
  if (first === undefined) return []
  return [{ ...first.line, runs: pieces.flatMap(({ line }) => line.runs) }]
}

/** True if one piece continues the sentence of the other. */
function runsOn(before: Piece, piece: Piece): boolean {
  return /[\p{L}\p{N},-]\s*$/u.test(textOf(before)) && /^\s*\p{Ll}/u.test(textOf(piece))
}

/** The lines of a heading in the margin stand this near, in multiples of the type size. */
const NEAR = 4

function isRestBelow(piece: Piece, above: PdfLine): boolean {
  const isHeading = HEADING.test(textOf({ line: above }))
  const isNear = above.base - piece.line.base < piece.line.size * NEAR
  return isHeading && isNear && REST.test(textOf(piece))
}

/** Lines of one cell stand this much closer than those of two, at least. */
const CLOSER = 1.3

/** Puts headings from the margin before the text that they stand beside. */
function besides(margin: readonly Piece[], text: readonly Piece[]): OrderedLine[] {
  const waiting = [...margin].sort((a, b) => b.line.base - a.line.base)
  const ordered: OrderedLine[] = []
  for (const [at, piece] of text.entries()) {
    // A heading in the middle of its cell, amid a sentence, begins that cell.
    const isAmid = at > 0 && runsOn(text[at - 1]!, piece)
    let place = ordered.length - (isAmid ? linesAbove(text, at) : 0)
    while (
      waiting[0] !== undefined &&
      waiting[0].line.base > piece.line.base - piece.line.size * 0.6
    )
      ordered.splice(place++, 0, { line: waiting.shift()!.line, shift: 0 })
    const above = ordered[place - 1]?.line
    while (above !== undefined && waiting[0] !== undefined && isRestBelow(waiting[0], above)) {
      ordered.splice(place++, 0, { line: waiting.shift()!.line, shift: 0 })
    }
    ordered.push({ line: piece.line, shift: 0 })
  }
  return [...ordered, ...waiting.map(({ line }) => ({ line, shift: 0 }))]
}

/** How many lines above one are in its cell; 0 where no gap shows its top. */
function linesAbove(text: readonly Piece[], at: number): number {
  const drop = (index: number): number => text[index - 1]!.line.base - text[index]!.line.base
  for (let index = at - 1; index > 0; index--) {
    if (drop(index) > drop(at) * CLOSER) return at - index
  }
  return 0
}
