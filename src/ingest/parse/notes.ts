import type { Span, Warning } from '../../domain/document.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { findFootnotes, type Footnotes } from './footnotes.ts'
import type { Heading } from './heading.ts'
import { findInlineNotes } from './inline-notes.ts'
import type { Line } from './lines.ts'
import { findStarNotes } from './star-notes.ts'
import { findTitledNotes, headsNote } from './titled-notes.ts'
import { zoneFinder } from './zones.ts'

/** The notes of a document, whichever way they are marked. */
interface AllNotes extends Footnotes {
  /** with the titles above them */
  readonly lines: ReadonlySet<Line>
  readonly warnings: readonly Warning[]
}

interface Printed {
  readonly lines: readonly Line[]
  readonly furniture: ReadonlySet<Line>
  /** the notes that the format knows */
  readonly known: Footnotes
  readonly headings: ReadonlyMap<Line, Heading>
  readonly extracted: Extracted
}

/**
 * Finds the notes that the format does not know: at the ends of pages, within the text, with stars,
 * and, where there are no others, below a title.
 */
export function findNotes({ lines, furniture, known, headings, extracted }: Printed): AllNotes {
  const { zones } = extracted.layout
  const printed = lines.filter((line) => !furniture.has(line))
  const knownLines = new Set(known.notes.flatMap((note) => note.lines))
  const body = printed.filter((line) => !knownLines.has(line))
  const orderedAt = zoneFinder(zones, 'ordered')
  const atPageEnds = findFootnotes(pagesOf(lines, furniture, knownLines), {
    forms: knowsNotes(extracted) ? ['bracket', 'paren'] : ['plain', 'bracket', 'paren'],
    opensPair: (line) => {
      const part = headings.get(line)?.part
      return part === 'question' || part === 'answer'
    },
    opensPart: (line) => headings.has(line),
    isOrdered: (line) => orderedAt(line.start) !== null,
  })
  const paged = both(known, atPageEnds)
  const pagedLines = new Set(paged.notes.flatMap((note) => note.lines))
  const unnoted = body.filter((line) => !pagedLines.has(line))
  const within = findInlineNotes(unnoted, paged.cuts)
  const numbered = both(paged, within)
  const numberedLines = new Set(numbered.notes.flatMap((note) => note.lines))
  const readAsNotes = new Set(within.notes.map(({ lines: [first] }) => first!.number))
  // Both may have looked at a line, and the second may have found its note.
  const noteDoubts = new Map(
    [...within.warnings, ...atPageEnds.warnings]
      .filter(({ line }) => !readAsNotes.has(line))
      .map((warning) => [warning.line, warning]),
  )
  const starred = findStarNotes(unnoted.filter((line) => !numberedLines.has(line)))
  const marked = both(numbered, starred)
  const titled =
    marked.notes.length > 0 ? NO_NOTES : findTitledNotes(unnoted, (line) => headings.has(line))
  const footnotes = both(marked, titled)
  return {
    ...footnotes,
    lines: withTitles(footnotes, printed),
    warnings: [...starred.warnings, ...noteDoubts.values()],
  }
}

/** The lines of notes, with the titles above them. */
function withTitles({ notes }: Footnotes, printed: readonly Line[]): ReadonlySet<Line> {
  const noteLines = new Set(notes.flatMap((note) => note.lines))
  for (const [at, line] of [...printed.entries()].reverse()) {
    const next = printed[at + 1]
    if (next !== undefined && noteLines.has(next) && headsNote(line, printed[at - 1]))
      noteLines.add(line)
  }
  return noteLines
}

/** Formats that mark footnotes explicitly. */
function knowsNotes({ format, layout }: Extracted): boolean {
  return format !== 'text' && (layout.lines.length > 0 || layout.zones.length > 0)
}

const NO_NOTES: Footnotes = { notes: [], cuts: [] }

function both(known: Footnotes, found: Footnotes): Footnotes {
  return {
    notes: [...known.notes, ...found.notes],
    cuts: spansInOrder(known.cuts, found.cuts),
  }
}

/** The lines between page ends: after furniture, at a form feed or where an extractor indents. */
function pagesOf(
  lines: readonly Line[],
  furniture: ReadonlySet<Line>,
  notes: ReadonlySet<Line>,
): Line[][] {
  const tops = lines.filter((line) => line.pageTop).length
  const pages: Line[][] = [[]]
  const indented = tops > 4 && tops > lines.length * 0.2
  for (const line of lines) {
    const begins = furniture.has(line) || (line.pageTop && !indented)
    if (begins && pages.at(-1)!.length > 0) pages.push([])
    if (!furniture.has(line) && !notes.has(line)) pages.at(-1)!.push(line)
  }
  return pages
}

/** Spans of two lists in one, in the order of the source. */
export function spansInOrder(some: readonly Span[], others: readonly Span[]): Span[] {
  return [...some, ...others].sort((a, b) => a.start - b.start)
}
