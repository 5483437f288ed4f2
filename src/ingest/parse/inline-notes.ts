import type { Span } from '../../domain/document.ts'
import type { Footnotes, NoteDraft } from './footnotes.ts'
import { canEndParagraph, headingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { RAISED_NUMBER, readRaised, startsSmall, UNIT } from './note-marks.ts'

/** "¹ De Waterkrant", "[1] NOS", "(1) NOS", "^1 NOS", "1) NOS", "1 De Waterkrant" */
const NOTE_START = new RegExp(
  String.raw`^(?:(?<raised>${RAISED_NUMBER})|\[(?<bracket>\d{1,3})\s?\]|\((?<paren>\d{1,3})\)` +
    String.raw`|\^(?<caret>\d{1,3})|(?<half>\d{1,3})\)|(?<plain>\d{1,3})(?=\s))\s*(?=[^\s\d])`,
  'u',
)

/**
 * "¹", "[1]", "[1 ]": in running text these can only be marks of notes. So can "^1" after anything
 * but a digit, which would make it an exponent, and "(1)" directly after the end of a clause:
 * "vraagt?(1)". "vraagt?1" and "vraagt? 1)" are marks only of a note that begins likewise.
 */
const MARK = new RegExp(
  String.raw`\s?(?:(?<raised>${RAISED_NUMBER})|\[(?<bracket>\d{1,3})\s?\])` +
    String.raw`|(?<=[\p{L}?!.,;:»”"’')\]])(?:\^(?<caret>\d{1,3})(?!\d)|\((?<paren>\d{1,3})\))` +
    String.raw`|(?<=\p{L}[»”"’)]?[?!.»”"’])(?<plain>\d{1,2})(?=\s|$)` +
    String.raw`|(?<=\p{L}[»”"’)]?[?!.»”"’])\s?(?<half>\d{1,2})\)(?=\s|$)`,
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
type NoteForm = 'plain' | 'half' | 'sure'

/**
 * Finds notes in the middle of the text, at former page ends. Their marks are certain: raised or in
 * brackets, before the note, and not among `known`. The interrupted text continues after the note.
 */
export function findInlineNotes(lines: readonly Line[], known: readonly Span[]): Footnotes {
  const taken = new Set(known.map(({ end }) => end))
  const marks = marksIn(lines).filter(({ span }) => !taken.has(span.end))
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  let expected = 1
  for (let at = 0; at < lines.length && marks.length > 0; at++) {
    const line = lines[at]!
    const start = noteStart(line)
    if (start === null || start.value < expected || start.value > expected + 2) continue
    const own = marks.filter(({ value, span, form }) => {
      const fits = form === start.form || (form === 'sure' && start.form === 'plain')
      return value === start.value && span.end <= line.start && fits
    })
    const mark = own.at(-1)
    if (mark === undefined || !standsApart(lines[at - 1], line, start.form)) continue
    const noteLines = linesOfNote(lines, at)
    notes.push({
      mark: String(start.value),
      textStart: start.textStart,
      lines: noteLines,
      anchor: mark.span,
    })
    cuts.push(mark.span)
    expected = start.value + 1
    at += noteLines.length - 1
  }
  return { notes, cuts: cuts.sort((a, b) => a.start - b.start) }
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

function formOf({ plain, half }: Readonly<Record<string, string>> = {}): NoteForm {
  return plain !== undefined ? 'plain' : half !== undefined ? 'half' : 'sure'
}

function noteStart(line: Line): { value: number; textStart: number; form: NoteForm } | null {
  const match = NOTE_START.exec(line.text.slice(0, 24))
  if (match === null || headingOf(line) !== null) return null
  const { length } = match[0]
  const form = formOf(match.groups)
  if (form === 'half' && startsSmall(line.text.slice(length, length + 12))) return null
  return { value: numberOf(match.groups), textStart: line.start + length, form }
}

/** The number of a mark or of a note's beginning, in whichever form it is written. */
function numberOf(groups: Readonly<Record<string, string>> = {}): number {
  const { raised, bracket, paren, caret, half, plain } = groups
  const number = bracket ?? paren ?? caret ?? half ?? plain
  return raised === undefined ? Number(number) : readRaised(raised)
}

/**
 * Many lines begin with a plain number: a note stands apart, or in mid-sentence; one like an item
 * of a list only there.
 */
function standsApart(before: Line | undefined, line: Line, form: NoteForm): boolean {
  if (before === undefined) return false
  return form === 'sure' || (form === 'plain' && line.apart) || !canEndParagraph(before.text)
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
