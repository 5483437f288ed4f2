import type { Span } from '../../domain/document.ts'
import type { Footnotes, NoteDraft } from './footnotes.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { announcesList, NOTES_TITLE, UNIT } from './note-marks.ts'
import { mayBeSource } from './sources.ts'
import { patternOf } from '../../text/pattern.ts'
import { RAISED_NUMBER, readRaised } from '../../text/superscript.ts'

/** "1. De Waterkrant", "2) Kamerstuk", "3 NOS", "[^4]: RIVM" */
const NOTE_START = /^(?:\(|\[\^?)?(?<value>\d{1,3})[.):\]]{0,2}\s+(?=\S)/

const FIRST_NOTE = /^(?:\(|\[\^?)?1[.):\]]{0,2}\s/

/** What only notes have above them; "Bronnen" may be a list of an answer. */
const CERTAIN = /^(?:voet|eind)?(?:noot|noten)\s?:?$/iu

/** A number behind a word or the end of a clause: "bericht1", "ik.2", "Nee¹", "Ja[^2]", "Ja(3)" */
const MARK = new RegExp(
  patternOf`
    (?<=\p{L}\p{Ll}|[?!.,;:»”"’')\]])(?:(?<value>\d{1,3})(?![\d\p{L}]|[.,]\d)
    |(?<raised>${RAISED_NUMBER})|\s?\[\^?(?<bracket>\d{1,3})\s?\]|\((?<paren>\d{1,3})\))
  `,
  'gu',
)

/** Each note is sought among all marks; a document that exceeds these is an attack. */
const MOST_LINES = 3_000
const MOST_MARKS = 5_000

/**
 * Finds notes below a title of their own at the end of a document, such as "Noten": numbered from
 * 1, each with its mark above, in order. Below another title all must have one, and so must those
 * without any title, of which one is a source.
 */
export function findTitledNotes(
  lines: readonly Line[],
  opensPart: (line: Line) => boolean,
): Footnotes {
  const none = { notes: [], cuts: [] }
  const copied = lines.findIndex(({ text }) => CLOSES.test(text))
  if (copied > 0) return copiedNotes(lines, copied, opensPart) ?? none
  const title = lines.findLastIndex(({ text }) => text.length < 40 && NOTES_TITLE.test(text))
  const from = title < 0 ? lines.findLastIndex(({ text }) => FIRST_NOTE.test(text)) : title + 1
  const below = lines.slice(from)
  if (from < 1 || below.length > MOST_LINES || below.some(opensPart)) return none
  const above = lines[from - 1]!
  if (title < 0 && (opensPart(above) || announcesList(above.text))) return none
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const marks = marksIn(lines.slice(0, from))
  if (marks.length > MOST_MARKS) return none
  for (const line of below) {
    const start = NOTE_START.exec(line.text)
    if (Number(start?.groups!['value']) === notes.length + 1) {
      const from = cuts.at(-1)?.end ?? 0
      const mark = marks.find(({ value, span }) => value === notes.length + 1 && span.start >= from)
      const anchor = mark?.span ?? null
      if (anchor !== null) cuts.push(anchor)
      const textStart = line.start + start![0].length
      notes.push({ mark: String(notes.length + 1), textStart, lines: [line], anchor })
    } else {
      const last = notes.pop()
      const isOver = title < 0 && last !== undefined && canEndParagraph(last.lines.at(-1)!.text)
      if (last === undefined || isOver) return none
      notes.push({ ...last, lines: [...last.lines, line] })
    }
  }
  const isCalled = cuts.length === notes.length
  const isCertain =
    title < 0 ? isCalled && notes.some(mayBeSourced) : isCalled || CERTAIN.test(lines[title]!.text)
  return isCertain && cuts.length > 0 ? { notes, cuts } : none
}

function mayBeSourced({ lines: [line], textStart }: NoteDraft): boolean {
  return mayBeSource(line!.text.slice(textStart - line!.start))
}

/** "X Noot", above the number and the text of each note of an official page: "X" closes it */
const CLOSES = /^X\s?Noot$/

/** True for a line above the text of a note that names it so, or is its number. */
export function headsNote({ text }: Line, before: Line | undefined): boolean {
  if (NOTES_TITLE.test(text) || CLOSES.test(text)) return true
  return /^\d{1,3}$/.test(text) && before !== undefined && CLOSES.test(before.text)
}

/** The notes of an official page whose text was copied, from line `from` on; null if too many. */
function copiedNotes(
  lines: readonly Line[],
  from: number,
  opensPart: (line: Line) => boolean,
): Footnotes | null {
  const marks = marksIn(lines.slice(0, from))
  if (marks.length > MOST_MARKS || lines.length - from > MOST_LINES) return null
  const notes: (NoteDraft & { readonly lines: Line[] })[] = []
  const cuts: Span[] = []
  let open: number | null = null
  for (const [at, line] of lines.slice(from).entries()) {
    if (opensPart(line)) break
    const before = lines[from + at - 1]
    if (CLOSES.test(line.text)) continue
    if (headsNote(line, before)) open = Number(line.text)
    else if (open === null) notes.at(-1)?.lines.push(line)
    else {
      const after = cuts.at(-1)?.end ?? 0
      const anchor =
        markBehind(lines, after, open) ??
        marks.find(({ value, span }) => value === open && span.start >= after)?.span ??
        null
      if (anchor !== null) cuts.push(anchor)
      notes.push({ mark: String(open), textStart: line.start, lines: [line], anchor })
      open = null
    }
  }
  return { notes, cuts }
}

/** The second mark of "gemeld2 3", with the space before it; null if none stands there. */
function markBehind(lines: readonly Line[], after: number, value: number): Span | null {
  const line = lines.find(({ start, end }) => start < after && after < end)
  const behind = line?.text.slice(after - line.start, after - line.start + 6) ?? ''
  const match = /^[ ,]{1,2}(?<value>\d{1,3})(?![\d\p{L}]|[.,]\d)/u.exec(behind)
  return Number(match?.groups?.['value']) === value
    ? { start: after, end: after + match![0].length }
    : null
}

function marksIn(lines: readonly Line[]): { value: number; span: Span }[] {
  return lines.flatMap(({ text, start }) =>
    [...text.matchAll(MARK)].flatMap(({ 0: mark, index, groups = {} }) => {
      const { value, raised, bracket = value, paren = bracket } = groups
      if (UNIT.test(text.slice(Math.max(0, index - 6), index))) return []
      const span = { start: start + index, end: start + index + mark.length }
      return [{ value: raised === undefined ? Number(paren) : readRaised(raised), span }]
    }),
  )
}
