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
export type Form = 'plain' | 'bracket' | 'paren'

/** "[1] NOS", "[1 ]", "1) AD", "1 https://", "1X, 23 oktober 2024" */
const NOTE_START =
  /^(?:\[(?<bracket>\d{1,3})\s?\]|(?<paren>\d{1,3})\s?\)|(?<plain>\d{1,3})(?![\d.,:%-]))\s*(?=\S)/

interface Start {
  readonly value: number
  readonly form: Form
  readonly line: Line
  readonly index: number
  readonly textStart: number
}

/** What tells notes from text. */
export interface NoteClues {
  /** the forms in which notes may be written: where a format knows its footnotes, none is plain */
  readonly forms: readonly Form[]
  /** true for a line that opens a question or an answer: no note stands before it on its page */
  opensPair(line: Line): boolean
  /** true for any line that opens a part: no note goes on behind it */
  opensPart(line: Line): boolean
  /** true for an item of a list whose numbers the format does not write out */
  isOrdered(line: Line): boolean
}

/** Looking for marks costs lines times notes; a document that needs more than this is an attack. */
const BUDGET = 3_000_000

/**
 * Finds the footnotes of a text without layout. `pages` are the lines of each page without
 * furniture. Notes stand at a page's end, behind its last heading, count on from page to page, and
 * at least half of their marks stand in the text before them.
 */
export function findFootnotes(pages: readonly (readonly Line[])[], clues: NoteClues): Footnotes {
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const counts = { plain: 0, bracket: 0, paren: 0 }
  const body: Line[] = []
  let budget = BUDGET
  let lastForm: Form | null = null
  for (const page of pages) {
    const starts = budget > 0 ? startsOf(page, clues, counts) : []
    const first = starts[0]
    const pageStart = body.length
    append(body, page, 0, first?.index)
    if (first === undefined) continue
    budget -= body.length * starts.length
    const from = first.form === lastForm ? (cuts.at(-1)?.end ?? 0) : 0
    const anchors = findAnchors(body, pageStart, from, starts)
    if (anchors.filter((anchor) => anchor !== null).length * 2 < starts.length) {
      append(body, page, first.index)
      continue
    }
    counts[first.form] = starts.at(-1)!.value
    lastForm = first.form
    for (const [index, start] of starts.entries()) {
      const lines = linesUntil(page, start.index, starts[index + 1]?.index, clues)
      const anchor = anchors[index] ?? null
      notes.push({ mark: String(start.value), textStart: start.textStart, lines, anchor })
      if (anchor !== null) cuts.push(anchor)
    }
  }
  return { notes, cuts }
}

/** Adds one by one: a page may have more lines than a call has room for arguments. */
function append(body: Line[], page: readonly Line[], from: number, to = page.length): void {
  for (let index = from; index < to; index++) body.push(page[index]!)
}

/** A note's lines: up to the next note or part, or to the page's end. */
function linesUntil(
  page: readonly Line[],
  from: number,
  next: number | undefined,
  { opensPart }: NoteClues,
): Line[] {
  const lines = page.slice(from, next)
  const part = lines.findIndex(opensPart)
  return part < 0 ? lines : lines.slice(0, part)
}

/** The lines that begin the notes of a page: the longest run that counts on. */
function startsOf(
  page: readonly Line[],
  { forms, opensPair, isOrdered }: NoteClues,
  counts: Readonly<Record<Form, number>>,
): Start[] {
  let index = page.length - 1
  while (index >= 0 && !opensPair(page[index]!)) index--
  const starts = page.slice(index + 1).flatMap((line, after) => {
    const match = NOTE_START.exec(line.text.slice(0, 12))
    const form = formOf(match)
    if (match === null || form === null || !forms.includes(form)) return []
    const value = Number(match.groups?.[form])
    const textStart = line.start + match[0].length
    return [{ value, form, line, index: index + 1 + after, textStart }]
  })
  const runs = forms.map((form) => {
    const own = starts.filter((start) => start.form === form)
    return form === 'bracket' ? rising(own, counts.bracket) : chain(own, counts[form] + 1)
  })
  return [...runs, orderedItems(page, index + 1, isOrdered)].sort((a, b) => b.length - a.length)[0]!
}

/** Bracketed numbers are marks beyond doubt, so a number that an extractor swallowed may lack. */
function rising(starts: readonly Start[], count: number): Start[] {
  const found: Start[] = []
  for (const start of starts) {
    const last = found.at(-1)?.value ?? count
    if (start.value > last && start.value <= last + 3) found.push(start)
  }
  return found
}

/** A numbered list that ends the document: its items are the notes "1)", "2)" of the questions. */
function orderedItems(
  page: readonly Line[],
  from: number,
  isOrdered: (line: Line) => boolean,
): Start[] {
  let index = page.length
  while (index > from && isOrdered(page[index - 1]!)) index--
  return page.slice(index).map((line, after) => {
    const [value, form] = [after + 1, 'paren' as const]
    return { value, form, line, index: index + after, textStart: line.start }
  })
}

function formOf(match: RegExpExecArray | null): Form | null {
  if (match?.groups === undefined) return null
  if (match.groups['bracket'] !== undefined) return 'bracket'
  return match.groups['paren'] !== undefined ? 'paren' : 'plain'
}

/** For each note the place of its mark in the text before it, in order; on its own page first. */
function findAnchors(
  body: readonly Line[],
  pageStart: number,
  searchFrom: number,
  starts: readonly Start[],
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
  if (left === '') return /^[.:]\s\d/.test(right) || UNIT.test(before?.text.slice(-6) ?? '') ? 0 : 3
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
