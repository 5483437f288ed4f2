import type { Span } from '../../domain/document.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Zone } from '../extraction/extraction.ts'
import { type OrderedLine, orderLines } from './pdf-columns.ts'
import { leadingNumber, type PdfLine, textOfLine } from './pdf-notes.ts'
import { type Columns, columnsIn, SLACK } from './pdf-pair-columns.ts'

/** The cell of a table of questions and answers that a line stands in; rows count from 0. */
export interface PairCell {
  readonly row: number
  readonly kind: 'number' | 'question' | 'answer' | 'other'
}

/** A row of a table: the lines of each cell, with their pages. */
type Row = Record<PairCell['kind'], { readonly line: PdfLine; readonly page: number }[]>

/**
 * The pages of a PDF with the cells of its table of questions and answers in reading order, row by
 * row, or as drawn if its rows cannot be told apart; null if it has no such table. `furniture`
 * finds the headers and footers of pages.
 */
export function orderPairs(
  pages: readonly (readonly PdfLine[])[],
  furniture: () => ReadonlySet<PdfLine>,
): OrderedLine[][] | null {
  if (!pages.some(isNamed)) return null
  const asDrawn = (lines: readonly PdfLine[]) => lines.map((line) => ({ line, shift: 0 }))
  return (
    rowsOf(pages, furniture()) ??
    pages.map((lines) => (isNamed(lines) ? asDrawn(lines) : orderLines(lines)))
  )
}

/** Type below this share of the size of a table's rows is that of notes. */
const SMALL = 0.95

function isNamed(lines: readonly PdfLine[]): boolean {
  return lines.some((line) => columnsIn(line) !== null)
}

function rowsOf(
  pages: readonly (readonly PdfLine[])[],
  furniture: ReadonlySet<PdfLine>,
): OrderedLine[][] | null {
  let columns: Columns | null = null
  let ended = false
  let last: Count | null = null
  let size = 0
  const rows: Row[] = []
  const plain = pages.map((): { line: PdfLine; row: number }[] => [])
  for (const [page, lines] of pages.entries()) {
    let noted = false
    for (const [at, line] of lines.entries()) {
      const isTitle: boolean = columns !== null && textOfLine(line) === columns.title
      if (isTitle) ended = false
      // Notes at the foot of a page end no table.
      const isSmall = line.size < size * SMALL
      noted = isSmall && (noted || leadingNumber(line) !== null || cellsOf(line, columns!) === null)
      if (columns === null || ended || isTitle || noted || furniture.has(line)) {
        columns ??= columnsIn(line, () => [lines.slice(at + 1), ...pages.slice(page + 1)].flat())
        plain[page]!.push({ line, row: rows.length })
        continue
      }
      const cells = cellsOf(line, columns)
      const count = countIn(cells ?? [], columns, last)
      if (count !== null) {
        const counts = countsIn(count)
        if (counts === null || (last !== null && !follows(counts.from, last))) return null
        last = counts.until
        size = line.size
        rows.push({ number: [], question: [], answer: [], other: [] })
      }
      const row = rows.at(-1)
      if (cells === null) {
        ended = true
        plain[page]!.push({ line, row: rows.length })
      } else if (row === undefined) return null
      else {
        for (const { kind, line: own } of cells) {
          // A question that goes on over the page stands before the answer beside its beginning.
          const first = kind === 'question' ? (row.number[0] ?? row.question[0]) : undefined
          row[kind].push({ line: own, page: first?.page ?? page })
        }
      }
    }
  }
  if (columns === null || !rows.every(asks) || rows.length < 2) return null
  if (rows.some(({ answer }, at) => at > 0 && goesOn(rows[at - 1]!.answer, answer))) return null
  return pages.map((_, page) => writtenOn(page, rows, plain[page]!))
}

/** The number of a row: 2 of "2.", 2 and "b" of "2b". */
interface Count {
  readonly whole: number
  readonly letter: string
}

/** "3", "2b.", "4 en 5", "6 t/m 9" */
const COUNTS = new RegExp(
  patternOf`
    ^(?:\d{1,3}[a-p]?)(?:\s?(?:,|en|&|t\/m|[-–])\s?\d{1,3}[a-p]?){0,20}\s?[.)]?$
  `,
)

/** The first and the last number of a row; null unless the text is a row's number. */
function countsIn(text: string): { from: Count; until: Count } | null {
  if (!COUNTS.test(text)) return null
  const [from, ...others] = [...text.matchAll(/(\d+)([a-p]?)/g)].map(
    ([, digits, letter]): Count => ({ whole: Number(digits), letter: letter! }),
  )
  return { from: from!, until: others.at(-1) ?? from! }
}

function follows({ whole, letter }: Count, before: Count): boolean {
  const isNextPart = letter !== '' && letter.charCodeAt(0) === before.letter.charCodeAt(0) + 1
  return whole === before.whole ? isNextPart : whole === before.whole + 1
}

/** "2. Zakt het peil?": a number in the text of a question, whose words may stand in runs */
const TYPED = /^(?<number>\d{1,3}[a-p]?)\s?[.)](?:\s|(?=\p{L}))/u

/** The number that begins a row: in a column of its own, or the next one in the question's text. */
function countIn(
  cells: readonly { readonly kind: PairCell['kind']; readonly line: PdfLine }[],
  { kinds }: Columns,
  last: Count | null,
): string | null {
  const isTyped = !kinds.includes('number')
  const cell = cells.find(({ kind }) => kind === (isTyped ? 'question' : 'number'))
  if (cell === undefined || !isTyped) return cell === undefined ? null : textOfLine(cell.line)
  const number = TYPED.exec(textOfLine(cell.line).slice(0, 12))?.groups?.['number']
  const counts = number === undefined ? null : countsIn(number)
  return counts === null || (last !== null && !follows(counts.from, last)) ? null : number!
}

/** The stretches of a line by column; null if one reaches into the next column. */
function cellsOf(
  line: PdfLine,
  { lefts, kinds }: Columns,
): { kind: PairCell['kind']; line: PdfLine }[] | null {
  const cells = new Map<number, PdfLine['runs']>()
  for (const each of line.runs) {
    const column = lefts.findLastIndex((left) => left <= each.run.left + SLACK)
    const next = lefts[column + 1] ?? Number.POSITIVE_INFINITY
    if (column < 0 || each.run.right > next + SLACK) return null
    cells.set(column, [...(cells.get(column) ?? []), each])
  }
  return [...cells].map(([column, runs]) => ({ kind: kinds[column]!, line: { ...line, runs } }))
}

/** A row asks something. */
function asks({ question }: Row): boolean {
  return question.some(({ line }) => textOfLine(line).includes('?'))
}

/** True if an answer reaches down into the next row: its sentence goes on there. */
function goesOn(before: Row['answer'], answer: Row['answer']): boolean {
  const [last, first] = [before.at(-1), answer[0]]
  if (last === undefined || first === undefined) return false
  return /[\p{L}\p{N},]$/u.test(textOfLine(last.line)) && /^\p{Ll}/u.test(textOfLine(first.line))
}

function writtenOn(
  page: number,
  rows: readonly Row[],
  plain: readonly { line: PdfLine; row: number }[],
): OrderedLine[] {
  const ordered: OrderedLine[] = []
  const outside = [...plain]
  for (const [row, cells] of rows.entries()) {
    while (outside[0] !== undefined && outside[0].row <= row) {
      ordered.push({ line: outside.shift()!.line, shift: 0 })
    }
    for (const kind of ['number', 'question', 'other', 'answer'] as const) {
      const own = cells[kind].filter((each) => each.page === page)
      ordered.push(...own.map(({ line }) => ({ line, shift: 0, cell: { row, kind } })))
    }
  }
  return [...ordered, ...outside.map(({ line }) => ({ line, shift: 0 }))]
}

/** The greatest distance of two lines of a paragraph, in multiples of the type size. */
const NEAR = 1.6

/** The zones of cells, given the places of their lines. */
export function pairZones(
  lines: readonly { readonly span: Span; readonly line: PdfLine; readonly cell?: PairCell }[],
): Zone[] {
  const zones: { kind: Zone['kind']; start: number; end: number }[] = []
  const open = new Map<string, (typeof zones)[number]>()
  let before: (typeof lines)[number] | undefined
  let names: string | undefined
  for (const each of lines) {
    const { cell, span, line } = each
    if (cell === undefined) {
      if (columnsIn(line) === null) continue
      // A page may repeat them amid a row.
      zones.push({ kind: names === textOfLine(line) ? 'furniture' : 'names', ...span })
      zones.push({ kind: 'paragraph', ...span })
      names ??= textOfLine(line)
      continue
    }
    const { row, kind } = cell
    const zone = kind === 'number' ? 'question' : kind
    extend(`${row}`, 'pair', span)
    extend(`${row} ${zone}`, zone === 'other' ? 'furniture' : zone, span)
    if (kind === 'number') zones.push({ kind: 'number', ...span })
    const isNext = before?.cell?.row === row && before.cell.kind === kind
    const drop = isNext ? before!.line.base - line.base : 0
    const isNear = isNext && drop > 0 && drop < line.size * NEAR
    if (!isNear) open.delete('paragraph')
    if (kind !== 'number') extend('paragraph', 'paragraph', span)
    before = each
  }
  return zones

  function extend(key: string, kind: Zone['kind'], { start, end }: Span): void {
    const known = open.get(key)
    if (known !== undefined) known.end = end
    else {
      const zone = { kind, start, end }
      open.set(key, zone)
      zones.push(zone)
    }
  }
}
