import type { Span, Warning } from '../../domain/document.ts'
import { type FoundFootnotes, type NoteDraft, textualOf } from './footnotes.ts'
import { headingOf } from './heading-lines.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { NOTES_TITLE } from './note-marks.ts'
import { patternOf } from '../../text/pattern.ts'
import { romanNumerals } from '../../text/roman-numerals.ts'
import { RAISED_NUMBER, readRaised } from '../../text/superscript.ts'

/** "[a]", "[iv]", "[¹]", "⁽¹⁾", "<1>", "{1}", "[noot 1]", "(voetnoot 1)" */
const TAG = patternOf`
  \[(?:[a-z]|[ivx]{1,5}|${RAISED_NUMBER}|(?:[Vv]oetn|[Nn])oot\s\d{1,3})\]|⁽${RAISED_NUMBER}⁾
  |<\d{1,3}>|\{\d{1,3}\}|\((?:[Vv]oetn|[Nn])oot\s\d{1,3}\)
`

/** "* De Waterkrant, 1 maart 2025", "** Kamerstuk", "† NOS", "[a] NOS", "(1) NOS", "Noot 1: NOS" */
const NOTE_START = new RegExp(
  patternOf`
    ^(?:(?<mark>\*{1,4}|[†‡])\)?|(?<tag>${TAG}|\(\d{1,3}\)|(?:[Vv]oetn|[Nn])oot\s\d{1,3}(?=:)):?)
    \s{0,3}(?=[^\s*†‡])
  `,
  'u',
)

/**
 * A mark after a word: "het stuwpeil?*", "bericht** ken", "bericht [a]"; "(1)" only at the end of a
 * sentence or clause, or it may count.
 */
const MARK = new RegExp(
  patternOf`
    (?<=[\p{L}\p{N}?!.,;:»”"’')\]])(?:(?<mark>\*{1,4}|[†‡])\)?(?![*†‡\p{L}\p{N}])
    |\s?(?<tag>${TAG})|\s?(?<paren>\(\d{1,3}\))(?:(?=[.,;:?!])|(?<=[.?!»”"’]\s?\(\d{1,3}\))))
  `,
  'gu',
)

const RAISED_DIGIT = new RegExp(`^${RAISED_NUMBER}$`)

/** Lines of a note at most. */
const LONGEST_NOTE = 12

/** With more marks than this, they are not footnotes. */
const MOST_MARKS = 2_000

interface Mark {
  readonly mark: string
  readonly span: Span
}

/** A line that begins with a star, with those that go on from it. */
interface Starred {
  readonly lines: readonly Line[]
  readonly textStart: number
}

/**
 * Finds notes marked by stars, daggers and tags. A line that begins with one is a note only if an
 * earlier word bears the same mark, of which it takes the nearest, and if no other such line beside
 * it may be the note: items of a list begin likewise.
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
    const next = lines[at + starred[0]!.lines.length]
    const isItem = !/[*†‡]/.test(mark) && isListed(mark, next, notes, marks)
    if (index >= 0 && note !== null && !isItem) {
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

/** "(2) De brug.", which may as well be an item of a list */
const COUNTED = /^\(\d/

/** True for an item: no note bears the number before it, or no word that of the line below. */
function isListed(
  name: string,
  next: Line | undefined,
  notes: readonly NoteDraft[],
  marks: readonly Mark[],
): boolean {
  if (!isNext(name, notes)) return true
  const below = next !== undefined && COUNTED.test(next.text) ? markOf(next) : null
  return below === String(Number(name) + 1) && !marks.some(({ mark }) => mark === below)
}

/** More notes than these are numbered in digits. */
const ROMAN = romanNumerals(12)

/** True for the first name of a count, and for one after another note's: "b", "iv", "noot 2". */
function isNext(name: string, notes: readonly NoteDraft[]): boolean {
  const number = /(?<!\d)\d{1,3}$/.exec(name)?.[0]
  const before = [
    String.fromCharCode(name.charCodeAt(0) - 1),
    ROMAN[ROMAN.indexOf(name) - 1],
    number === undefined ? undefined : name.slice(0, -number.length) + String(Number(number) - 1),
  ]
  return ['a', 'i', '1', 'noot 1'].includes(name) || notes.some(({ mark }) => before.includes(mark))
}

function markOf({ text }: Line): string | null {
  const match = NOTE_START.exec(text)
  return match === null ? null : nameOf(match)
}

/** What a note is called at its mark and at its beginning: "*", "a", "noot 1". */
function nameOf({ groups }: RegExpExecArray): string {
  const { mark, tag, paren } = groups!
  const name = (tag ?? paren ?? '').replace(/^[[({<⁽]|[\])}>⁾]$/g, '')
  const raised = [...name].every((sign) => RAISED_DIGIT.test(sign))
  return mark ?? (raised ? String(readRaised(name)) : name.toLowerCase().replace('voet', ''))
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

/** "[1][a]", the marks of two notes */
const TAGS_BEHIND = /(?:\[[a-z\d]{1,2}\]){1,4}$/

/** The only one, unless a sentence goes on in it; or the last, if it alone stands apart. */
function noteAmong(starred: readonly Starred[], before: Line, follows: boolean): Starred | null {
  const last = starred.at(-1)!
  if (starred.length === 1) {
    const isItem = /[:;]$/.test(before.text) && !NOTES_TITLE.test(before.text)
    const ends = canEndParagraph(before.text.replace(TAGS_BEHIND, ''))
    return !isItem && (isApart(last) || follows || ends) ? last : null
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

function marksIn(lines: readonly Line[]): Mark[] {
  const marks: Mark[] = []
  for (const line of lines) {
    if (!/[*†‡[({<⁽]/.test(line.text)) continue
    for (const match of line.text.matchAll(MARK)) {
      const start = line.start + match.index
      marks.push({ mark: nameOf(match), span: { start, end: start + match[0].length } })
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
