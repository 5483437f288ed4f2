import type {
  Answer,
  DocumentKind,
  Note,
  Paragraph,
  Publication,
  Question,
  Reading,
  Region,
  Source,
  SourceDocument,
  Span,
  Warning,
} from '../domain.ts'
import type { Extracted, Layout, Zone } from './extracted.ts'
import { findFootnotes, type Footnotes, type NoteDraft } from './footnotes.ts'
import { splitFurniture } from './furniture.ts'
import { findHeadings, type Heading } from './headings.ts'
import { noWords, ownWords, type Words } from './hyphens.ts'
import { isCut, type Joining, joinLines } from './join-lines.ts'
import { type Line, linesOf } from './lines.ts'
import { readIntroduction } from './metadata.ts'
import { estimateWidths, type Grouping, groupParagraphs, placedWidths } from './paragraphs.ts'
import { findReferences, refersOnly } from './references.ts'
import { divide, type Section } from './sections.ts'
import { zonedFootnotes, zonedHeadings, zoneFinder } from './zones.ts'

/** Counts up whenever parsing the same bytes can give another result. */
export const PARSER_VERSION = 1

/** What a file beside the document says of it; it wins over what the text says. */
export interface Metadata {
  readonly id?: string
  readonly url?: string
  readonly title?: string
  readonly asked?: string
  readonly answered?: string
  readonly publication?: Publication
}

export interface ParseOptions {
  /** the document's id, see `identify` */
  readonly id: string
  readonly file: string
  /** of the source text and of the file's bytes */
  readonly sha256: string
  readonly fileSha256: string
  readonly metadata?: Metadata
  /** the words of the language, to tell soft hyphens from real ones; rules alone decide without */
  readonly words?: Words
}

/**
 * Finds the questions and answers of a document. Pure, and never throws: what cannot be placed is
 * kept as `unplaced` or as a warning with its line, and each character of the source belongs to
 * exactly one region.
 */
export function parseDocument(extracted: Extracted, options: ParseOptions): SourceDocument {
  const source = extracted.text
  const words = options.words ?? noWords
  const { lines, furniture } = splitFurniture(source, linesOf(source))
  const { zones } = extracted.layout
  const printed = lines.filter((line) => !furniture.has(line))
  const known = zonedFootnotes(printed, zones, source)
  const knownLines = new Set(known.notes.flatMap((note) => note.lines))
  const body = printed.filter((line) => !knownLines.has(line))
  const headings = headingsOf(body, zones)
  const orderedAt = zoneFinder(zones, 'ordered')
  const footnotes = both(
    known,
    findFootnotes(pagesOf(lines, furniture, knownLines), {
      forms: knowsNotes(extracted) ? ['bracket', 'paren'] : ['plain', 'bracket', 'paren'],
      opensPair: (line) => {
        const part = headings.get(line)?.part
        return part === 'question' || part === 'answer'
      },
      opensPart: (line) => headings.has(line),
      isOrdered: (line) => orderedAt(line.start) !== null,
    }),
  )
  const noteLines = new Set(footnotes.notes.flatMap((note) => note.lines))
  const text = body.filter((line) => !noteLines.has(line))
  const { sections, warnings } = divide(text, headings)
  const joining: Joining = { cuts: footnotes.cuts, words, own: ownWords(source) }
  const grouping = groupingOf(lines, text, headings, extracted.layout, footnotes.cuts)
  const reader = { source, joining, grouping, pages: extracted.pages }
  const introduction = readIntroduction(
    [...sections[0]!.lines, ...furniture]
      .sort((a, b) => a.start - b.start)
      .map((line) => line.text)
      .join(' '),
  )
  const questions = sections.flatMap((section) => questionsOf(section, reader))
  const answers = answersOf(sections, options.id, reader, warnings)
  const remarks = sections.flatMap((section) => remarksOf(section, reader))
  const { metadata } = options
  return {
    id: options.id,
    kind: kindOf(answers, introduction.notice || sections.some(isNotice)),
    title: metadata?.title ?? (introduction.title || options.file.replace(/\.\w{2,5}$/, '')),
    askers: introduction.askers,
    ministers: introduction.ministers,
    onBehalfOf: introduction.onBehalfOf,
    asked: metadata?.asked ?? introduction.asked,
    answered: metadata?.answered ?? introduction.answered,
    publication: metadata?.publication ?? introduction.publication,
    url: metadata?.url ?? null,
    source: sourceOf(extracted, options),
    questions,
    answers,
    remarks,
    notes: footnotes.notes.flatMap((note) => noteOf(note, reader)),
    regions: regionsOf(source, [
      ...[...furniture].map((line) => placed(line, 'furniture')),
      ...[...noteLines].map((line) => placed(line, 'note')),
      ...sections.flatMap(sectionRegions),
    ]),
    warnings: [...warnings].sort((a, b) => a.line - b.line),
  }
}

function kindOf(answers: readonly Answer[], notice: boolean): DocumentKind {
  if (answers.length > 0) return 'answers'
  return notice ? 'notice' : 'questions'
}

function isNotice({ heading }: Section): boolean {
  return heading?.text.startsWith('Mededeling') ?? false
}

interface Reader {
  readonly source: string
  readonly joining: Joining
  readonly grouping: Grouping
  readonly pages: readonly number[]
}

function sourceOf(extracted: Extracted, { sha256, fileSha256, file }: ParseOptions): Source {
  const { format, extractor, pages } = extracted
  return { format, sha256, fileSha256, file, extractor, pages }
}

/** The parts of a document: as its format says where it does, else as its headings say. */
function headingsOf(body: readonly Line[], zones: readonly Zone[]): Map<Line, Heading> {
  const structured = zones.some(({ kind }) => kind === 'question' || kind === 'answer')
  return structured ? zonedHeadings(body, zones) : findHeadings(body, zoneFinder(zones, 'strong'))
}

/** Formats in which a footnote is no matter of guessing. */
function knowsNotes({ format, layout }: Extracted): boolean {
  return format !== 'text' && (layout.lines.length > 0 || layout.zones.length > 0)
}

function both(known: Footnotes, found: Footnotes): Footnotes {
  return {
    notes: [...known.notes, ...found.notes],
    cuts: [...known.cuts, ...found.cuts].sort((a, b) => a.start - b.start),
  }
}

/** The lines between page ends: behind furniture, at a form feed or where an extractor indents. */
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
  const blockAt = zoneFinder(layout.zones, 'paragraph', 'item', 'ordered', 'strong')
  return {
    measure: layout.lines.length > 0 ? placedWidths(layout.lines) : estimateWidths(plain),
    block(line) {
      const zone = blockAt(line.start)
      if (zone === null) return null
      return { start: zone.start, item: zone.kind === 'item' || zone.kind === 'ordered' }
    },
    apart: (before, line) =>
      line.apart && (order.get(line.from) ?? 0) - (order.get(before.from) ?? 0) <= 1,
    interrupted: (line) => marked.has(line.start),
  }
}

function readingsOf(
  lines: readonly Line[],
  reader: Reader,
): (Reading & { style: Paragraph['style'] })[] {
  const worded = lines.filter((line) => !isCut(line, reader.joining.cuts))
  return groupParagraphs(worded, reader.grouping).flatMap((draft) => {
    const reading = joinLines(reader.source, draft.lines, reader.joining)
    return reading === null ? [] : [{ ...reading, style: draft.style }]
  })
}

/** The questions under one heading: as many as numbers if that many can be told apart. */
function questionsOf(section: Section, reader: Reader): Question[] {
  if (section.part !== 'question') return []
  const { numbers } = section
  const apart = [
    readingsOf(section.lines, reader),
    readingsOf(section.lines.flatMap(unglued), reader),
  ]
  const parts = apart.find(({ length }) => length === numbers.length)
  if (numbers.length > 1 && parts !== undefined) {
    return parts.map((reading, index) => ({ numbers: [numbers[index]!], reading: plain(reading) }))
  }
  const whole = joinLines(reader.source, section.lines, reader.joining)
  return whole === null ? [] : [{ numbers, reading: whole }]
}

/** A line end that an extractor lost behind a question: "... van?Deelt u de mening ..." */
const GLUED = /(?<=\?)(?=\p{Lu})/u

/** No set of questions is longer than this: a longer line is not looked at. */
const LONGEST_GLUED = 20_000

/** The lines that an extractor glued into one. */
function unglued(line: Line): Line[] {
  if (line.text.length > LONGEST_GLUED || !line.text.includes('?')) return [line]
  let start = line.start
  return line.text.split(GLUED).map((text) => {
    const piece = { ...line, start, end: start + text.length, text, apart: start > line.start }
    start += text.length
    return piece
  })
}

function plain({ text, spans, joins }: Reading): Reading {
  return { text, spans, joins }
}

function answersOf(
  sections: readonly Section[],
  document: string,
  reader: Reader,
  warnings: Warning[],
): Answer[] {
  const seen = new Map<string, number>()
  const drafts = sections.flatMap(({ part, numbers, heading, lines }) => {
    if (part !== 'answer') return []
    const name = `${document}.${numbers.join('+')}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    const id = times === 1 ? name : `${name}-${times}`
    const line = heading?.number ?? 1
    if (times > 1) warnings.push({ message: `answer ${numbers.join(', ')} is given again`, line })
    const readings = readingsOf(lines, reader)
    if (readings.length === 0)
      warnings.push({ message: `answer ${numbers.join(', ')} is empty`, line })
    const paragraphs = readings.map((reading, index) => ({
      id: `${id}.p${index + 1}`,
      style: reading.style,
      page: pageAt(reader.pages, reading.spans[0]!.start),
      reading: plain(reading),
    }))
    return [{ id, numbers, paragraphs }]
  })
  const targets = new Map<number, string>()
  for (const { id, numbers } of drafts) {
    for (const number of numbers) if (!targets.has(number)) targets.set(number, id)
  }
  return drafts.map((draft) => {
    const references = draft.paragraphs.flatMap(({ reading }) =>
      findReferences(reading, draft.id, targets),
    )
    return { ...draft, references, refersOnly: refersOnly({ ...draft, references }) }
  })
}

/** The page on which an offset stands, counted from 1, by halving. */
function pageAt(pages: readonly number[], offset: number): number | null {
  if (pages.length === 0) return null
  let low = 0
  let high = pages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pages[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(1, low)
}

function remarksOf(section: Section, reader: Reader): Reading[] {
  return section.part === 'remark' ? readingsOf(section.lines, reader).map(plain) : []
}

function noteOf(note: NoteDraft, { source, joining }: Reader): Note[] {
  const [first, ...rest] = note.lines
  if (first === undefined) return []
  const lines = [{ start: note.textStart, end: first.end }, ...rest]
  const reading = joinLines(source, lines, { ...joining, cuts: [] })
  return reading === null ? [] : [{ mark: note.mark, reading, anchor: note.anchor }]
}

function placed(line: Line, kind: Region['kind']): Region {
  return { start: line.from, end: line.to, kind }
}

const REGION_OF = {
  header: 'header',
  question: 'question',
  answer: 'answer',
  remark: 'unplaced',
  unplaced: 'unplaced',
} as const satisfies Record<Section['part'], Region['kind']>

/** A heading's own line, up to where its part's text begins on it, and the lines of the part. */
function sectionRegions({ part, heading, lines }: Section): Region[] {
  const regions = lines.map((line) => placed(line, REGION_OF[part]))
  if (heading === null) return regions
  const inline = lines[0]?.from === heading.from
  if (!inline) return [placed(heading, 'heading'), ...regions]
  const first = lines[0]!
  if (first.start === heading.start) return regions
  return [
    { start: heading.from, end: first.start, kind: 'heading' },
    { start: first.start, end: first.to, kind: REGION_OF[part] },
    ...regions.slice(1),
  ]
}

/** Regions in order, with what lies between two given to the first of them, merged by kind. */
function regionsOf(source: string, parts: readonly Region[]): Region[] {
  const regions: { start: number; end: number; kind: Region['kind'] }[] = []
  for (const { kind, start } of [...parts].sort((a, b) => a.start - b.start)) {
    const last = regions.at(-1)
    if (last !== undefined) last.end = start
    if (last === undefined) regions.push({ start: 0, end: source.length, kind })
    else if (last.kind !== kind) regions.push({ start, end: source.length, kind })
  }
  if (regions.length === 0 && source.length > 0)
    return [{ start: 0, end: source.length, kind: 'unplaced' }]
  const last = regions.at(-1)
  if (last !== undefined) last.end = source.length
  return regions
}
