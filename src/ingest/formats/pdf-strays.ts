import { isHeadingText } from '../extraction/heading-text.ts'
import { bodySize, isAcross, isSameSize, linesAsDrawn } from './pdf-lines.ts'
import { type GlyphRun, leftOf, type PdfLine, rightOf, textOfLine } from './pdf-notes.ts'
import type { PdfPage } from './pdf-runs.ts'

/** The greatest distance between lines of a box, and between lines with no room for another. */
const NEAR = 2.5
const CLOSE = 1.6

/** Lines closer than this are one: letters in them may be raised or lowered. */
const LEVEL = 0.6

/** The least gap between the text and a note on its line, in multiples of the type size. */
const GAP = 0.6

/** A line of prose fills this share of the width of the text; the cells of a row do not. */
const PROSE = 0.6

/** Lines of a box at most; more are a column of the text. */
const MOST_LINES = 8

/** A page with more lines is a drawing, and taken as it is. */
const MOST_ON_PAGE = 500

/** The left edges of the cells of a column differ by no more than this, in points. */
const EDGE = 3

/** Fewer letters may be the mark of a note, a number or a bullet. */
const WORDS = /\p{L}{3}/u

/** Lines drawn one after the other, downwards, in type of one size. */
type Block = readonly PdfLine[]

/** Two lines that follow each other, too close for a third. */
type Pair = readonly [above: PdfLine, below: PdfLine]

/**
 * The runs of stamps and small text boxes amid the text of a page, which programs draw before or
 * after all of it: between two lines that have no room for another, on top of them, beside them in
 * other type where the text gives way, or in the margin.
 */
export function strays(pages: readonly Pick<PdfPage, 'runs'>[]): ReadonlySet<GlyphRun> {
  const found = pages.flatMap(({ runs }) => straysOf(linesAsDrawn(runs).flatMap(piecesOf)))
  return new Set(found.flatMap((lines) => lines.flatMap(runsOf)))
}

/** A line without what stands apart from it in other type. */
function piecesOf(line: PdfLine): PdfLine[] {
  const pieces: PdfLine[] = []
  for (const each of line.runs) {
    const { run, raised, lowered = false } = each
    const last = pieces.at(-1)
    const isLevel = !raised && !lowered
    const isOther = last !== undefined && isLevel && isApart(run, last) && !isSameSize(run, last)
    if (last === undefined || isOther) pieces.push({ base: run.base, size: run.size, runs: [each] })
    else last.runs.push(each)
  }
  return pieces
}

function isApart({ left, right }: GlyphRun, line: PdfLine): boolean {
  const least = line.size * GAP
  return left - rightOf([line]) > least || leftOf([line]) - right > least
}

function straysOf(lines: readonly PdfLine[]): Block[] {
  if (lines.length > MOST_ON_PAGE) return []
  const blocks = blocksOf(lines)
  if (blocks.length === 1) return []
  const small = blocks.filter((block) => isBox(block))
  const pairs = blocks.flatMap((block) => pairsOf(block))
  const over = small.filter((block) => isOverprint(block, pairs))
  const beside = small.filter((block) => {
    const own = !over.includes(block) && !isOfColumn(block, lines)
    return own && isWrapped(block, pairs, lines)
  })
  // Boxes at one edge are the cells of a column.
  const lone = beside.filter((block) => {
    return beside.every((other) => other === block || !isAligned(leftOf(block), leftOf(other)))
  })
  return [
    ...over,
    ...lone,
    ...marginsOf(small, lines),
    ...firstDrawn(blocks, lines),
    ...lastDrawn(blocks, lines),
  ]
}

/** A box right of text that is drawn later: it would open the page. */
function firstDrawn([block, next]: readonly Block[], lines: readonly PdfLine[]): Block[] {
  if (block === undefined || next === undefined || !isBox(block)) return []
  const isBelow = block.every(({ base }) => base < next[0]!.base)
  const beside = lines.filter((line) => {
    return !block.includes(line) && block.some((own) => isLevel(own, line))
  })
  const isRight = beside.length > 0 && beside.every((line) => rightOf([line]) < leftOf(block))
  return isBelow && isRight ? [block] : []
}

/**
 * A box right of text that is drawn after all of it: it would end the last answer of the page,
 * and stands beside an earlier one. A column goes on where the one at its left ends, and begins as
 * high.
 */
function lastDrawn(blocks: readonly Block[], lines: readonly PdfLine[]): Block[] {
  const block = blocks.at(-1)
  const before = blocks.at(-2)?.at(-1)
  if (block === undefined || before === undefined || !isBox(block)) return []
  const [first] = block as [PdfLine]
  const others = lines.filter((line) => !block.includes(line) && rightOf([line]) < leftOf(block))
  const above = others.filter((line) => line.base > first.base && !isLevel(line, first))
  const isBeside = others.some((line) => block.some((own) => isLevel(own, line)))
  const headsBelow = lines.some((line) => {
    return line.base < block.at(-1)!.base && isHeadingText(textOfLine(line))
  })
  const goesOn = /^\p{Ll}/u.test(textOfLine(first)) || !/[.?!:;»”"’')]$/.test(textOfLine(before))
  return isBeside && headsBelow && above.length > 1 && !goesOn ? [block] : []
}

/** The blocks wholly beside the text of a page, in other type and in no row of a table. */
function marginsOf(blocks: readonly Block[], lines: readonly PdfLine[]): Block[] {
  const body = bodySize(lines)
  const isText = ({ size }: PdfLine): boolean => Math.abs(size - body) < body * 0.05
  const text = lines.filter(isText)
  const [left, right] = [leftOf(text), rightOf(text)]
  const rows = text.filter((line) => rightOf([line]) - leftOf([line]) < (right - left) * PROSE)
  const bases = text.map(({ base }) => base)
  const [bottom, top] = [Math.min(...bases), Math.max(...bases)]
  return blocks.filter((block) => {
    const isWithin = block.every(({ base }) => base <= top && base >= bottom)
    const isBeside = isWithin && (rightOf(block) < left || leftOf(block) > right)
    const isRow = block.some((line) => rows.some((other) => isOnLine(line, other)))
    return isBeside && !isRow && !block.some(isText)
  })
}

/** True for cells of one row. */
function isOnLine({ base }: PdfLine, other: PdfLine): boolean {
  return Math.abs(base - other.base) < 1
}

function blocksOf(lines: readonly PdfLine[]): Block[] {
  const blocks: PdfLine[][] = []
  for (const line of lines) {
    const above = blocks.at(-1)?.at(-1)
    if (above !== undefined && isSameSize(above, line) && isBelow(above, line, NEAR))
      blocks.at(-1)!.push(line)
    else blocks.push([line])
  }
  return blocks
}

function isBox(block: Block): boolean {
  const texts = block.map(textOfLine)
  return (
    block.length <= MOST_LINES &&
    texts.some((text) => WORDS.test(text)) &&
    !texts.some((text) => isHeadingText(text))
  )
}

function pairsOf(block: Block): Pair[] {
  return block.flatMap((line, at) => {
    const above = block[at - 1]
    const isNext = above !== undefined && !isLevel(above, line) && isBelow(above, line, CLOSE)
    return isNext ? [[above, line] as const] : []
  })
}

/** True if every line stands between two others, and on top of one. */
function isOverprint(block: Block, pairs: readonly Pair[]): boolean {
  return block.every((line) =>
    pairs.some((pair) => {
      const isOver = pair.some((each) => isAcross(line, each))
      return isAmid(line, pair) && isOver && !pair.some((each) => isBeside(line, each))
    }),
  )
}

/** True for two stretches of one line. */
function isBeside(line: PdfLine, other: PdfLine): boolean {
  return isLevel(line, other) && !isAcross(line, other)
}

/** True for a block that is drawn together with text at its edge or middle, as a heading is. */
function isOfColumn(block: Block, lines: readonly PdfLine[]): boolean {
  const [first, last] = [lines.indexOf(block[0]!), lines.indexOf(block.at(-1)!)]
  return [lines[first - 1], lines[last + 1]].some((line) => {
    if (line === undefined) return false
    const own = [line]
    const [middle, ownMiddle] = [block, own].map((each) => (leftOf(each) + rightOf(each)) / 2)
    return isAligned(leftOf(block), leftOf(own)) || isAligned(middle!, ownMiddle!)
  })
}

/** True if a line stands right of two others, where further lines of theirs reach. */
function isWrapped(block: Block, pairs: readonly Pair[], lines: readonly PdfLine[]): boolean {
  const [first] = block as [PdfLine]
  return pairs.some((pair) => {
    const [above] = pair
    return (
      isAmid(first, pair) &&
      !isSameSize(first, above) &&
      pair.every((each) => rightOf([each]) < leftOf(block) && !isOnLine(each, first)) &&
      lines.some((line) => {
        const isOfText = isSameSize(line, above) && isAligned(leftOf([line]), leftOf([above]))
        return isOfText && rightOf([line]) > leftOf(block) + first.size
      })
    )
  })
}

/** True between two lines of another block. */
function isAmid(line: PdfLine, [above, below]: Pair): boolean {
  if (line === above || line === below) return false
  return line.base <= above.base && line.base >= below.base
}

function isBelow(above: PdfLine, { base, size }: PdfLine, spacing: number): boolean {
  return base < above.base && above.base - base <= size * spacing
}

function isLevel(one: PdfLine, other: PdfLine): boolean {
  return Math.abs(one.base - other.base) < Math.min(one.size, other.size) * LEVEL
}

function isAligned(one: number, other: number): boolean {
  return Math.abs(one - other) < EDGE
}

function runsOf({ runs }: PdfLine): GlyphRun[] {
  return runs.map(({ run }) => run)
}
