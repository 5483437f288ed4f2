import type { Span } from '../../domain/document.ts'
import type { Line } from './lines.ts'
import { raised, UNIT } from './note-marks.ts'

/** The notation of a note's number: "1 http", "1X, 23 oktober" are plain. */
export type Form = 'plain' | 'bracket' | 'paren'

export interface NoteNumber {
  readonly value: number
  readonly form: Form
}

/**
 * For each note the place of its mark in the text before it, in order; its own page is searched
 * first.
 */
export function findAnchors(
  body: readonly Line[],
  pageStart: number,
  searchFrom: number,
  starts: readonly NoteNumber[],
): (Span | null)[] {
  const lines = body.filter((line) => line.end > searchFrom)
  const page = body.slice(pageStart)
  let from = searchFrom
  return starts.map((start, index) => {
    const before = starts[index - 1]
    const beside = before !== undefined && from > searchFrom ? besides(lines, from, start) : null
    const anchor = beside ?? bestAnchor(page, from, start) ?? bestAnchor(lines, from, start)
    if (anchor !== null) from = anchor.end
    return anchor
  })
}

/** "1, 2": the mark that directly follows the previous one. */
function besides(lines: readonly Line[], from: number, { value, form }: NoteNumber): Span | null {
  const line = lines.find(({ start, end }) => start <= from && from < end)
  if (line === undefined) return null
  const mark = new RegExp(String.raw`^\s*,?\s*${written(value, form)}(?![\d.,]*\d)`)
  const match = mark.exec(line.text.slice(from - line.start, from - line.start + 12))
  return match === null ? null : { start: from, end: from + match[0].length }
}

function written(value: number, form: Form): string {
  if (form === 'bracket') return String.raw`\[${value}\s?\]`
  return form === 'paren' ? String.raw`${value}\s?\)` : String(value)
}

function bestAnchor(lines: readonly Line[], from: number, start: NoteNumber): Span | null {
  const { value, form } = start
  const own = bestOf(lines, from, start, written(value, form))
  if (own !== null || form !== 'plain') return own
  // A mark may be written differently from its note: "[1]" or "¹" for "1 NOS".
  return bestOf(lines, from, start, `(?:${written(value, 'bracket')}|${raised(value)})`)
}

function bestOf(
  lines: readonly Line[],
  from: number,
  start: NoteNumber,
  mark: string,
): Span | null {
  const pattern = new RegExp(`(?<![\\d⁰¹²³⁴-⁹])${mark}(?![\\d⁰¹²³⁴-⁹])`, 'g')
  let best: Span | null = null
  let bestScore = 0
  for (const [index, line] of lines.entries()) {
    if (line.end <= from) continue
    for (const match of line.text.matchAll(pattern)) {
      const at = line.start + match.index
      if (at < from) continue
      const score = beyondDoubt(match[0], line.text.slice(0, match.index))
        ? 5
        : scoreOf(line, match.index, match[0].length, lines[index - 1], start.form)
      if (score <= bestScore) continue
      bestScore = score
      best = cutOf(line, match.index, match[0].length)
    }
  }
  return best
}

/** "[1]", and "¹" after anything but a unit. */
function beyondDoubt(mark: string, before: string): boolean {
  if (mark.startsWith('[')) return true
  return /^[⁰¹²³⁴-⁹]/u.test(mark) && !UNIT.test(before.slice(-6))
}

/** How much a number looks like a mark: from 0, not at all, to 5, beyond doubt. */
function scoreOf(
  line: Line,
  at: number,
  length: number,
  before: Line | undefined,
  form: Form,
): number {
  if (form === 'bracket') return 5
  const left = line.text.slice(Math.max(0, at - 12), at)
  const right = line.text.slice(at + length, at + length + 3)
  if (form === 'paren') return parenScore(left, right)
  if (/^[\d \t,]{1,20}$/.test(line.text)) return UNIT.test(before?.text.slice(-6) ?? '') ? 0 : 5
  if (/^[.,:]?\d|^\p{L}|^[/%]/u.test(right)) return 0
  if (left === '') return /^[.:]\s\d/.test(right) || UNIT.test(before?.text.slice(-6) ?? '') ? 0 : 3
  if (/[?!»”"’')\]]$/.test(left)) return 4
  if (/\p{L}[.,;:]$/u.test(left)) return 4
  if (/\d[.,;:]$/.test(left)) return right === '' || /^\s+\p{Lu}/u.test(right) ? 3 : 0
  if (/\p{L}{2}$/u.test(left) && !UNIT.test(left)) return 3
  return /[?.!»]\s$/.test(left) && (right === '' || /^\s\p{Lu}/u.test(right)) ? 2 : 0
}

/** "vraagt? 1)", "gedrag2) waarin"; "fases: 1) het opstellen" enumerates within a sentence. */
function parenScore(left: string, right: string): number {
  if (/[?.!»”"’')\]]\s?$/.test(left)) return 4
  if (/\p{L}$/u.test(left)) return 4
  return /\p{L}\s$/u.test(left) && /^\s?[?.,]|^$/.test(right) ? 3 : 0
}

/** A mark takes along white space that would otherwise be doubled. */
function cutOf(line: Line, at: number, length: number): Span {
  const start = line.text.slice(0, at).trimEnd().length
  if (start > 0) return { start: line.start + start, end: line.start + at + length }
  const rest = line.text.slice(at + length)
  const spaces = rest.length - rest.trimStart().length
  return { start: line.start, end: line.start + at + length + spaces }
}
