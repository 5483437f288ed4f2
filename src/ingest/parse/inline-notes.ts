import type { Span, Warning } from '../../domain/document.ts'
import { isCounted } from './footnote-marks.ts'
import { type FoundFootnotes, type NoteDraft, textualOf } from './footnotes.ts'
import { headingOf } from './heading-lines.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { announcesList, SMALL_NAME, startsSmall, UNIT } from './note-marks.ts'
import { mayBeSource } from './sources.ts'
import { RAISED_NUMBER, readRaised } from '../../text/superscript.ts'

/** "¹ De Waterkrant", "[1] NOS", "(1) NOS", "^1 NOS", "1) NOS", "1 De Waterkrant" */
const NOTE_START = new RegExp(
  String.raw`^(?:(?<raised>${RAISED_NUMBER})(?<closed>\))?|\[(?<bracket>\d{1,3})\s?\]` +
    String.raw`|\((?<paren>\d{1,3})\)` +
    String.raw`|\^(?<caret>\d{1,3})|(?<half>\d{1,3})\)|(?<plain>\d{1,3})(?=\s))\s*(?=[^\s\d])`,
  'u',
)

/** The end of "1", also before ", 2" */
const MARK_END = String.raw`\s|$|,\s?\d{1,2}(?:[\s,]|$)`

/**
 * "¹", "[1]", "[1 ]": in running text these can only be marks of notes. So can "^1" after anything
 * but a digit, which would make it an exponent, and "(1)" directly after the end of a clause:
 * "vraagt?(1)". "vraagt?1", "vraagt?1, 2" and "vraagt? 1)" are marks only of a note that begins
 * likewise, and "stuwen1" and "vraagt? 1" at a line's end only of one that is a source.
 */
const MARK = new RegExp(
  String.raw`\s?(?:(?<raised>${RAISED_NUMBER})|\[(?<bracket>\d{1,3})\s?\])` +
    String.raw`|(?<=[\p{L}?!.,;:»”"’')\]])(?:\^(?<caret>\d{1,3})(?!\d)|\((?<paren>\d{1,3})\))` +
    String.raw`|(?<=\p{L}[»”"’)]?[?!.»”"’])(?<plain>\d{1,2})(?=${MARK_END})` +
    String.raw`|(?<=\p{L}[»”"’)]?[?!.»”"’]\d{1,2}(?:,\s?\d{1,2}){0,3}),\s?` +
    String.raw`(?<second>\d{1,2})(?=${MARK_END})` +
    String.raw`|(?<=\p{L}[»”"’)]?[?!.»”"’])\s?(?<half>\d{1,2})\)(?=\s|$)` +
    String.raw`|(?<=\p{L}{3})(?<word>\d{1,2})(?=[\s.,;:?!]|$)|(?<=\?)\s(?<last>\d{1,2})$`,
  'gu',
)

/** The end of a web address ends a note just as a full stop does. */
const ADDRESS_END = /(?:https?:\/\/|www\.)\S+$/

/** Characters at a line's end to examine. */
const LONGEST_ADDRESS = 240

/** With more marks than this, they are not footnotes. */
const MOST_MARKS = 5_000

/** Lines of a note at most. */
const LONGEST_NOTE = 12

interface Mark {
  readonly value: number
  readonly line: Line
  readonly span: Span
  readonly form: NoteForm
}

/** Whether a number stands alone, before a bracket, or is written as only notes are. */
type NoteForm = 'plain' | 'half' | 'sure' | 'word'

/**
 * Finds notes in the middle of the text, at former page ends. Their marks are certain: raised or in
 * brackets, before the note, and not among `known`. The interrupted text continues after the note.
 * A line that may as well be an item of a list or part of a sentence stays, with a warning.
 */
export function findInlineNotes(lines: readonly Line[], known: readonly Span[]): FoundFootnotes {
  const taken = new Set(known.map(({ end }) => end))
  const marks = marksIn(lines).filter(({ span }) => !taken.has(span.end))
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const warnings: Warning[] = []
  let expected = 1
  let item: { start: NoteStart; isApart: boolean } | null = null
  for (let at = 0; at < lines.length && marks.length > 0; at++) {
    const line = lines[at]!
    const start = noteStart(line)
    if (start === null || start.value < expected || start.value > expected + 2) continue
    const own = marks.filter((mark) => marksNote(mark, start) && mark.span.end <= line.start)
    const mark = own.at(-1)
    const before = lines[at - 1]
    if (mark === undefined || before === undefined) continue
    const isNext =
      item?.start.form === start.form &&
      item.start.value === start.value - 1 &&
      (item.isApart || !line.apart)
    if (isNext || (start.form !== 'sure' && announcesList(before.text))) {
      warnings.push(textualOf(line))
      item = { start, isApart: line.apart }
      continue
    }
    const isBelowNote = notes.at(-1)?.lines.at(-1) === before
    if (!isBelowNote && !standsApart(before, line, start)) continue
    const noteLines = linesOfNote(lines, at)
    const amid = !isBelowNote && !canEndParagraph(before.text)
    if (start.form !== 'sure' && isText(lines, at, start, { marks, amid })) {
      warnings.push(textualOf(line))
      item = { start, isApart: line.apart }
      continue
    }
    const anchor = start.isClosed ? closedSpan(mark) : mark.span
    notes.push({
      mark: String(start.value),
      textStart: start.textStart,
      lines: noteLines,
      anchor,
    })
    cuts.push(anchor)
    expected = start.value + 1
    at += noteLines.length - 1
  }
  return { notes, cuts: cuts.sort((a, b) => a.start - b.start), warnings }
}

/** "¹)" with its bracket */
function closedSpan({ line, span: { start, end } }: Mark): Span {
  return { start, end: line.text[end - line.start] === ')' ? end + 1 : end }
}

function marksNote({ value, form }: Mark, start: NoteStart): boolean {
  return (
    value === start.value &&
    (form === start.form ||
      (start.form === 'plain' && (form === 'sure' || (form === 'word' && start.isSource))))
  )
}

/** Notes one below the other at most, where the text between two pages is interrupted. */
const MOST_NOTES = 20

/**
 * True for a number that counts what follows, in a sentence (`amid`) that does not go on below, or
 * above the next number of a list, which no word bears.
 */
function isText(
  lines: readonly Line[],
  from: number,
  start: NoteStart,
  around: { readonly marks: readonly Mark[]; readonly amid: boolean },
): boolean {
  const [line, before] = [lines[from]!, lines[from - 1]!]
  const rest = line.text.slice(start.textStart - line.start)
  if (start.form === 'plain' && isCounted(rest)) return true
  const amid = around.amid && !(start.isSource && headingOf(before) !== null)
  if (start.form === 'plain' && amid && startsSmall(rest) && !SMALL_NAME.test(rest)) return true
  let next: NoteStart | null = start
  let at = from
  for (let count = 0; next !== null && count < MOST_NOTES; count++) {
    at += linesOfNote(lines, at).length
    const below = lines[at]
    const following: NoteStart | null = below === undefined ? null : noteStart(below)
    const isListed = following?.form === start.form && following.value === next.value + 1
    if (isListed && !around.marks.some((mark) => marksNote(mark, following))) return true
    next = following
  }
  return amid && !line.apart && !/^\p{Ll}/u.test(lines[at]?.text ?? '')
}

function marksIn(lines: readonly Line[]): Mark[] {
  const marks: Mark[] = []
  for (const line of lines) {
    if (marks.length > MOST_MARKS) return []
    for (const match of line.text.matchAll(MARK)) {
      const before = line.text.slice(0, match.index)
      const { raised, caret } = match.groups ?? {}
      if (before === '' || ((raised ?? caret) !== undefined && isExponent(before))) continue
      const value = numberOf(match.groups)
      const start = line.start + match.index
      const form = formOf(match.groups)
      marks.push({ value, line, span: { start, end: start + match[0].length }, form })
    }
  }
  return marks
}

/** "km²", "10³" */
function isExponent(before: string): boolean {
  return UNIT.test(before.slice(-6)) || /(?:^|\D)10$/.test(before)
}

function formOf(groups: Readonly<Record<string, string>> = {}): NoteForm {
  const { plain, second, half, word, last } = groups
  if ((word ?? last) !== undefined) return 'word'
  return (plain ?? second) !== undefined ? 'plain' : half !== undefined ? 'half' : 'sure'
}

interface NoteStart {
  readonly value: number
  readonly textStart: number
  readonly form: NoteForm
  /** true for "¹)" */
  readonly isClosed: boolean
  /** true for "1 De Waterkrant, 1 maart 2025" */
  readonly isSource: boolean
}

function noteStart(line: Line): NoteStart | null {
  const match = NOTE_START.exec(line.text.slice(0, 24))
  if (match === null || headingOf(line) !== null) return null
  const { length } = match[0]
  const form = formOf(match.groups)
  if (form === 'half' && startsSmall(line.text.slice(length, length + 12))) return null
  const isClosed = match.groups?.['closed'] !== undefined
  const textStart = line.start + length
  const isSource = mayBeSource(line.text.slice(length))
  return { value: numberOf(match.groups), textStart, form, isClosed, isSource }
}

/** The number of a mark or of a note's beginning, in whichever form it is written. */
function numberOf(groups: Readonly<Record<string, string>> = {}): number {
  const { raised, bracket, paren, caret, half, plain, second, word, last } = groups
  const number = bracket ?? paren ?? caret ?? half ?? plain ?? second ?? word ?? last
  return raised === undefined ? Number(number) : readRaised(raised)
}

/**
 * Many lines begin with a plain number: a note stands apart, or in mid-sentence; one like an item
 * of a list only there, unless it is a source.
 */
function standsApart(before: Line, line: Line, { form, isSource }: NoteStart): boolean {
  const mayBeApart = form === 'plain' || (form === 'half' && isSource)
  return form === 'sure' || (mayBeApart && line.apart) || !canEndParagraph(before.text)
}

/**
 * A note's lines: up to the next blank line, note or heading, or to where the text before it
 * continues.
 */
function linesOfNote(lines: readonly Line[], from: number): Line[] {
  const found = [lines[from]!]
  for (const line of lines.slice(from + 1, from + LONGEST_NOTE)) {
    const last = found.at(-1)!
    if (line.apart || line.pageTop || headingOf(line) !== null) break
    if (noteStart(line) !== null) break
    const address = ADDRESS_END.exec(last.text.slice(-LONGEST_ADDRESS))?.[0] ?? ''
    // "https://www.waterkrant.nl/" goes on in the next line if that is no sentence.
    if (/[/=&?_-]$/.test(address) && /^\S+$/.test(line.text)) {
      found.push(line)
      continue
    }
    const over = canEndParagraph(last.text) || address !== ''
    if (over && !/https?:\/\/|www\./.test(line.text.slice(0, 80))) break
    found.push(line)
  }
  return found
}
