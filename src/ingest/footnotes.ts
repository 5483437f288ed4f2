import type { Span } from '../domain.ts'
import type { Line } from './lines.ts'
import { chain } from './numbers.ts'

/** A footnote before it is read: its mark, the lines of its text, where its mark stands. */
export interface NoteDraft {
  readonly mark: string
  /** where the note's text begins, behind its mark */
  readonly textStart: number
  readonly lines: readonly Line[]
  readonly anchor: Span | null
}

/** What is known of a document's footnotes: `cuts` are the marks to leave out of reading texts. */
export interface Footnotes {
  readonly notes: readonly NoteDraft[]
  readonly cuts: readonly Span[]
}

/** How a note's number is written: "1 http", "1X, 23 oktober" are plain. */
type Form = 'plain' | 'bracket' | 'paren'

/** "[1] NOS", "[1 ]", "1) AD", "1 https://", "1X, 23 oktober 2024" */
const NOTE_START =
  /^(?:\[(?<bracket>\d{1,3})\s?\]|(?<paren>\d{1,3})\s?\)|(?<plain>\d{1,3})(?![\d.,:%]))\s*(?=\S)/

interface Start {
  readonly value: number
  readonly form: Form
  readonly line: Line
  readonly index: number
  readonly textStart: number
}

/**
 * Finds the footnotes of a text without layout. `pages` are the lines of each page without
 * furniture, `isHeading` tells the lines that open a part. Notes stand at a page's end, behind its
 * last heading, count on from page to page, and their marks stand in the text before them.
 */
export function findFootnotes(
  pages: readonly (readonly Line[])[],
  isHeading: (line: Line) => boolean,
): Footnotes {
  const notes: NoteDraft[] = []
  const body: Line[] = []
  const counts = { plain: 0, bracket: 0, paren: 0 }
  let searchFrom = 0
  for (const page of pages) {
    const starts = startsOf(page, isHeading, counts)
    const first = starts[0]
    body.push(...(first === undefined ? page : page.slice(0, first.index)))
    if (first === undefined) continue
    const anchors = findAnchors(body, searchFrom, starts)
    if (anchors.filter((anchor) => anchor !== null).length * 2 < starts.length) {
      body.push(...page.slice(first.index))
      continue
    }
    counts[first.form] += starts.length
    for (const [index, start] of starts.entries()) {
      const lines = page.slice(start.index, starts[index + 1]?.index ?? page.length)
      const anchor = anchors[index] ?? null
      notes.push({ mark: String(start.value), textStart: start.textStart, lines, anchor })
      if (anchor !== null) searchFrom = anchor.end
    }
  }
  return { notes, cuts: notes.flatMap(({ anchor }) => (anchor === null ? [] : [anchor])) }
}

/** The lines that begin the notes of a page: the longest run that counts on. */
function startsOf(
  page: readonly Line[],
  isHeading: (line: Line) => boolean,
  counts: Readonly<Record<Form, number>>,
): Start[] {
  const starts: Start[] = []
  for (let index = page.length - 1; index >= 0; index--) {
    const line = page[index]!
    if (isHeading(line)) break
    const match = NOTE_START.exec(line.text.slice(0, 12))
    const form = formOf(match)
    if (match === null || form === null) continue
    const value = Number(match.groups?.[form])
    starts.unshift({ value, form, line, index, textStart: line.start + match[0].length })
  }
  const runs = (['plain', 'bracket', 'paren'] as const).map((form) =>
    chain(
      starts.filter((start) => start.form === form),
      counts[form] + 1,
    ),
  )
  return runs.sort((a, b) => b.length - a.length)[0]!
}

function formOf(match: RegExpExecArray | null): Form | null {
  if (match?.groups === undefined) return null
  if (match.groups['bracket'] !== undefined) return 'bracket'
  return match.groups['paren'] !== undefined ? 'paren' : 'plain'
}

/** For each note the place of its mark in the text before it, in order. */
function findAnchors(
  body: readonly Line[],
  searchFrom: number,
  starts: readonly Start[],
): (Span | null)[] {
  const lines = body.filter((line) => line.end > searchFrom)
  let from = searchFrom
  return starts.map((start, index) => {
    const before = starts[index - 1]
    const beside = before !== undefined && from > searchFrom ? besides(lines, from, start) : null
    const anchor = beside ?? bestAnchor(lines, from, start)
    if (anchor !== null) from = anchor.end
    return anchor
  })
}

/** "1, 2": the mark that follows directly on the one before it. */
function besides(lines: readonly Line[], from: number, { value, form }: Start): Span | null {
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

function bestAnchor(lines: readonly Line[], from: number, start: Start): Span | null {
  const pattern = new RegExp(String.raw`(?<!\d)${written(start.value, start.form)}(?!\d)`, 'g')
  let best: Span | null = null
  let bestScore = 0
  for (const [index, line] of lines.entries()) {
    if (line.end <= from) continue
    for (const match of line.text.matchAll(pattern)) {
      const at = line.start + match.index
      if (at < from) continue
      const score = scoreOf(line, match.index, match[0].length, lines[index - 1], start.form)
      if (score <= bestScore) continue
      bestScore = score
      best = cutOf(line, match.index, match[0].length)
    }
  }
  return best
}

/** "m2", "CO2", "PM10": a small number behind a unit or an element is no mark. */
const UNIT = /(?:^|[^\p{L}])(?:[cdkm]?m|CO|NO|SO|NH|CH|PM|H|O|N)$/u

/** How much a number looks like a mark: 0 is not at all, 5 beyond doubt. */
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
  if (left === '') return UNIT.test(before?.text.slice(-6) ?? '') ? 0 : 3
  if (/[?!»”"’')\]]$/.test(left)) return 4
  if (/\p{L}[.,;:]$/u.test(left)) return 4
  if (/\d[.,;:]$/.test(left)) return right === '' || /^\s+\p{Lu}/u.test(right) ? 3 : 0
  if (/\p{L}{2}$/u.test(left) && !UNIT.test(left)) return 3
  return /[?.!»]\s$/.test(left) && (right === '' || /^\s\p{Lu}/u.test(right)) ? 2 : 0
}

/** "vraagt? 1)", "gedrag2) waarin"; "fases: 1) het opstellen" counts up in a sentence. */
function parenScore(left: string, right: string): number {
  if (/[?.!»”"’')\]]\s?$/.test(left)) return 4
  if (/\p{L}$/u.test(left)) return 4
  return /\p{L}\s$/u.test(left) && /^\s?[?.,]|^$/.test(right) ? 3 : 0
}

/** A mark takes the white space along that would be left double. */
function cutOf(line: Line, at: number, length: number): Span {
  const start = line.text.slice(0, at).trimEnd().length
  if (start > 0) return { start: line.start + start, end: line.start + at + length }
  const rest = line.text.slice(at + length)
  const spaces = rest.length - rest.trimStart().length
  return { start: line.start, end: line.start + at + length + spaces }
}
