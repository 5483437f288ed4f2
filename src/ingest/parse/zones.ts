import { type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import { countOfFirst } from '../../domain/order.ts'
import type { Span } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Zone } from '../extraction/extraction.ts'
import type { Footnotes, NoteDraft } from './footnotes.ts'
import { type Heading, unplaced } from './heading.ts'
import { headingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { numberedLine } from './numbered-lines.ts'
import { readNumbers } from './numbers.ts'

/** Finds the zone of one of these kinds that contains an offset; of nested ones the inner. */
type ZoneAt = (offset: number) => Zone | null

/** Prepares the search among the zones of some kinds. */
export function zoneFinder(zones: readonly Zone[], ...kinds: Zone['kind'][]): ZoneAt {
  const wanted = zones.filter(({ kind }) => kinds.includes(kind))
  // The furthest end of any zone up to this one: beyond it, no earlier zone can contain the offset.
  const reach: number[] = []
  for (const { end } of wanted) reach.push(Math.max(end, reach.at(-1) ?? 0))
  return (offset) => {
    const begun = countOfFirst(wanted.length, (at) => wanted[at]!.start <= offset)
    for (let index = begun - 1; index >= 0 && reach[index]! > offset; index--) {
      if (wanted[index]!.end > offset) return wanted[index]!
    }
    return null
  }
}

/** Finds the zones that show the parts of a document. */
interface PartZones {
  readonly containerAt: ZoneAt
  readonly numberAt: ZoneAt
  readonly pairAt: ZoneAt
}

/** Prepares the search among the zones of a document. */
export function partZones(zones: readonly Zone[]): PartZones {
  return {
    containerAt: zoneFinder(zones, 'question', 'answer', 'remark', 'header'),
    numberAt: zoneFinder(zones, 'number'),
    pairAt: zoneFinder(zones, 'pair'),
  }
}

/**
 * The parts of a document whose format marks questions and answers. In a table without numbers the
 * questions count on from `last`.
 */
export function zonedHeadings(
  lines: readonly Line[],
  { containerAt, numberAt, pairAt }: PartZones,
  last?: QuestionNumber,
): Map<Line, Heading> {
  const headings = new Map<Line, Heading>()
  const inPairs = new Map<Heading, Zone>()
  let open: Zone | null | undefined
  const asked: Asked = { numbers: last === undefined ? [] : [last], typed: false }
  for (const line of lines) {
    const container = containerAt(line.start)
    if (container === open) continue
    // Before the first part, anything outside a zone is introduction.
    if (container !== null) {
      const heading = opening(line, container, numberAt(line.start))
      const typed = typedNumber(line, heading, asked) ?? heading
      headings.set(line, typed)
      const pair = pairAt(line.start)
      if (pair !== null) inPairs.set(typed, pair)
    } else if (open !== undefined && open !== null && open.kind !== 'header') {
      headings.set(line, unplaced(line))
    }
    open = container
  }
  return withRowNumbers(headings, inPairs, last)
}

/** The answer in a row is to its questions alone, even below one without an answer. */
function withRowNumbers(
  headings: ReadonlyMap<Line, Heading>,
  inPairs: ReadonlyMap<Heading, Zone>,
  last: QuestionNumber | undefined,
): Map<Line, Heading> {
  const isNumbered = [...inPairs.keys()].some(({ numbers }) => numbers.length > 0)
  let count = last === undefined ? 0 : wholeOf(last)
  let row: Zone | undefined
  let own: QuestionNumber[] = []
  return new Map(
    [...headings].map(([line, heading]) => {
      const pair = inPairs.get(heading)
      if (pair === undefined) return [line, heading]
      if (pair !== row) own = []
      row = pair
      const { part } = heading
      let { numbers } = heading
      if (part === 'question') {
        if (!isNumbered) numbers = [++count]
        own.push(...numbers)
      }
      if (part === 'answer' && numbers.length === 0) numbers = own
      return [line, { ...heading, numbers }]
    }),
  )
}

function opening(line: Line, { kind }: Zone, number: Zone | null): Heading {
  const part = kind === 'question' || kind === 'answer' || kind === 'remark' ? kind : 'header'
  const printed = headingOf(line)
  if (printed !== null && printed.part === part) return printed
  if (number === null || part === 'header') return { part, numbers: [], body: line.start }
  const body = number.end < line.end ? number.end : null
  return { part, numbers: readNumbers(line.text.slice(0, number.end - number.start)), body }
}

/** The last question: its numbers, and whether its own text begins with them. */
interface Asked {
  numbers: readonly QuestionNumber[]
  typed: boolean
}

/**
 * "1. Kunt u ..." and "1. Ja.": the number of a question without a heading, if it is the next one,
 * and that of its answer, if both have it.
 */
function typedNumber(line: Line, { part, numbers, body }: Heading, asked: Asked): Heading | null {
  if (part !== 'question' && part !== 'answer') return null
  const typed = numbers.length === 0 && body === line.start ? numberedLine(line) : null
  const [first, ...others] = typed?.numbers ?? []
  const last = asked.numbers.at(-1)
  if (part === 'question') {
    const isNext = first === (last === undefined ? 1 : wholeOf(last) + 1) && others.length === 0
    asked.typed = isNext
    asked.numbers = isNext ? [first] : numbers
    return isNext ? { part, ...typed! } : null
  }
  const isSame = asked.typed && first === last && others.length === 0
  return isSame && typed !== null ? { part, ...typed } : null
}

/** "1 Kamerstuk", "[1] NOS", "1. NOS", "1NOS", "1De": a note's number and what follows it. */
const NOTE = new RegExp(
  patternOf`
    ^\[?(?<mark>\d{1,3}(?=\p{Lu}\p{L}|https?:|www\.)|[\p{L}\d*]{1,4})\]?(?:[.):](?=\s))?\s*
  `,
  'u',
)

/** The footnotes that a format knows: its zones, each with the first free mark of its number. */
export function zonedFootnotes(
  lines: readonly Line[],
  zones: readonly Zone[],
  source: string,
): Footnotes {
  const noteAt = zoneFinder(zones, 'note', 'note-rest')
  const drafts: { zone: Zone; lines: Line[] }[] = []
  for (const line of lines) {
    const zone = noteAt(line.start)
    if (zone === null) continue
    const last = drafts.at(-1)
    if (last !== undefined && (zone === last.zone || zone.kind === 'note-rest'))
      last.lines.push(line)
    else drafts.push({ zone, lines: [line] })
  }
  const anchors = marksOf(
    zones.filter(({ kind, start }) => kind === 'anchor' && noteAt(start) === null),
    source,
  )
  const notes: NoteDraft[] = drafts.map(({ lines: noteLines }) => {
    const first = noteLines[0]!
    const match = NOTE.exec(first.text)
    const mark = match?.groups?.['mark'] ?? ''
    const index = anchors.findIndex((anchor) => anchor.mark === mark)
    const [anchor] = index < 0 ? [] : anchors.splice(index, 1)
    const textStart = first.start + (match?.[0].length ?? 0)
    return { mark, textStart, lines: noteLines, anchor: anchor?.span ?? null }
  })
  // A mark without a note may be an exponent, unless the format says that it calls a note again.
  const again = marksOf(
    zones.filter(({ kind, start }) => kind === 'anchor-again' && noteAt(start) === null),
    source,
  ).filter(({ mark }) => notes.some((note) => note.mark === mark))
  const cuts = [
    ...notes.flatMap(({ anchor }) => (anchor === null ? [] : [anchor])),
    ...again.map(({ span }) => span),
  ]
  return { notes, cuts: cuts.sort((a, b) => a.start - b.start) }
}

/** The single marks in anchors: "1, 2" holds two, and the second takes the comma along. */
function marksOf(anchors: readonly Zone[], source: string): { mark: string; span: Span }[] {
  return anchors.flatMap(({ start, end }) => {
    const marks: { mark: string; span: Span }[] = []
    // White space before a mark goes with it, or it would end a line.
    let from = start
    while (/[^\S\n\f]/.test(source[from - 1] ?? '')) from--
    for (const match of source.slice(start, end).matchAll(/[\p{L}\d*]+/gu)) {
      const until = start + match.index + match[0].length
      marks.push({ mark: match[0], span: { start: from, end: until } })
      from = until
    }
    const last = marks.at(-1)
    if (last !== undefined) last.span = { start: last.span.start, end }
    return marks
  })
}
