import { type Form, isCounted, type NoteNumber } from './footnote-marks.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { announcesList, SMALL_NAME, startsSmall } from './note-marks.ts'
import { chain } from './numbers.ts'
import { isSource } from './sources.ts'

/** "[1] NOS", "[1 ]", "1) AD", "1 https://", "1X, 23 oktober 2024" */
const NOTE_START =
  /^(?:\[(?<bracket>\d{1,3})\s?\]|(?<paren>\d{1,3})\s?\)|(?<plain>\d{1,3})(?![\d.,:%-]))\s*(?=\S)/

/** A line that may begin a note. */
export interface NoteStart extends NoteNumber {
  readonly line: Line
  readonly index: number
  readonly textStart: number
  /** "1) " is not written out: Word counts the line as an item of a list */
  readonly isOrdered: boolean
}

/** What tells which lines of a page begin notes. */
interface AroundPage {
  /** the first line of the next page */
  readonly next: Line | undefined
  readonly clues: NoteClues
  /** the last number of each notation on the pages before */
  readonly counts: Readonly<Record<Form, number>>
}

/** What distinguishes notes from text. */
export interface NoteClues {
  /** the notations that notes may use: plain ones are excluded if the format knows its footnotes */
  readonly forms: readonly Form[]
  /** true for a line that opens a question or an answer: no note precedes it on its page */
  opensPair(line: Line): boolean
  /** true for any line that opens a part: no note continues after it */
  opensPart(line: Line): boolean
  /** true for a list item whose number the format does not write out */
  isOrdered(line: Line): boolean
}

/**
 * The lines that begin the notes of a page: the longest run of consecutive numbers. `textual` is
 * the longest of those that are rather items of a list, or numbers of a sentence.
 */
export function noteStartsOf(
  page: readonly Line[],
  { next, clues, counts }: AroundPage,
): { starts: NoteStart[]; textual: NoteStart[] } {
  const { forms, opensPair, isOrdered } = clues
  let index = page.length - 1
  while (index >= 0 && !opensPair(page[index]!)) index--
  const found = page.slice(index + 1).flatMap((line, after): NoteStart[] => {
    const match = NOTE_START.exec(line.text.slice(0, 12))
    const form = formOf(match)
    if (match === null || form === null || !forms.includes(form)) return []
    const before = page[index + after]
    if (form === 'paren' && isAmidSentence(before, line, match[0].length)) return []
    const value = Number(match.groups?.[form])
    const textStart = line.start + match[0].length
    return [{ value, form, line, index: index + 1 + after, textStart, isOrdered: false }]
  })
  const ordered = orderedItems(page, index + 1, isOrdered)
  const textual = textualStarts(page, next, [...found, ...ordered])
  const longest = (isTextual: boolean): NoteStart[] => {
    const own = found.filter((start) => textual.has(start) === isTextual)
    const runs = forms.map((form) => {
      const alike = own.filter((start) => start.form === form)
      return form === 'bracket' ? rising(alike, counts.bracket) : chain(alike, counts[form] + 1)
    })
    const items = ordered.filter((start) => textual.has(start) === isTextual)
    return [...runs, items].sort((a, b) => b.length - a.length)[0]!
  }
  return { starts: longest(false), textual: longest(true) }
}

/** Where the list begins that the last line of the page before announces. */
const FIRST_ITEM = /^(?:[-–•*▪]|[aAiI1][.)])\s/

/**
 * The lines whose numbers are of the text: those of a list that a colon announces, of one amid a
 * sentence that goes on nowhere else, and those that count what follows.
 */
function textualStarts(
  page: readonly Line[],
  next: Line | undefined,
  starts: readonly NoteStart[],
): ReadonlySet<NoteStart> {
  const textual = new Set<NoteStart>()
  const listFollows = next !== undefined && FIRST_ITEM.test(next.text.slice(0, 4))
  // Below it no sentence can go on.
  const lastOther = page.findLastIndex(({ text }) => !NOTE_START.test(text.slice(0, 12)))
  const items = new Set<NoteStart>()
  const lastOf = new Map<string, NoteStart>()
  for (const start of starts) {
    const { form, line, value, isOrdered } = start
    if (form === 'bracket') continue
    const kind = `${form} ${isOrdered}`
    const last = lastOf.get(kind)
    lastOf.set(kind, start)
    const follows = last?.value === value - 1
    // What stands above a note may be another note.
    const before = follows && !textual.has(last) ? undefined : page[start.index - 1]
    const isAmid = before !== undefined && isUnended(before)
    const isSourceAtEnd = start.index > lastOther && isSource(textOfNote(start))
    const isItem =
      (follows && items.has(last) && (isFree(last) || !isFree(start))) ||
      (before !== undefined && announcesList(before.text) && !listFollows) ||
      (isAmid && next === undefined && !isFree(start) && !isSourceAtEnd)
    if (isItem) items.add(start)
    const rest = textOfNote(start)
    const isSmall = isAmid && startsSmall(rest) && !SMALL_NAME.test(rest)
    const counts = isCounted(line.text.slice(String(value).length))
    if (isItem || (form === 'plain' && (isSmall || counts))) textual.add(start)
  }
  return textual
}

/** True for a line with which no paragraph ends; a mark may stand on a line of its own. */
function isUnended({ text }: Line): boolean {
  return !canEndParagraph(text) && !/^\d{1,3}\)?$/.test(text)
}

/** "... om het / 1) peil te verlagen": a list within a sentence, not notes. */
function isAmidSentence(before: Line | undefined, { text }: Line, from: number): boolean {
  if (before === undefined || canEndParagraph(before.text)) return false
  return startsSmall(text.slice(from, from + 12))
}

/**
 * Bracketed numbers are certainly marks, so a number that an extractor swallowed may be missing.
 */
function rising(starts: readonly NoteStart[], count: number): NoteStart[] {
  const found: NoteStart[] = []
  for (const start of starts) {
    const last = found.at(-1)?.value ?? count
    if (start.value > last && start.value <= last + 3) found.push(start)
  }
  return found
}

/**
 * A numbered list at the end of the document: its items are the notes "1)", "2)" of the questions.
 */
function orderedItems(
  page: readonly Line[],
  from: number,
  isOrdered: (line: Line) => boolean,
): NoteStart[] {
  let index = page.length
  while (index > from && isOrdered(page[index - 1]!)) index--
  return page.slice(index).map((line, after) => {
    const [value, form] = [after + 1, 'paren' as const]
    const shown = /^\d{1,3}[.)]\s+/.exec(line.text)?.[0] ?? ''
    const textStart = line.start + shown.length
    return { value, form, line, index: index + after, textStart, isOrdered: true }
  })
}

function formOf(match: RegExpExecArray | null): Form | null {
  if (match?.groups === undefined) return null
  if (match.groups['bracket'] !== undefined) return 'bracket'
  return match.groups['paren'] !== undefined ? 'paren' : 'plain'
}

/** The words of a note behind its number. */
export function textOfNote({ line, textStart }: NoteStart): string {
  return line.text.slice(textStart - line.start)
}

/** True for a line below a blank one, or at the top of its page. */
export function isFree({ line, index }: NoteStart): boolean {
  return line.apart || index === 0
}
