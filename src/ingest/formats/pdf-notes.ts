import type { Span } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'
import { valueOfRoman } from '../../text/roman-numerals.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
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
  /** where it stands in a table of questions and answers */
  readonly cell?: unknown
}

/** A raised number that is no exponent, or several, with its place in the extracted text. */
export interface Mark {
  readonly start: number
  readonly text: string
}

/** A line that reaches this share of the text's right edge may go on below. */
const FULL = 0.75

/** Lines above the text of a page at most. */
const HEADERS = 3

/** Text smaller than this share of the body's size may be a note. */
const SMALL = 0.9

/** The greatest line spacing within a block, in multiples of the type size. */
const NEAR = 2

/**
 * The footnotes of a PDF's pages: small lines from a raised number on, up to a gap, or else the
 * lines at a page's foot that begin with the numbers of its marks. A note that runs over a page end
 * continues at that page's foot, before its own notes, in the same size. `body` is the size of the
 * text, in points; `pages` are without their headers and footers; `marks` are the raised numbers.
 */
export function noteZones(
  pages: readonly (readonly WrittenLine[])[],
  body: number,
  marks: readonly Mark[],
): Zone[] {
  const zones: Zone[] = []
  const called = new Set<number>()
  let lastOfPage: PdfLine | undefined
  const columns = pages.flatMap((page) => columnsOf(page))
  for (const [at, page] of columns.entries()) {
    const rest: readonly WrittenLine[] = lastOfPage === undefined ? [] : restOf(page, lastOfPage)
    const own = page.filter((line) => !rest.includes(line))
    const small = notesOf(own, body)
    for (const number of marksIn(own, marks)) called.add(number)
    const notes = small.length > 0 ? small : notesAtFoot(own, columns[at + 1] ?? [], called, body)
    for (const [first] of notes) called.delete(leadingNumber(first!.line)!)
    if (rest.length > 0) zones.push({ kind: 'note-rest', ...around(rest) })
    for (const note of notes) zones.push({ kind: 'note', ...around(note) })
    const last = (notes.at(-1) ?? rest).at(-1)?.line
    lastOfPage = last !== undefined && isSmaller(last, body) ? last : undefined
  }
  const outside = columns.flat().filter(({ cell }) => cell === undefined)
  for (const note of notesAtEnd(outside, called)) {
    zones.push({ kind: 'note', ...around(note) })
  }
  return zones
}

/** The share of the notes below all text whose marks are raised where they stand, at least. */
const CALLED = 0.8

/**
 * The notes below all text, as browsers print those of a page: the numbers of the marks that have
 * no note yet, in order, each at the beginning of a line. A mark may stand on a line of its own.
 */
function notesAtEnd(lines: readonly WrittenLine[], called: ReadonlySet<number>): WrittenLine[][] {
  const first = Math.min(...called)
  const from = lines.findLastIndex(({ line }) => leadingNumber(line) === first)
  const [above, begun] = [lines[from - 1], lines[from]]
  // "Dat geldt vanaf / 1 januari 2026": a date, where a note is missing.
  const isAmid = above !== undefined && /[\p{L},-]$/u.test(textOfLine(above.line))
  const notes: WrittenLine[][] = []
  if (begun === undefined || (isAmid && !opensNote(begun.line))) return []
  for (const written of lines.slice(from)) {
    if (isHeadingText(textOfLine(written.line))) return []
    if (leadingNumber(written.line) === first + notes.length) notes.push([written])
    else notes.at(-1)!.push(written)
  }
  const isEach = [...called].every((number) => number < first + notes.length)
  return isEach && called.size >= notes.length * CALLED ? notes : []
}

/** The columns of a page, each with notes at its own foot: the next begins higher, at the right. */
function columnsOf(page: readonly WrittenLine[]): WrittenLine[][] {
  const columns: WrittenLine[][] = []
  for (const written of page) {
    const above = columns.at(-1)?.at(-1)?.line
    const isNext = above === undefined || isBesideTop(written.line, above)
    if (isNext) columns.push([written])
    else columns.at(-1)!.push(written)
  }
  return columns
}

function isBesideTop(line: PdfLine, above: PdfLine): boolean {
  return line.base - above.base > line.size * NEAR && leftOf([line]) > rightOf([above])
}

/** The numbers of the marks amid the text of a page. */
function marksIn(page: readonly WrittenLine[], marks: readonly Mark[]): number[] {
  const from = page.at(0)?.span.start ?? 0
  const to = page.at(-1)?.span.end ?? 0
  const opened = new Set(page.map(({ span }) => span.start))
  return marks
    .filter(({ start }) => start >= from && start < to && !opened.has(start))
    .flatMap(({ text }) => (text.match(/\d+|[ivx]+/g) ?? []).map(readNumber))
}

/**
 * The notes at a page's foot in type that is hardly smaller than the text, or whose numbers are not
 * raised: lines of one size that begin with the numbers that the text has called, in order.
 */
function notesAtFoot(
  page: readonly WrittenLine[],
  next: readonly WrittenLine[],
  called: ReadonlySet<number>,
  body: number,
): WrittenLine[][] {
  for (let from = page.length - 1; from >= 0; from--) {
    const { line } = page[from]!
    const first = leadingNumber(line)
    if (first === null || !called.has(first) || called.has(first - 1)) continue
    const block = page.slice(from, from + runOfSize(page.slice(from), line))
    if (page.slice(from + block.length).some((other) => !isFar(block, other))) continue
    const isListed = /^\d{1,3}\./.test(line.runs[0]!.run.text)
    const isApart = isNumberApart(line) && !isListed
    if (!opensNote(line) && !isSmaller(line, body) && !isApart) continue
    const notes: WrittenLine[][] = []
    const right = Math.max(...page.map((other) => rightOf([other.line])))
    let isBroken = false
    for (const [index, written] of block.entries()) {
      if (leadingNumber(written.line) === first + notes.length) notes.push([written])
      else {
        // In the type of the text, only a line that reaches the margin goes on below.
        const isShort = !isSmaller(line, body) && rightOf([block[index - 1]!.line]) < right * FULL
        isBroken ||= isShort && !/^(?:https?:|www\.|\p{Ll})/u.test(textOfLine(written.line))
        notes.at(-1)!.push(written)
      }
    }
    if (isBroken) continue
    // The note of a page's last mark may have gone to the next page, as may notes to the whole.
    const after = first + notes.length
    const goesOn = next.slice(0, HEADERS + 1).some(({ line: { runs } }) => {
      return Number(runs[0]?.run.text) === after && runs[0]!.raised
    })
    if (goesOn || !called.has(after + 1)) return notes
  }
  return []
}

/** How many lines from the first on are in its size. */
function runOfSize(lines: readonly WrittenLine[], { size }: PdfLine): number {
  const other = lines.findIndex(({ line }) => Math.abs(line.size - size) > size * 0.05)
  return other < 0 ? lines.length : other
}

/** True for a line that belongs to no text near the block: a page number, a header. */
function isFar(block: readonly WrittenLine[], { line }: WrittenLine): boolean {
  return block.every((own) => Math.abs(own.line.base - line.base) > own.line.size * NEAR)
}

/** The left edge of lines, in points. */
export function leftOf(lines: readonly PdfLine[]): number {
  return Math.min(...lines.flatMap(({ runs }) => runs.map(({ run }) => run.left)))
}

/** The right edge of lines, in points. */
export function rightOf(lines: readonly PdfLine[]): number {
  return Math.max(...lines.flatMap(({ runs }) => runs.map(({ run }) => run.right)))
}

/** The text of a line's runs. */
export function textOfLine({ runs }: PdfLine): string {
  return runs
    .map(({ run }) => run.text)
    .join('')
    .trim()
}

function isSmaller({ size }: PdfLine, body: number): boolean {
  return size < body * 0.97
}

/** "3 Kamerstuk", "3. Kamerstuk", "3NRC", "3", "iii" */
const NUMBERED = new RegExp(
  patternOf`
    ^(?<number>\d{1,3}|[ivx]{1,5}(?!\.))(?:\.?(?:\s|$)|(?<=\d)(?=\p{Lu}\p{L}|https?:|www\.))
  `,
  'u',
)

/** The number that a line begins with; null without one. */
export function leadingNumber({ runs: [first] }: PdfLine): number | null {
  const number = NUMBERED.exec(first?.run.text ?? '')
  return number === null ? null : readNumber(number.groups!['number']!)
}

/** The numbers of endnotes, "iii", count apart from those of footnotes: "iii" is 1003. */
const ROMAN = 1000

function readNumber(text: string): number {
  return /^\d/.test(text) ? Number(text) : ROMAN + valueOfRoman(text)
}

/** True for a number at some distance from what it numbers, as before a tab. */
function isNumberApart({ runs: [number, text], size }: PdfLine): boolean {
  return text !== undefined && text.run.left - number!.run.right > size * 0.7
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
 * The lines that continue the previous page's last note, without a number of their own, raised or
 * not. Notes stand at a page's foot, so its last line is as low as that of the previous page.
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
  const next = block.findIndex(({ line }) => leadingNumber(line) !== null)
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
  return first !== undefined && first.raised && /^(?:\d{1,3}|[ivx]{1,5})\s*$/.test(first.run.text)
}
