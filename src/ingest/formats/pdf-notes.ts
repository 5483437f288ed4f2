import type { Span } from '../../domain/document.ts'
import type { Zone } from '../extraction/extraction.ts'

/** A run of characters with its place, in points from the page's lower left. */
export interface GlyphRun {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
}

/** Runs on one baseline; `raised` holds those that are marks after a word or before a note. */
export interface PdfLine {
  readonly base: number
  readonly size: number
  readonly runs: { run: GlyphRun; raised: boolean; lowered?: boolean }[]
}

/** A line with its place in the extracted text. */
export interface WrittenLine {
  readonly line: PdfLine
  readonly span: Span
}

/** Text smaller than this share of the body's size may be a note. */
const SMALL = 0.9

/** The greatest line spacing within a block, in multiples of the type size. */
const NEAR = 2

/**
 * The footnotes of a PDF's pages: small lines from a raised number on, up to a gap. A note that
 * runs over a page end continues at that page's foot, before its own notes, in the same size.
 * `body` is the size of the text, in points.
 */
export function noteZones(pages: readonly (readonly WrittenLine[])[], body: number): Zone[] {
  const zones: Zone[] = []
  let lastOfPage: PdfLine | undefined
  for (const page of pages) {
    const rest: readonly WrittenLine[] = lastOfPage === undefined ? [] : restOf(page, lastOfPage)
    const notes = notesOf(
      page.filter((line) => !rest.includes(line)),
      body,
    )
    if (rest.length > 0) zones.push({ kind: 'note-rest', ...around(rest) })
    for (const note of notes) zones.push({ kind: 'note', ...around(note) })
    lastOfPage = (notes.at(-1) ?? rest).at(-1)?.line
  }
  return zones
}

/** The notes that begin on a page, each with its lines. */
function notesOf(page: readonly WrittenLine[], body: number): WrittenLine[][] {
  const notes: WrittenLine[][] = []
  let note: WrittenLine[] | null = null
  for (const written of page) {
    const { line } = written
    if (line.size >= body * SMALL) note = null
    else if (opensNote(line)) notes.push((note = [written]))
    else if (note !== null && isNear(note.at(-1)!.line, line)) note.push(written)
    else note = null
  }
  return notes
}

/**
 * The lines that continue the previous page's last note, without a number of their own. Notes stand
 * at a page's foot, so its last line is as low as that of the previous page.
 */
function restOf(page: readonly WrittenLine[], before: PdfLine): WrittenLine[] {
  const isLike = ({ size }: PdfLine): boolean => Math.abs(size - before.size) < before.size * 0.05
  const bottom = page.findLastIndex(
    ({ line }) => isLike(line) && Math.abs(line.base - before.base) < before.size * 1.5,
  )
  if (bottom < 0) return []
  let top = bottom
  while (top > 0 && isLike(page[top - 1]!.line) && isNear(page[top - 1]!.line, page[top]!.line))
    top--
  const block = page.slice(top, bottom + 1)
  const next = block.findIndex(({ line }) => beginsWithNumber(line))
  return next < 0 ? block : block.slice(0, next)
}

function around(lines: readonly WrittenLine[]): Span {
  return { start: lines[0]!.span.start, end: lines.at(-1)!.span.end }
}

function isNear(above: PdfLine, { base, size }: PdfLine): boolean {
  return above.base - base < size * NEAR
}

/** A note begins with its raised number. */
function opensNote({ runs: [first] }: PdfLine): boolean {
  return first !== undefined && first.raised && /^\d{1,3}\s*$/.test(first.run.text)
}

/**
 * Whether or not the number is raised: a line that opens a note does not continue the previous one.
 */
function beginsWithNumber({ runs }: PdfLine): boolean {
  return /^\d{1,3}(?:\s|$)/.test(runs.map(({ run }) => run.text).join(' '))
}
