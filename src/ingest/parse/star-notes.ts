import type { Span } from '../../domain/document.ts'
import type { Footnotes, NoteDraft } from './footnotes.ts'
import { canEndParagraph, headingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'

/** "* De Waterkrant, 1 maart 2025", "** Kamerstuk", "† NOS" */
const NOTE_START = /^(?<mark>\*{1,4}|[†‡])\)?\s{0,3}(?=[^\s*†‡])/u

/** A mark after a word: "het stuwpeil?*", "bericht** ken". */
const MARK = /(?<=[\p{L}\p{N}?!.,;:»”"’')\]])(?<mark>\*{1,4}|[†‡])\)?(?![*†‡\p{L}\p{N}])/gu

/** Lines of a note at most. */
const LONGEST_NOTE = 12

/** With more marks than this, they are not footnotes. */
const MOST_MARKS = 2_000

/**
 * Finds notes marked by stars and daggers. A line that begins with one is a note only if an earlier
 * word bears the same mark: otherwise it is a list item.
 */
export function findStarNotes(lines: readonly Line[]): Footnotes {
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const marks = marksIn(lines)
  for (let at = 1; at < lines.length && marks.length > 0; at++) {
    const line = lines[at]!
    const start = NOTE_START.exec(line.text)
    const mark = start?.groups?.['mark']
    if (start === null || mark === undefined) continue
    const index = marks.findIndex((each) => each.mark === mark && each.span.end <= line.start)
    const before = lines[at - 1]!
    const follows = notes.at(-1)?.lines.at(-1) === before
    if (index < 0 || !(line.apart || line.pageTop || follows || canEndParagraph(before.text)))
      continue
    const noteLines = linesOfNote(lines, at)
    const anchor = marks[index]!.span
    marks.splice(index, 1)
    notes.push({ mark, textStart: line.start + start[0].length, lines: noteLines, anchor })
    cuts.push(anchor)
    at += noteLines.length - 1
  }
  return { notes, cuts: cuts.sort((a, b) => a.start - b.start) }
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
