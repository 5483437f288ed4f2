import type { Span, Warning } from '../../domain/document.ts'
import { type FoundFootnotes, type NoteDraft, textualOf } from './footnotes.ts'
import { canEndParagraph, headingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { NOTES_TITLE } from './note-marks.ts'

/** "* De Waterkrant, 1 maart 2025", "** Kamerstuk", "† NOS" */
const NOTE_START = /^(?<mark>\*{1,4}|[†‡])\)?\s{0,3}(?=[^\s*†‡])/u

/** A mark after a word: "het stuwpeil?*", "bericht** ken". */
const MARK = /(?<=[\p{L}\p{N}?!.,;:»”"’')\]])(?<mark>\*{1,4}|[†‡])\)?(?![*†‡\p{L}\p{N}])/gu

/** Lines of a note at most. */
const LONGEST_NOTE = 12

/** With more marks than this, they are not footnotes. */
const MOST_MARKS = 2_000

/** A line that begins with a star, with those that go on from it. */
interface Starred {
  readonly lines: readonly Line[]
  readonly textStart: number
}

/**
 * Finds notes marked by stars and daggers. A line that begins with one is a note only if an earlier
 * word bears the same mark, of which it takes the nearest, and if no other such line beside it may
 * be the note: items of a list begin likewise.
 */
export function findStarNotes(lines: readonly Line[]): FoundFootnotes {
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const warnings: Warning[] = []
  const marks = marksIn(lines)
  for (let at = 1; at < lines.length && marks.length > 0; at++) {
    const line = lines[at]!
    const mark = markOf(line)
    if (mark === null) continue
    const before = lines[at - 1]!
    const follows = notes.at(-1)?.lines.at(-1) === before
    const starred = starredFrom(lines, at, mark)
    const note = noteAmong(starred, before, follows)
    const first = (note ?? starred.at(-1)!).lines[0]!
    const index = marks.findLastIndex((each) => each.mark === mark && each.span.end <= first.start)
    if (index >= 0 && note !== null) {
      const anchor = marks[index]!.span
      marks.splice(index, 1)
      notes.push({ mark, ...note, anchor })
      cuts.push(anchor)
    } else if (index >= 0 && !isList(starred)) {
      warnings.push(textualOf(first))
    }
    at += starred.flatMap((each) => each.lines).length - 1
  }
  return { notes, cuts: cuts.sort((a, b) => a.start - b.start), warnings }
}

function markOf({ text }: Line): string | null {
  return NOTE_START.exec(text)?.groups?.['mark'] ?? null
}

/** The lines one below the other that begin with this mark. */
function starredFrom(lines: readonly Line[], from: number, mark: string): Starred[] {
  const found: Starred[] = []
  for (let at = from; at < lines.length && markOf(lines[at]!) === mark;) {
    const line = lines[at]!
    const own = linesOfNote(lines, at)
    found.push({ lines: own, textStart: line.start + NOTE_START.exec(line.text)![0].length })
    at += own.length
  }
  return found
}

/** The only one, unless a sentence goes on in it; or the last, if it alone stands apart. */
function noteAmong(starred: readonly Starred[], before: Line, follows: boolean): Starred | null {
  const last = starred.at(-1)!
  if (starred.length === 1) {
    const isItem = /[:;]$/.test(before.text) && !NOTES_TITLE.test(before.text)
    return !isItem && (isApart(last) || follows || canEndParagraph(before.text)) ? last : null
  }
  return isApart(last) && starred.length > 2 && isList(starred.slice(0, -1)) ? last : null
}

/** Items without blank lines between them. */
function isList(starred: readonly Starred[]): boolean {
  return starred.length > 1 && !starred.slice(1).some(isApart)
}

function isApart({ lines: [first] }: Starred): boolean {
  return first!.apart || first!.pageTop
}

function marksIn(lines: readonly Line[]): { mark: string; span: Span }[] {
  const marks: { mark: string; span: Span }[] = []
  for (const line of lines) {
    if (!/[*†‡]/.test(line.text)) continue
    for (const match of line.text.matchAll(MARK)) {
      const start = line.start + match.index
      marks.push({ mark: match.groups!['mark']!, span: { start, end: start + match[0].length } })
      if (marks.length > MOST_MARKS) return []
    }
  }
  return marks
}

/** Up to the next note, heading or blank line. */
function linesOfNote(lines: readonly Line[], from: number): Line[] {
  const found = [lines[from]!]
  for (const line of lines.slice(from + 1, from + LONGEST_NOTE)) {
    if (line.apart || line.pageTop || headingOf(line) !== null) break
    if (NOTE_START.test(line.text)) break
    found.push(line)
  }
  return found
}
