import { isReferenceLabel, referencesFrom } from '../extraction/reference-block.ts'
import { sizeOfRuns } from './pdf-lines.ts'
import type { GlyphRun } from './pdf-notes.ts'
import type { PdfPage } from './pdf-runs.ts'
import { patternOf } from '../../text/pattern.ts'

/** The share of a page's width at which the column beside the text of a letter begins, at least. */
const BEGINS = 0.62

/** The column's type relative to that of the text, at most. */
const SMALL = 0.9

/** The left edges of the column's lines differ by no more than this, in points. */
const EDGE = 3

/** The greatest distance between two of its lines, in multiples of the type size. */
const NEAR = 5

/** The share of its lines that may have type of its size to their left: the rows of a table do. */
const BESIDE = 0.25

type Sheet = Pick<PdfPage, 'runs' | 'width'>

/** Its lines on a page at most. */
const MOST = 100

/** Runs on one baseline. */
interface Row {
  readonly runs: GlyphRun[]
  readonly base: number
  readonly size: number
  readonly left: number
}

/** "Met opmerkingen [JP1]: Klopt dit?", "Verwijderd: niet": what Word prints beside a draft */
const REMARK = new RegExp(
  patternOf`
    ^(?:(?:(?:met\s)?opmerking(?:en)?|comment(?:ed)?)\s?\[[\p{L}\d]{1,12}\]
    |verwijderd|met\sopmaak|opgemaakt|deleted|formatted)\s?:
  `,
  'iu',
)

/**
 * The runs of the block that a ministry's letter repeats on each page, beside the text and usually
 * in smaller type: "Datum", "Onze referentie". Some programs draw it in the middle of a sentence.
 * Its labels show it, with its place and its size. So they do the remarks beside a draft.
 */
export function referenceBlocks(pages: readonly Sheet[]): ReadonlySet<GlyphRun> {
  const body = sizeOfRuns(pages)
  return new Set(pages.flatMap((page) => blocksOf(page, body)))
}

function blocksOf({ runs, width }: Sheet, body: number): GlyphRun[] {
  const written = runs.filter(({ text }) => text.trim() !== '')
  const right = written.filter(({ left }) => left > width * BEGINS)
  const inSmall = right.filter(({ size }) => size < body * SMALL)
  const small = blocksAmong(inSmall, written, isLabel).filter(({ block, others }) => {
    return isReference(block) && !isOfTable(block, others)
  })
  // In the type of the text, nothing but labels and what they name makes a block.
  const found =
    small.length > 0
      ? small
      : blocksAmong(right, written, isLabel).filter(({ block }) => isWhollyReference(block))
  const remarks = blocksAmong(inSmall, written, isRemark).filter(({ block, others }) => {
    return block.some(isRemark) && !isOfTable(block, others)
  })
  return [...found, ...remarks].flatMap(({ block }) => block.flatMap((row) => row.runs))
}

/** Rows below each other at the left edge of a label, and the runs that begin further left. */
function blocksAmong(
  right: readonly GlyphRun[],
  written: readonly GlyphRun[],
  isFirst: (row: Row) => boolean,
): { block: Row[]; others: GlyphRun[] }[] {
  const rows = rowsOf(right)
  const label = rows.find(isFirst)
  if (label === undefined) return []
  const column = rows.filter(({ left }) => Math.abs(left - label.left) <= EDGE)
  if (column.length > MOST) return []
  const others = written.filter(({ left }) => left < label.left - EDGE)
  const blocks: Row[][] = []
  let above: Row | undefined
  for (const row of column) {
    const isFree = !others.some((run) => crosses(run, row, above))
    if (!isFree) above = undefined
    else if (above !== undefined && above.base - row.base < row.size * NEAR)
      blocks.at(-1)!.push((above = row))
    else blocks.push([(above = row)])
  }
  return blocks.map((block) => ({ block, others }))
}

function rowsOf(runs: readonly GlyphRun[]): Row[] {
  const rows: GlyphRun[][] = []
  for (const run of runs.toSorted((a, b) => b.base - a.base)) {
    const above = rows.at(-1)?.[0]
    if (above === undefined || above.base - run.base > run.size * 0.5) rows.push([run])
    else rows.at(-1)!.push(run)
  }
  return rows.map(([first, ...others]) => {
    const beside = [first!, ...others].toSorted((a, b) => a.left - b.left)
    return { runs: beside, base: first!.base, size: first!.size, left: beside[0]!.left }
  })
}

function textOf({ runs, size }: Row): string {
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const run of runs) {
    text += (text !== '' && run.left - right > size * 0.15 ? ' ' : '') + run.text
    right = run.right
  }
  return text.replace(/\s+/g, ' ').trim()
}

function isLabel(row: Row): boolean {
  const text = textOf(row)
  return isReferenceLabel(text) || referencesFrom([text], 0) > 0
}

function isRemark(row: Row): boolean {
  return REMARK.test(textOf(row))
}

/** True for a run that reaches the column on this row, or between it and the row above. */
function crosses({ base, right, size }: GlyphRun, row: Row, above: Row | undefined): boolean {
  if (right < row.left - row.size * 0.8) return false
  return base > row.base - size * 0.5 && base < (above?.base ?? row.base) + size * 0.5
}

/** True if a label names what its kind does, or two labels stand in the block. */
function isReference(block: readonly Row[]): boolean {
  const texts = block.map(textOf)
  const named = texts.some((_, at) => referencesFrom(texts, at) > 0)
  return named || new Set(texts.filter(isReferenceLabel)).size > 1
}

function isWhollyReference(block: readonly Row[]): boolean {
  const texts = block.map(textOf)
  return referencesFrom(texts, 0) === texts.length && texts.filter(isReferenceLabel).length > 1
}

function isOfTable(block: readonly Row[], others: readonly GlyphRun[]): boolean {
  const beside = block.filter(({ base, size }) =>
    others.some(
      (run) => Math.abs(run.base - base) < size * 0.5 && Math.abs(run.size - size) < size * 0.1,
    ),
  )
  return beside.length > block.length * BESIDE
}
