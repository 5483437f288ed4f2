import type {
  Answer,
  Asker,
  DocumentKind,
  Minister,
  Publication,
  Question,
  Source,
  SourceDocument,
  Span,
  Warning,
} from '../../domain/document.ts'
import { wordsDigest } from '../../domain/words-digest.ts'
import { publicationOf } from '../../domain/publication.ts'
import { officialAddress } from '../../domain/official-address.ts'
import type { Extracted, Layout, Zone } from '../extraction/extraction.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
import { amendsEarlier } from './amendment.ts'
import { findFootnotes, type Footnotes } from './footnotes.ts'
import { findInlineNotes } from './inline-notes.ts'
import { splitFurniture } from './furniture.ts'
import { type Heading, type Part, unplaced } from './heading.ts'
import { headingsAndTables, withoutRunTogether } from './headed-tables.ts'
import { doubtfulHeadings } from './doubtful-headings.ts'
import { findHeadings } from './headings.ts'
import { noWords, ownWords, softHyphens, type Words } from './hyphens.ts'
import { letteredParts } from './lettered-parts.ts'
import { type Joining, withNextLine } from './join-lines.ts'
import type { Line } from './lines.ts'
import { withoutContradicted } from './marked-parts.ts'
import { headingBelow, remarkBelowRule, signedMinisters } from './closing.ts'
import { readIntroduction } from './introduction.ts'
import { answerersIn } from './ministers.ts'
import { answersOf, noteOf, questionsOf, type Reader, remarksOf } from './pairs.ts'
import { estimateWidths, type Grouping, placedWidths } from './paragraphs.ts'
import { plainCase } from './plain-case.ts'
import { placed, regionsOf, sectionRegions } from './regions.ts'
import { divide, type Section } from './sections.ts'
import { findStarNotes } from './star-notes.ts'
import { type Structure, structureOf } from './structure.ts'
import { findTitledNotes, headsNote } from './titled-notes.ts'
import { firstQuestion, subjectLine } from './subject-line.ts'
import { delays, ENCLOSES_ANSWERS } from './unheaded-parts.ts'
import { partZones, zonedFootnotes, zonedHeadings, zoneFinder } from './zones.ts'

/** Raise this whenever parsing the same bytes can yield another result. */
export const PARSER_VERSION = 46

/** What a file beside the document says about it; it overrides the text. */
export interface Metadata {
  readonly id?: string
  readonly url?: string
  readonly title?: string
  readonly asked?: string
  readonly answered?: string
  readonly publication?: Publication
  readonly kind?: DocumentKind
  readonly askers?: readonly Asker[]
  readonly ministers?: readonly Minister[]
  /** numbers of the matters that it belongs to */
  readonly zaak?: readonly string[]
  /** former ids */
  readonly supersedes?: readonly string[]
  readonly license?: string
}

export interface ParseOptions {
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
  const belowRules = new Set(
    lines.filter((_, at) => {
      const before = lines[at - 1]
      return before !== undefined && furniture.has(before) && RULE.test(before.text)
    }),
  )
  const { headings, warnings: tables } = headingsOf(structure, body, zones, belowRules)
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
  const noteLines = new Set(footnotes.notes.flatMap((note) => note.lines))
  for (const [at, line] of [...printed.entries()].reverse()) {
    const next = printed[at + 1]
    if (next !== undefined && noteLines.has(next) && headsNote(line, printed[at - 1]))
      noteLines.add(line)
  }
  const text = body.filter((line) => !noteLines.has(line))
  const { sections, warnings } = divide(text, headings)
  const doubts = doubtfulHeadings(text, headings)
  const answered = new Set(sections.flatMap(({ part, lines }) => (part === 'answer' ? lines : [])))
  const heads = doubtful
    .filter((line) => answered.has(line))
    .map(({ text: words, number }) => {
      const message = `"${words}" may begin the head of a page; it was read as text`
      return { message, line: number }
    })
  const unread = softHyphens(source)
  const joining = { cuts: inOrder(footnotes.cuts, unread), words, own: ownWords(source) }
  const grouping = groupingOf(lines, text, headings, extracted.layout, footnotes.cuts)
  const reader: Reader = { source, joining, unread, grouping, pages: extracted.pages }
  const introduction = readIntroduction(introductionOf(sections, furniture, joining))
  const parts = letteredParts(sections, grouping)
  const questions = parts.flatMap((section) => questionsOf(section, reader))
  const answers = answersOf(parts, options.id, reader, warnings)
  const remarks = sections.flatMap((section) => remarksOf(section, reader))
  const { metadata } = options
  const kind = kindOf(answers, metadata?.kind, introduction.notice || sections.some(isNotice))
  const head = headOf(sections)
  const signed = sections.flatMap(({ part, lines: own }) =>
    UNANSWERING.has(part) ? signedMinisters(own) : [],
  )
  const labels = sections.flatMap(({ part, heading }) =>
    part !== 'question' && heading !== null ? [heading.text] : [],
  )
  const answering =
    [answerersIn(labels), introduction.ministers].find(({ length }) => length > 0) ?? signed
  const encloses = enclosesAnswers(head.map(({ text: words }) => words).join(' '))
  const announced =
    introduction.ministers.length > 0 ? 'says who answers' : encloses && 'announces answers'
  const sign =
    announced === false
      ? questions.some(({ reading }) => REPLIED.test(reading.text)) && 'a reply follows a question'
      : `its head ${announced}`
  const unanswered =
    kind === 'questions' && sign !== false
      ? [{ message: `${sign}, and no answer was found`, line: 1 }]
      : []
  const subject =
    introduction.title ||
    subjectLine(
      sections.flatMap(({ part, lines }) =>
        part === 'header' ? lines.map(({ text }) => ({ text: plainCase(text) })) : [],
      ),
    )
  const publication = metadata?.publication ?? introduction.publication ?? publicationOf(options.id)
  return {
    id: options.id,
    kind,
    title:
      metadata?.title ??
      (subject || firstQuestion(questions) || options.file.replace(/\.\w{2,5}$/, '')),
    askers: metadata?.askers ?? introduction.askers,
    ministers: metadata?.ministers ?? answering,
    onBehalfOf: introduction.onBehalfOf,
    asked: metadata?.asked ?? introduction.asked,
    answered: metadata?.answered ?? introduction.answered,
    publication,
    earlier: introduction.earlier,
    url:
      metadata?.url ??
      officialAddress({ id: options.id, publication, questions: introduction.number }),
    zaken: metadata?.zaak ?? zakenOf(extracted.matters, options.id, introduction.number),
    supersedes: metadata?.supersedes ?? [],
    amends: kind === 'answers' && amendsEarlier(head),
    license: metadata?.license ?? null,
    source: sourceOf(extracted, options),
    alsoIn: [],
    words: wordsOf(questions, answers),
    questions,
    answers,
    remarks,
    notes: footnotes.notes.flatMap((note) => noteOf(note, reader)),
    regions: regionsOf(source, [
      ...[...furniture].map((line) => placed(line, 'furniture')),
      ...[...noteLines].map((line) => placed(line, 'note')),
      ...parts.flatMap(sectionRegions),
    ]),
    warnings: [
      ...[warnings, tables, doubts, heads, starred.warnings].flat(),
      ...asidesIn([...furniture], zones),
      ...noteDoubts.values(),
      ...unanswered,
    ].sort((a, b) => a.line - b.line),
  }
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

/** Where a signature may stand. */
const UNANSWERING: ReadonlySet<Part> = new Set(['header', 'unplaced', 'withheld', 'remark'])

/**
 * The introduction's lines and the furniture, which contains the publication's number, in one text
 * with a blank line between paragraphs.
 * A letter that only gives notice states its subject in its text.
 */
function introductionOf(
  sections: readonly Section[],
  furniture: ReadonlySet<Line>,
  joining: Joining,
): string {
  const letter = sections.every(({ part }) => part === 'header' || part === 'remark')
  const header = sections.flatMap(({ part, lines }) =>
    part === 'header' || (letter && part === 'remark') ? lines : [],
  )
  const lines = [...header, ...furniture].sort((a, b) => a.start - b.start)
  return lines.reduce((text, line, at) => {
    const words = plainCase(line.text)
    const isBelow = line.number === (lines[at - 1]?.number ?? 0) + 1
    return line.apart || line.isBlock === true || !isBelow
      ? `${text}\n\n${words}`
      : withNextLine(text, words, joining)
  }, '')
}

/** The head, and the headings of answers: "Nader antwoord 2". */
function headOf(sections: readonly Section[]): { text: string }[] {
  const answers = sections.flatMap(({ part, heading }) =>
    part === 'answer' && heading !== null ? [heading] : [],
  )
  const head = sections.flatMap(({ part, lines }) => (part === 'header' ? lines : []))
  return [...answers.slice(0, 1), ...head]
}

/** "Kent u dit? Ja, dat ken ik.": no question goes on like this. */
const REPLIED = /\?[»”"’')\]]{0,2}\s(?:\d{1,3}[.)]\s)?(?:Ja|Nee|Neen)[,.](?:\s|$)/u

const ENCLOSED = new RegExp(ENCLOSES_ANSWERS, 'iu')

/** True if the head of a document, without its questions, says that it encloses answers. */
export function enclosesAnswers(head: string): boolean {
  return ENCLOSED.test(head)
}

function wordsOf(questions: readonly Question[], answers: readonly Answer[]) {
  return {
    questions: questions.map(({ reading }) => wordsDigest(reading.text)),
    answers: answers.map(({ paragraphs }) =>
      wordsDigest(paragraphs.map(({ reading }) => reading.text).join(' ')),
    ),
  }
}

/** The content of a document outweighs its description: one without answers has none to show. */
function kindOf(
  answers: readonly Answer[],
  said: DocumentKind | undefined,
  notice: boolean,
): DocumentKind {
  if (answers.length > 0) return 'answers'
  if (said !== undefined && said !== 'answers') return said
  return notice ? 'notice' : 'questions'
}

/** The matters' numbers, from the file's metadata, the head or the id: "kv-tk-2024Z12345". */
function zakenOf(matters: readonly string[], id: string, number: string | null): readonly string[] {
  if (matters.length > 0) return matters
  const found = number ?? /(?<![\dA-Z])\d{4}Z\d{5}$/.exec(id)?.[0] ?? null
  return found === null ? [] : [found]
}

function isNotice({ part, heading, lines }: Section, _: number, all: readonly Section[]): boolean {
  if (heading?.text.startsWith('Mededeling') === true) return true
  return part === 'remark' && delays(lines) && !all.some((each) => each.part === 'question')
}

/** Formats that mark footnotes explicitly. */
function knowsNotes({ format, layout }: Extracted): boolean {
  return format !== 'text' && (layout.lines.length > 0 || layout.zones.length > 0)
}

const NO_NOTES: Footnotes = { notes: [], cuts: [] }

function both(known: Footnotes, found: Footnotes): Footnotes {
  return {
    notes: [...known.notes, ...found.notes],
    cuts: inOrder(known.cuts, found.cuts),
  }
}

function inOrder(some: readonly Span[], others: readonly Span[]): Span[] {
  return [...some, ...others].sort((a, b) => a.start - b.start)
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
