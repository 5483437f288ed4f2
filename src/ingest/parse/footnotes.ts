import type { Span, Warning } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'
import { type Anchor, findAnchors, type Form } from './footnote-marks.ts'
import { canEndParagraph, type Line } from './lines.ts'
import { BROKEN_OFF_WORDS } from './note-marks.ts'
import { isFree, type NoteClues, type NoteStart, noteStartsOf, textOfNote } from './note-starts.ts'
import { isSource, mayBeSource } from './sources.ts'

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
  /** the lines of the text so far, without notes */
  const body: Line[] = []
  let budget = BUDGET
  let lastForm: Form | null = null
  let pageBefore: readonly Line[] = []
  for (const [at, page] of pages.entries()) readPage(page, pages[at + 1]?.[0])
  return { notes, cuts, warnings }

  function readPage(page: readonly Line[], next: Line | undefined): void {
    const { starts, textual } =
      budget > 0 ? noteStartsOf(page, { next, clues, counts }) : { starts: [], textual: [] }
    const pageStart = body.length
    const notesFrom = starts[0]?.index ?? page.length
    append(body, page, 0, takeRest(page, notesFrom))
    pageBefore = page
    budget -= body.length * (starts.length + textual.length)
    const anchors = anchorsOf(starts, pageStart)
    if (starts.length > 0 && areNotes(starts, anchors, { isLast: next === undefined })) {
      takeNotes(page, starts, anchors)
      return
    }
    const [doubtful, marks] =
      starts.length > 0 ? [starts, anchors] : [textual, anchorsOf(textual, pageStart)]
    if (doubtful.length > 0 && shareOf(marks) >= HALF) warnings.push(textualOf(doubtful[0]!.line))
    append(body, page, notesFrom)
  }

  /** Adds what continues the last note of the page before; returns where it begins. */
  function takeRest(page: readonly Line[], notesFrom: number): number {
    const last = notes.at(-1)
    if (last === undefined || last.lines.at(-1) !== pageBefore.at(-1)) return notesFrom
    const restFrom = restOf(last, page.slice(0, notesFrom), clues)
    const lines = [...last.lines, ...page.slice(restFrom, notesFrom)]
    notes[notes.length - 1] = { ...last, lines }
    return restFrom
  }

  function anchorsOf(run: readonly NoteStart[], pageStart: number): readonly (Anchor | null)[] {
    const from = run[0]?.form === lastForm ? (cuts.at(-1)?.end ?? 0) : 0
    return findAnchors(body, pageStart, from, run)
  }

  function takeNotes(
    page: readonly Line[],
    starts: readonly NoteStart[],
    anchors: readonly (Anchor | null)[],
  ): void {
    const [first, last] = [starts[0]!, starts.at(-1)!]
    counts[first.form] = last.value
    lastForm = first.form
    const resumed = resumedAt(page, first.index, last.index)
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
  starts: readonly NoteStart[],
  anchors: readonly (Anchor | null)[],
  { isLast }: { readonly isLast: boolean },
): boolean {
  const [first] = starts as [NoteStart]
  const mayBeList = first.form === 'paren' || (first.form === 'plain' && isLast && !isFree(first))
  const needsAll = mayBeList && !areSources(starts)
  return shareOf(anchors) >= (needsAll ? 1 : HALF)
}

function areSources(starts: readonly NoteStart[]): boolean {
  const texts = starts.map(textOfNote)
  return texts.every(mayBeSource) && texts.some(isSource)
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

/** "[a]Klopt dit nog?": a comment, which Google Docs writes below the notes of a text */
const COMMENT = /^\[[a-z]\]\S/

/** A note's lines: up to the next note, comment or part, or to the page's end. */
function linesUntil(
  page: readonly Line[],
  from: number,
  next: number | undefined,
  { opensPart }: NoteClues,
): Line[] {
  const lines = page.slice(from, next)
  const part = lines.findIndex((line) => opensPart(line) || COMMENT.test(line.text))
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
