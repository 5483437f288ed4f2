import type { Span, Warning } from '../../domain/document.ts'
import {
  type Anchor,
  findAnchors,
  type Form,
  isCounted,
  type NoteNumber,
} from './footnote-marks.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { announcesList, BROKEN_OFF_WORDS, SMALL_NAME, startsSmall } from './note-marks.ts'
import { chain } from './numbers.ts'
import { isSource, mayBeSource } from './sources.ts'
import { patternOf } from '../../text/pattern.ts'

/** A footnote before parsing: its mark, the lines of its text, the place of its mark. */
export interface NoteDraft {
  readonly mark: string
  /** where the note's text begins, after its mark */
  readonly textStart: number
  readonly lines: readonly Line[]
  readonly anchor: Span | null
}

/** The footnotes of a document; `cuts` are the marks to leave out of reading texts. */
export interface Footnotes {
  readonly notes: readonly NoteDraft[]
  readonly cuts: readonly Span[]
}

/** Footnotes that were found by their looks, and what may be their marks. */
export interface FoundFootnotes extends Footnotes {
  readonly warnings: readonly Warning[]
}

/** "[1] NOS", "[1 ]", "1) AD", "1 https://", "1X, 23 oktober 2024" */
const NOTE_START =
  /^(?:\[(?<bracket>\d{1,3})\s?\]|(?<paren>\d{1,3})\s?\)|(?<plain>\d{1,3})(?![\d.,:%-]))\s*(?=\S)/

interface Start extends NoteNumber {
  readonly line: Line
  readonly index: number
  readonly textStart: number
  /** "1) " is not written out: Word counts the line as an item of a list */
  readonly isOrdered: boolean
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

/** The search for marks costs lines times notes; a document that exceeds this is an attack. */
const BUDGET = 3_000_000

/**
 * Finds the footnotes of a text without layout. `pages` holds the lines of each page without
 * furniture. Notes stand at a page's end, after its last heading, are numbered on from page to
 * page, and their marks occur in the text before them, or at least half of them where only a lost
 * mark explains the rest. Lines that may as well be text stay there, with a warning.
 */
export function findFootnotes(
  pages: readonly (readonly Line[])[],
  clues: NoteClues,
): FoundFootnotes {
  const notes: NoteDraft[] = []
  const cuts: Span[] = []
  const warnings: Warning[] = []
  const counts = { plain: 0, bracket: 0, paren: 0 }
  const body: Line[] = []
  let budget = BUDGET
  let lastForm: Form | null = null
  let pageBefore: readonly Line[] = []
  for (const [at, page] of pages.entries()) {
    const next = pages[at + 1]?.[0]
    const { starts, textual } =
      budget > 0 ? startsOf(page, next, clues, counts) : { starts: [], textual: [] }
    const first = starts[0]
    const pageStart = body.length
    const notesFrom = first?.index ?? page.length
    const last = notes.at(-1)
    const isOpen = last !== undefined && last.lines.at(-1) === pageBefore.at(-1)
    const restFrom = isOpen ? restOf(last, page.slice(0, notesFrom), clues) : notesFrom
    if (isOpen && restFrom < notesFrom) {
      notes[notes.length - 1] = {
        ...last,
        lines: [...last.lines, ...page.slice(restFrom, notesFrom)],
      }
    }
    append(body, page, 0, restFrom)
    pageBefore = page
    budget -= body.length * (starts.length + textual.length)
    const anchorsOf = (run: readonly Start[]): readonly (Anchor | null)[] => {
      const from = run[0]?.form === lastForm ? (cuts.at(-1)?.end ?? 0) : 0
      return findAnchors(body, pageStart, from, run)
    }
    const anchors = anchorsOf(starts)
    if (first === undefined || !areNotes(starts, anchors, next === undefined)) {
      const doubtful = first === undefined ? textual : starts
      const marks = first === undefined ? anchorsOf(textual) : anchors
      if (doubtful.length > 0 && shareOf(marks) >= HALF) warnings.push(textualOf(doubtful[0]!.line))
      append(body, page, notesFrom)
      continue
    }
    counts[first.form] = starts.at(-1)!.value
    lastForm = first.form
    const resumed = resumedAt(page, first.index, starts.at(-1)!.index)
    for (const [index, start] of starts.entries()) {
      const lines = linesUntil(page, start.index, starts[index + 1]?.index ?? resumed, clues)
      const found = anchors[index] ?? null
      const anchor = found?.isCertain === true ? found.span : null
      notes.push({ mark: String(start.value), textStart: start.textStart, lines, anchor })
      if (anchor !== null) cuts.push(anchor)
      else if (found !== null) warnings.push(doubtOf(found, body))
    }
    append(body, page, resumed)
  }
  return { notes, cuts, warnings }
}

const HALF = 0.5

/** The share of notes whose marks were found. */
function shareOf(anchors: readonly (Anchor | null)[]): number {
  return anchors.filter((anchor) => anchor !== null).length / Math.max(1, anchors.length)
}

/**
 * Extractors swallow raised marks, but hardly one with a bracket. Directly below the document's
 * last text stands a list rather than notes. Where all lines are sources, half of the marks do.
 */
function areNotes(
  starts: readonly Start[],
  anchors: readonly (Anchor | null)[],
  isLast: boolean,
): boolean {
  const [first] = starts as [Start]
  const mayBeList = first.form === 'paren' || (first.form === 'plain' && isLast && !isFree(first))
  const needsAll = mayBeList && !areSources(starts)
  return shareOf(anchors) >= (needsAll ? 1 : HALF)
}

function textOf({ line, textStart }: Start): string {
  return line.text.slice(textStart - line.start)
}

function areSources(starts: readonly Start[]): boolean {
  const texts = starts.map(textOf)
  return texts.every(mayBeSource) && texts.some(isSource)
}

/** True for a line below a blank one, or at the top of its page. */
function isFree({ line, index }: Start): boolean {
  return line.apart || index === 0
}

/** Says that a line that looks like a note was read as text. */
export function textualOf({ text, number }: Line): Warning {
  return { message: `"${text.slice(0, 40)}" may be a note; it was read as text`, line: number }
}

function doubtOf({ span }: Anchor, body: readonly Line[]): Warning {
  const line = body.findLast(({ start }) => start <= span.start)!
  const words = line.text.slice(0, 40)
  return { message: `"${words}" may begin with a footnote mark; it was kept`, line: line.number }
}

/** Adds one by one: a page may have more lines than a call takes arguments. */
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

/**
 * Where the sentence goes on that the notes of a page interrupt: in lower case, after a blank line
 * below the last note; the page's end if it does not.
 */
function resumedAt(page: readonly Line[], first: number, last: number): number {
  const before = page[first - 1]
  if (before === undefined || canEndParagraph(before.text)) return page.length
  const at = page.findIndex((line, index) => {
    return index > last && line.apart && /^\p{Ll}/u.test(line.text)
  })
  return at < 0 ? page.length : at
}

/** Lines that may continue a note of the previous page. */
const LONGEST_REST = 8

/** A note that ends this way is unfinished. */
const BROKEN_OFF = new RegExp(
  patternOf`
    (?:\p{L}[-‐]|[,;(&/]|(?:^|\s)(?:${BROKEN_OFF_WORDS}))$
  `,
  'u',
)

/**
 * Where the remainder of the previous page's last note begins, among the lines before the page's
 * own notes; their number if it has none. Type and place are unknown here, so only lines that
 * cannot continue the text's own sentence qualify: a line in mid-sentence, after the end of another
 * sentence, if the note broke off or a blank line precedes. A remainder of a note in a passage is
 * better than a passage without its end.
 */
function restOf(note: NoteDraft, lines: readonly Line[], { opensPart }: NoteClues): number {
  const brokenOff = BROKEN_OFF.test(note.lines.at(-1)?.text ?? '')
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - LONGEST_REST); at--) {
    const line = lines[at]!
    if (opensPart(line)) break
    const before = lines[at - 1]
    if (before === undefined) break
    const inSentence = /^(?:\p{Ll}(?![.)])|\/)/u.test(line.text)
    if (inSentence && ENDED.test(before.text) && (brokenOff || line.apart)) return at
  }
  return lines.length
}

/** The end of a sentence. */
const ENDED = /[.?!][)»”"’']?(?:\s?\[?\d{1,3}\]?)?$/

/**
 * The lines that begin the notes of a page: the longest run of consecutive numbers. `textual` is
 * the longest of those that are rather items of a list, or numbers of a sentence.
 */
function startsOf(
  page: readonly Line[],
  next: Line | undefined,
  { forms, opensPair, isOrdered }: NoteClues,
  counts: Readonly<Record<Form, number>>,
): { starts: Start[]; textual: Start[] } {
  let index = page.length - 1
  while (index >= 0 && !opensPair(page[index]!)) index--
  const found = page.slice(index + 1).flatMap((line, after): Start[] => {
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
  const longest = (isTextual: boolean): Start[] => {
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
  starts: readonly Start[],
): ReadonlySet<Start> {
  const textual = new Set<Start>()
  const listFollows = next !== undefined && FIRST_ITEM.test(next.text.slice(0, 4))
  // Below it no sentence can go on.
  const lastOther = page.findLastIndex(({ text }) => !NOTE_START.test(text.slice(0, 12)))
  const items = new Set<Start>()
  const lastOf = new Map<string, Start>()
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
    const isSourceAtEnd = start.index > lastOther && isSource(textOf(start))
    const isItem =
      (follows && items.has(last) && (isFree(last) || !isFree(start))) ||
      (before !== undefined && announcesList(before.text) && !listFollows) ||
      (isAmid && next === undefined && !isFree(start) && !isSourceAtEnd)
    if (isItem) items.add(start)
    const rest = textOf(start)
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
function rising(starts: readonly Start[], count: number): Start[] {
  const found: Start[] = []
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
): Start[] {
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
