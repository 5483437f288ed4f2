import { countOfFirst } from '../../domain/order.ts'
import type {
  Answer,
  Note,
  Paragraph,
  Question,
  Reading,
  Span,
  Warning,
} from '../../domain/document.ts'
import type { QuestionNumber } from '../../domain/question-number.ts'
import type { NoteDraft } from './footnotes.ts'
import { isOnlyCuts, type Joining, joinLines } from './join-lines.ts'
import type { Line } from './lines.ts'
import { type Grouping, groupParagraphs } from './paragraphs.ts'
import { findReferences, refersOnly } from './references.ts'
import type { Section } from './sections.ts'

/** What it takes to read the lines of a document. */
export interface Reader {
  readonly source: string
  readonly joining: Joining
  /** characters that are not read, even in notes: soft hyphens */
  readonly unread: readonly Span[]
  readonly grouping: Grouping
  readonly pages: readonly number[]
}

/** The questions under one heading: as many as numbers if that many can be distinguished. */
export function questionsOf(section: Section, reader: Reader): Question[] {
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

/** A line end after a question that an extractor lost: "... van?Deelt u de mening ..." */
const GLUED = /(?<=\?)(?=\p{Lu})/u

/** Characters in a set of questions at most: a longer line is not examined. */
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

/** The answers of a document, in order; adds a warning for each oddity. */
export function answersOf(
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
  const targets = new Map<QuestionNumber, string>()
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

/** The page of an offset, counted from 1, by binary search. */
function pageAt(pages: readonly number[], offset: number): number | null {
  if (pages.length === 0) return null
  return Math.max(
    1,
    countOfFirst(pages.length, (at) => pages[at]! <= offset),
  )
}

/** The paragraphs of a remark; empty for any other section. */
export function remarksOf(section: Section, reader: Reader): Reading[] {
  return section.part === 'remark' ? readingsOf(section.lines, reader).map(plain) : []
}

/** A footnote with its text; empty if no text remains. */
export function noteOf(note: NoteDraft, { source, joining, unread }: Reader): Note[] {
  const [first, ...rest] = note.lines
  if (first === undefined) return []
  const lines = [{ start: note.textStart, end: first.end }, ...rest]
  const reading = joinLines(source, lines, { ...joining, cuts: unread })
  return reading === null ? [] : [{ mark: note.mark, reading, anchor: note.anchor }]
}

function readingsOf(
  lines: readonly Line[],
  reader: Reader,
): (Reading & { style: Paragraph['style'] })[] {
  const worded = lines.filter((line) => !isOnlyCuts(line, reader.joining.cuts))
  return groupParagraphs(worded, reader.grouping).flatMap((draft) => {
    const reading = joinLines(reader.source, draft.lines, reader.joining)
    return reading === null ? [] : [{ ...reading, style: draft.style }]
  })
}
