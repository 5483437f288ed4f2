import type {
  Answer,
  Question,
  Source,
  SourceDocument,
  Span,
  Warning,
} from '../../domain/document.ts'
import { wordsDigest } from '../../domain/words-digest.ts'
import type { Extracted, Layout, Zone } from '../extraction/extraction.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
import { headingBelow, remarkBelowRule } from './closing.ts'
import { descriptionOf, type Metadata } from './description.ts'
import { doubtfulHeadings } from './doubtful-headings.ts'
import { splitFurniture } from './furniture.ts'
import { headingsAndTables, withoutRunTogether } from './headed-tables.ts'
import { type Heading, unplaced } from './heading.ts'
import { findHeadings } from './headings.ts'
import { noWords, ownWords, softHyphens, type Words } from './hyphens.ts'
import { letteredParts } from './lettered-parts.ts'
import type { Line } from './lines.ts'
import { withoutContradicted } from './marked-parts.ts'
import { findNotes, spansInOrder } from './notes.ts'
import { answersOf, noteOf, questionsOf, type Reader, remarksOf } from './pairs.ts'
import { estimateWidths, type Grouping, placedWidths } from './paragraphs.ts'
import { placed, regionsOf, sectionRegions } from './regions.ts'
import { withoutRepeatedQuestions } from './repeated-questions.ts'
import { divide, type Section } from './sections.ts'
import { type Structure, structureOf } from './structure.ts'
import { partZones, zonedFootnotes, zonedHeadings, zoneFinder } from './zones.ts'

/** Raise this whenever parsing the same bytes can yield another result. */
export const PARSER_VERSION = 50

interface ParseOptions {
  /** the document's id, see `identify` */
  readonly id: string
  readonly file: string
  /** of the source text and of the file's bytes */
  readonly sha256: string
  readonly fileSha256: string
  readonly metadata?: Metadata
  /**
   * the words of the language, to tell soft hyphens from real ones; without them only rules decide
   */
  readonly words?: Words
}

/**
 * Finds the questions and answers of a document. Pure, and never throws: whatever has no place
 * becomes `unplaced` or a warning with its line, and each character of the source belongs to
 * exactly one region.
 */
export function parseDocument(extracted: Extracted, options: ParseOptions): SourceDocument {
  const source = extracted.text
  const words = options.words ?? noWords
  const { zones } = extracted.layout
  const { structure, lines: readLines } = structureOf(source, zones)
  const split = splitFurniture(
    source,
    readLines,
    zoneFinder(zones, 'furniture', 'aside'),
    zoneFinder(zones, 'number'),
  )
  const { furniture, doubtful } = split
  const isPrinted = (line: Line): boolean => !furniture.has(line)
  const known = zonedFootnotes(split.lines.filter(isPrinted), zones, source)
  const lines = withoutMarks(split.lines, known.cuts)
  const printed = lines.filter(isPrinted)
  const knownLines = new Set(known.notes.flatMap((note) => note.lines))
  const body = printed.filter((line) => !knownLines.has(line))
  const below = belowRules(lines, furniture)
  const { headings, warnings: tables } = headingsOf(structure, body, zones, below)
  const notes = findNotes({ lines, furniture, known, headings, extracted })
  const text = body.filter((line) => !notes.lines.has(line))
  const { sections, warnings } = divide(text, headings)
  const doubts = doubtfulHeadings(text, headings)
  const unread = softHyphens(source)
  const joining = { cuts: spansInOrder(notes.cuts, unread), words, own: ownWords(source) }
  const grouping = groupingOf(lines, text, headings, extracted.layout, notes.cuts)
  const reader: Reader = { source, joining, unread, grouping, pages: extracted.pages }
  const parts = letteredParts(withoutRepeatedQuestions(sections), grouping)
  const questions = parts.flatMap((section) => questionsOf(section, reader))
  const answers = answersOf(parts, options.id, reader, warnings)
  const remarks = sections.flatMap((section) => remarksOf(section, reader))
  const { warnings: unanswered, ...description } = descriptionOf(
    { sections, furniture, joining, questions, answers },
    { ...options, matters: extracted.matters },
  )
  return {
    id: options.id,
    ...description,
    source: sourceOf(extracted, options),
    alsoIn: [],
    words: wordsOf(questions, answers),
    questions,
    answers,
    remarks,
    notes: notes.notes.flatMap((note) => noteOf(note, reader)),
    regions: regionsOf(source, [
      ...[...furniture].map((line) => placed(line, 'furniture')),
      ...[...notes.lines].map((line) => placed(line, 'note')),
      ...parts.flatMap(sectionRegions),
    ]),
    warnings: [
      ...[warnings, tables, doubts, headsOfPages(doubtful, sections)].flat(),
      ...asidesIn([...furniture], zones),
      ...notes.warnings,
      ...unanswered,
    ].sort((a, b) => a.line - b.line),
  }
}

/** The lines right below the rules of pages. */
function belowRules(lines: readonly Line[], furniture: ReadonlySet<Line>): Set<Line> {
  return new Set(
    lines.filter((_, at) => {
      const before = lines[at - 1]
      return before !== undefined && furniture.has(before) && RULE.test(before.text)
    }),
  )
}

/** What may begin the head of a page, and stands in an answer: a warning for each line. */
function headsOfPages(doubtful: readonly Line[], sections: readonly Section[]): Warning[] {
  const answered = new Set(sections.flatMap(({ part, lines }) => (part === 'answer' ? lines : [])))
  return doubtful
    .filter((line) => answered.has(line))
    .map(({ text, number }) => {
      const message = `"${text}" may begin the head of a page; it was read as text`
      return { message, line: number }
    })
}

/** What a page shows beside its text or on top of it is in no answer: a warning for each block. */
function asidesIn(furniture: readonly Line[], zones: readonly Zone[]): Warning[] {
  const asideAt = zoneFinder(zones, 'aside')
  const asides = furniture.filter(({ start }) => asideAt(start) !== null)
  return asides.flatMap(({ text, number }, at) => {
    const message = `"${text.slice(0, 40)}" stands beside the text, and is in no answer`
    return asides[at - 1]?.number === number - 1 ? [] : [{ message, line: number }]
  })
}

/** "Vraag 1", without the mark of the note to it: "Vraag 11" would be another question. */
function withoutMarks(lines: readonly Line[], marks: readonly Span[]): readonly Line[] {
  const starts = new Map(marks.map(({ start, end }) => [end, start]))
  return lines.map((line) => {
    const end = starts.get(line.end)
    const text = line.text.slice(0, (end ?? line.end) - line.end || undefined)
    return end !== undefined && isHeadingText(text) ? { ...line, end, text } : line
  })
}

/** A rule drawn with characters, also "* * *" */
const RULE = /^[_=*-](?: ?[_=*-]){2,}$/

/** The headings of a document, by what shows them. */
function headingsOf(
  structure: Structure,
  body: readonly Line[],
  zones: readonly Zone[],
  belowRules: ReadonlySet<Line>,
) {
  if (structure === 'zones') {
    const headings = zonedHeadings(body, partZones(zones))
    return { headings, warnings: withoutContradicted(body, headings) }
  }
  const strongAt = zoneFinder(zones, 'strong')
  const warnings: Warning[] = []
  const headings =
    structure === 'both'
      ? headingsAndTables(body, zones, strongAt, warnings)
      : findHeadings(body, strongAt, warnings)
  const levelAt = zoneFinder(zones, ...LEVELS)
  const below = headingBelow(body, headings, ({ start }) => {
    const zone = levelAt(start)
    return zone === null ? null : Number(zone.kind.slice(-1))
  })
  if (below !== null) {
    const { line, isCertain } = below
    if (isCertain) headings.set(line, unplaced(line))
    const message = isCertain
      ? 'is a heading below the last answer; what follows is in no answer'
      : 'may be a heading below the last answer; it was read as an answer'
    warnings.push({ message: `"${line.text.slice(0, 40)}" ${message}`, line: line.number })
  }
  const remark = remarkBelowRule(body, headings, (line) => belowRules.has(line))
  if (remark !== null) {
    headings.set(remark, unplaced(remark))
    const message = `"${remark.text.slice(0, 40)}" stands below a rule; it is in no answer`
    warnings.push({ message, line: remark.number })
  }
  return { headings, warnings: [...warnings, ...withoutRunTogether(body, headings, zones)] }
}

const LEVELS = ['level-1', 'level-2', 'level-3', 'level-4', 'level-5', 'level-6'] as const

function wordsOf(questions: readonly Question[], answers: readonly Answer[]) {
  return {
    questions: questions.map(({ reading }) => wordsDigest(reading.text)),
    answers: answers.map(({ paragraphs }) =>
      wordsDigest(paragraphs.map(({ reading }) => reading.text).join(' ')),
    ),
  }
}

/** What separates paragraphs. */
function groupingOf(
  all: readonly Line[],
  text: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  layout: Layout,
  cuts: readonly Span[],
): Grouping {
  const order = new Map(all.map((line, index) => [line.from, index]))
  const plain = text.filter((line) => !headings.has(line))
  const marked = new Set(cuts.map(({ start }) => start))
  const blockAt = zoneFinder(layout.zones, 'paragraph', 'item', 'ordered', 'strong', 'row')
  const lefts = new Map(layout.lines.map(({ start, left }) => [start, left]))
  return {
    left: (line) => lefts.get(line.from) ?? null,
    measure: layout.lines.length > 0 ? placedWidths(layout.lines) : estimateWidths(plain),
    block(line) {
      const zone = blockAt(line.start)
      if (zone === null) return null
      const item = zone.kind === 'item' || zone.kind === 'ordered'
      return { start: zone.start, item, whole: item || zone.kind === 'row' }
    },
    apart: (before, line) =>
      line.apart && (order.get(line.from) ?? 0) - (order.get(before.from) ?? 0) <= 1,
    interrupted: (line) => marked.has(line.start),
  }
}

function sourceOf(extracted: Extracted, { sha256, fileSha256, file }: ParseOptions): Source {
  const { format, extractor, pages } = extracted
  return { format, sha256, fileSha256, file, extractor, pages }
}
