import type { Paragraph } from '../../domain/document.ts'
import type { PlacedLine } from '../extraction/extraction.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { widthOf } from './widths.ts'
import { BULLETS } from '../../text/bullets.ts'
import { patternOf } from '../../text/pattern.ts'

/** Lines that form one paragraph. */
interface ParagraphDraft {
  readonly style: Paragraph['style']
  readonly lines: readonly Line[]
}

/** The widths of lines, in some unit; `full` is the width of a full line. */
interface Measure {
  readonly full: number
  width(line: Line): number
  /** the width of a word in the line's type */
  word(text: string, line: Line): number
}

/** What separates paragraphs. */
export interface Grouping {
  /** null if lines are not broken at a width: then each line is a paragraph, unless it runs on */
  readonly measure: Measure | null
  /** the left edge of a line on its page, in points; null if it is not known */
  left(line: Line): number | null
  /** the stretch that the format itself calls a paragraph; null if it says nothing */
  block(line: Line): Block | null
  /** true if lines stand apart although other lines (notes, furniture) were removed between them */
  apart(before: Line, line: Line): boolean
  /** true if a line begins with a footnote's mark: an extractor broke the line there */
  interrupted(line: Line): boolean
}

/** A paragraph that the format itself knows. */
interface Block {
  readonly start: number
  readonly item: boolean
  /** true for a unit within which no author breaks a sentence: an item, a row */
  readonly whole: boolean
}

/** "– indien ...", "• ...", "a. ...", "1) ..." */
const BULLET = new RegExp(
  patternOf`
    ^(?:(?<sign>[—${BULLETS}]|o(?=\s{2,}))
    |\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+\S
  `,
  'u',
)

/** Lines begin at one edge if they differ by less than this, in points. */
const EDGE = 1.5

/** Groups the lines of a question or an answer into paragraphs and list items. */
export function groupParagraphs(lines: readonly Line[], grouping: Grouping): ParagraphDraft[] {
  const drafts: { style: Paragraph['style']; lines: Line[] }[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    const draft = drafts.at(-1)
    if (before !== undefined && draft !== undefined && !parts(before, line, draft, grouping)) {
      draft.lines.push(line)
      continue
    }
    const block = grouping.block(line)
    const item = block === null ? BULLET.test(line.text.slice(0, 16)) : block.item
    drafts.push({ style: item ? 'item' : 'text', lines: [line] })
  }
  return drafts
}

/** True if `line` begins a new paragraph. */
function parts(before: Line, line: Line, draft: ParagraphDraft, grouping: Grouping): boolean {
  const block = grouping.block(line)
  const last = grouping.block(before)
  if (block === null && last?.whole === true) return true
  if (block !== null) {
    if (block.start === last?.start) return false
    // A hard line break that an author put in mid-sentence.
    const broken = /[\p{L},]$/u.test(before.text) && /^\p{Ll}/u.test(line.text)
    return !(broken && !block.whole && last?.whole === false)
  }
  if (grouping.interrupted(line)) return false
  const runsOn = !canEndParagraph(before.text)
  if (grouping.apart(before, line)) return !(runsOn && /^[\p{Ll}\d]/u.test(line.text))
  if (grouping.measure === null) {
    const begins = /^[\p{Lu}\p{N}«“‘"'–•(-]/u.test(line.text) || BULLET.test(line.text.slice(0, 16))
    return runsOn ? continuesList(draft, line) : begins
  }
  const room = hasRoom(before, line, grouping.measure)
  const bullet = BULLET.exec(line.text.slice(0, 16))
  if (bullet !== null) {
    if (!runsOn || room) return true
    return draft.style === 'item' && (/[,;]$/.test(before.text) || isNext(draft, line, grouping))
  }
  if (!runsOn && isLeftOf(draft, line, grouping)) return true
  return room && (!runsOn || isBelow(draft, line, grouping))
}

/**
 * True for the next item of a list whose items end without a full stop. A dash needs an item with a
 * dash above it, and a number or letter the one before it: either may stand within a sentence.
 */
function continuesList({ style, lines: [first] }: ParagraphDraft, line: Line): boolean {
  const sign = signOf(line.text)
  if (sign !== undefined && !/[–—*o-]/.test(sign)) return true
  if (style !== 'item') return false
  if (sign !== undefined) return sign === signOf(first!.text)
  const [own, above] = [labelOf(line.text), labelOf(first!.text)]
  return own !== null && above !== null && own === above + 1
}

function signOf(text: string): string | undefined {
  return BULLET.exec(text.slice(0, 16))?.groups?.['sign']
}

/** The number of an item, or the code of its letter. */
function labelOf(text: string): number | null {
  const [, number, letter] = /^\(?(?:(\d{1,2})|([a-z]))[.)]\s/.exec(text.slice(0, 16)) ?? []
  if (number !== undefined) return Number(number)
  return letter === undefined ? null : letter.charCodeAt(0)
}

/** True for a line with the sign of an item, or its numbering, at the item's own edge. */
function isNext({ lines: [first] }: ParagraphDraft, line: Line, { left }: Grouping): boolean {
  const [own, other] = [left(first!), left(line)]
  if (own === null || other === null || Math.abs(own - other) > EDGE) return false
  return signOf(first!.text) === signOf(line.text)
}

/** True for a sentence left of the sign of an item. */
function isLeftOf({ style, lines: [first] }: ParagraphDraft, line: Line, { left }: Grouping) {
  if (style !== 'item' || signOf(first!.text) === undefined) return false
  const [edge, own] = [left(first!), left(line)]
  return edge !== null && own !== null && own < edge - EDGE
}

/** True for a line at the edge of an item whose own lines stand further in. */
function isBelow({ style, lines }: ParagraphDraft, line: Line, { left }: Grouping): boolean {
  if (style !== 'item' || !/^\p{Lu}/u.test(line.text)) return false
  const [edge, own] = [left(lines[0]!), left(line)]
  if (edge === null || own === null || own > edge + EDGE) return false
  return lines.slice(1).every((each) => (left(each) ?? 0) > edge + EDGE)
}

/**
 * True if a line stops so early that the next line's first word would still have fitted. One
 * hundredth of the line allows for the error of estimated widths.
 */
function hasRoom(before: Line, line: Line, measure: Measure): boolean {
  const word = /^\S+/.exec(line.text.slice(0, 80))?.[0] ?? ''
  return measure.width(before) + measure.word(` ${word}`, before) <= measure.full * 0.99
}

/** A text with longer lines is not broken at a width. */
const WIDEST = 130

/**
 * Measures lines by estimated character widths. Null if a text's lines are not broken at a width:
 * some are far longer than a printed line, or nearly all end a sentence.
 */
export function estimateWidths(lines: readonly Line[]): Measure | null {
  if (lines.length === 0) return null
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b)
  if (lengths[Math.floor(lengths.length * 0.95)]! > WIDEST) return null
  const running = lines.filter(({ text }) => !canEndParagraph(text)).length
  if (running < lines.length * 0.2) return null
  const widths = lines.map(({ text }) => widthOf(text)).sort((a, b) => a - b)
  return {
    full: widths[Math.floor((widths.length - 1) * 0.97)]!,
    width: ({ text }) => widthOf(text),
    word: widthOf,
  }
}

/**
 * Measures lines by their places on the page. A full line is as wide as the widest in the column in
 * which most lines begin; a line outside that column is measured from its own left edge.
 */
export function placedWidths(lines: readonly PlacedLine[]): Measure | null {
  const byStart = new Map(lines.map((line) => [line.start, line]))
  const left = mostCommon(lines.map((line) => Math.round(line.left)))
  const column = lines.filter((line) => Math.abs(line.left - left) < 1.5)
  const rights = column.map(({ right }) => right).sort((a, b) => a - b)
  const edge = rights[Math.floor((rights.length - 1) * 0.98)]
  if (edge === undefined) return null
  return {
    full: edge - left,
    width: (line) => (byStart.get(line.from)?.right ?? edge) - left,
    word: (text, line) => (widthOf(text) * (byStart.get(line.from)?.size ?? 0)) / 1000,
  }
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}
