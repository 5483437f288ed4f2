import { patternOf } from '../../text/pattern.ts'
import { isHeadingText } from './heading-text.ts'
import type { GridRow } from './table-grid.ts'
import type { TextBuilder } from './text-builder.ts'

/** The columns of a table of questions and answers; `number` is null if no column numbers them. */
interface PairColumns {
  readonly number: number | null
  readonly question: number
  readonly answer: number
  /** those of other ministers' answers */
  readonly further: readonly number[]
  /** the first row with a question */
  readonly from: number
}

/** "Nr.", "Vraagnummer", "#" */
const NUMBER = /^(?:(?:vraag|volg)?\s?(?:nrs?\.?|nummers?|no\.?)|#)$/i

/** "Vraag", "Vragen van de leden", "Gestelde vraag" */
const QUESTION = new RegExp(
  patternOf`
    ^(?:\p{L}{1,20}\s)?(?:vra(?:ag|gen)|vraag(?:tekst|stelling))(?:[\s/:][^\d?]{0,60})?$
  `,
  'iu',
)

/** "Antwoord", "Antwoord van de minister", "Beantwoording", "Reactie kabinet" */
const ANSWER = new RegExp(
  patternOf`
    ^(?:\p{L}{1,20}\s)?(?:(?:concept)?antwoord(?:en|tekst)?|beantwoording|reactie)
    (?:[\s/:][^\d?]{0,60})?$
  `,
  'iu',
)

/** "Oud antwoord", "Oorspronkelijk antwoord", "Conceptantwoord": beside the answer that counts */
const REPLACED = /^(?:oude?|eerdere?|vorige?|oorspronkelijke?|concept)(?:\s|-|(?=antw))/i

/** "1", "12.", "2a" */
const COUNT = /^(?<count>\d{1,3})[a-p]?\s?[.)]?$/

/** Rows above the names of columns at most. */
const MOST_ABOVE = 3

/**
 * The columns of a table that pairs questions with answers, a pair a row: by their names, or if
 * the rows count from 1 and each asks something. `rows` are the texts of the cells. Null for any
 * other table.
 */
function pairColumns(rows: readonly (readonly string[])[]): PairColumns | null {
  const texts = rows.map((row) => row.map(bare))
  for (const [at, row] of texts.slice(0, MOST_ABOVE).entries()) {
    const named = namedColumns(row)
    if (named === null) continue
    const { answer } = named
    const question = underName(named.question, texts.slice(at))
    const before = row.slice(0, question)
    const counted = before.findIndex((_, column) => COUNT.test(texts[at + 1]?.[column] ?? ''))
    const number = named.number ?? (counted >= 0 ? counted : null)
    const below = texts.slice(at + 1).filter((cells) => (cells[question] ?? '') !== '')
    // Members also ask "Geef aan hoeveel stuwen er zijn."
    const isCounted = number !== null && below.every((cells) => COUNT.test(cells[number] ?? ''))
    const asks = below.some((cells) => cells[question]!.includes('?'))
    const isPaired = below.length > 0 && (asks || (named.number !== null && isCounted))
    const further = answersOf(row, answer)
    return isPaired ? { number, question, answer, further, from: at + 1 } : null
  }
  return texts.length >= 2 && texts.every(isCounted)
    ? { number: 0, question: 1, answer: 2, further: [], from: 0 }
    : null
}

/** The columns behind "Antwoord minister van Financiën" that hold another minister's answers. */
function answersOf(names: readonly string[], answer: number): number[] {
  const isMinisters = (name: string): boolean => {
    return ANSWER.test(name) && /minister|staatssecretaris/i.test(name)
  }
  if (!isMinisters(names[answer]!)) return []
  return [...names.keys()].filter((column) => column > answer && isMinisters(names[column]!))
}

/**
 * The column of the questions below their name: the second one if the name reaches over two, and
 * the first one counts.
 */
function underName(column: number, [names = [], ...rows]: readonly (readonly string[])[]): number {
  const pairs = rows.filter((row) => (row[column + 1] ?? '') !== '')
  const counts = pairs.length > 0 && pairs.every((row) => COUNT.test(row[column] ?? ''))
  return names[column + 1] === '' && counts ? column + 1 : column
}

/** The columns that these names name; null unless they name questions and answers. */
export function namedColumns(
  names: readonly string[],
): Omit<PairColumns, 'further' | 'from'> | null {
  const question = names.findIndex((name) => QUESTION.test(name) && !NUMBER.test(name))
  const answers = [...names.keys()].filter((column) => ANSWER.test(names[column]!))
  const answer = answers.find((column) => !REPLACED.test(names[column]!)) ?? answers[0] ?? -1
  if (question < 0 || answer <= question) return null
  const number = names.slice(0, question).findIndex((name) => NUMBER.test(name))
  return { number: number < 0 ? null : number, question, answer }
}

/** The count of "3", "3." or "3a"; null for anything else. */
function countOf(text: string): number | null {
  const count = COUNT.exec(text.trim())?.groups?.['count']
  return count === undefined ? null : Number(count)
}

/** True for "2 | Wordt het peil verlaagd? | Nee." as the second row. */
function isCounted([number = '', question = '', answer = '', ...others]: string[], at: number) {
  const pairs = question.endsWith('?') && answer !== '' && !answer.endsWith('?')
  return countOf(number) === at + 1 && pairs && others.every((cell) => cell === '')
}

/**
 * What a row of a table of questions and answers is: the names of its columns, rows that one cell
 * or more keep together as pairs, rows whose columns each have a heading of their own, the title of
 * such rows, a row that the ones above have told already, a row of figures, or any other row.
 */
export type PairRow<Cell> =
  | { readonly kind: 'names' | 'title' | 'other' | 'told' | 'data' }
  | { readonly kind: 'pairs'; readonly rows: GridRow<Cell>[]; readonly columns: PairColumns }
  | { readonly kind: 'headed'; readonly rows: GridRow<Cell>[] }

/** The rows of a table of questions and answers; null for any other table. */
export function pairRows<Cell>(
  grid: readonly GridRow<Cell>[],
  textOf: (cell: Cell) => string,
): PairRow<Cell>[] | null {
  const texts = grid.map((row) =>
    row.map((place) => (place === null || place.isBeside ? '' : bare(textOf(place.cell)))),
  )
  const columns = pairColumns(texts)
  if (columns === null) return headedRows(grid, texts)
  const { number, question, answer } = columns
  const rows: PairRow<Cell>[] = []
  let open: GridRow<Cell>[] | null = null
  for (const [at, row] of grid.entries()) {
    const isJoined = [number, question, answer].some(
      (column) => column !== null && row[column]?.isBelow === true,
    )
    if (at < columns.from || isNames(texts[at]!, columns)) rows.push({ kind: 'names' })
    else if (!isPairRow(texts[at]!, row[answer]?.isBeside === true, columns)) {
      rows.push({ kind: 'other' })
      open = null
    } else if (open !== null && isJoined) {
      open.push(row)
      rows.push({ kind: 'told' })
    } else {
      open = [row]
      rows.push({ kind: 'pairs', rows: open, columns })
    }
  }
  return rows
}

/**
 * The rows of a table in which "Vraag 1 | Antwoord 1" stands above the words of both, or of figures
 * per question; null for any other table. A row that heads something itself, or that a cell reaches
 * across, ends the columns.
 */
function headedRows<Cell>(
  grid: readonly GridRow<Cell>[],
  texts: readonly (readonly string[])[],
): PairRow<Cell>[] | null {
  if (isPerQuestion(texts)) return grid.map(() => ({ kind: 'data' }))
  if (!texts.some(isHeads)) return null
  let open: GridRow<Cell>[] | null = null
  return grid.map((row, at): PairRow<Cell> => {
    const own = texts[at]!
    if (isHeads(own)) {
      open = [row]
      return { kind: 'headed', rows: open }
    }
    const isAcross = row.some((place) => place?.isBeside === true)
    if (isAcross || own.some(isHeadingText)) open = null
    if (isAcross && isHeads(texts[at + 1] ?? []) && own.every(isTitle)) return { kind: 'title' }
    open?.push(row)
    return { kind: open === null ? 'other' : 'told' }
  })
}

/** True for "Vraag 1 | Antwoord 1": each cell is a heading, and one has a number. */
function isHeads(row: readonly string[]): boolean {
  const worded = row.filter((text) => text !== '')
  return worded.length > 1 && worded.every(isHeadingText) && worded.some((text) => /\d/.test(text))
}

/** True for figures below "Jaar | Vraag 1 | Vraag 2": nothing in the table asks or answers. */
function isPerQuestion(texts: readonly (readonly string[])[]): boolean {
  const isColumn = (text: string): boolean => isHeadingText(text) && /\d/.test(text)
  const areColumns = texts.some((row) => row.filter(isColumn).length > 1)
  const isAsked = (text: string): boolean => text.includes('?') || ANSWERS.test(text)
  return areColumns && !texts.some((row) => row.some(isAsked))
}

/** "Antwoord 1", "Antwoord: ja." */
const ANSWERS = /^(?:antwoord|beantwoording)/i

/** True for "Kosten en baten", which ends no sentence, and for no text. */
function isTitle(text: string): boolean {
  return text.length <= LONGEST_TITLE && !/[.,:;?!]$/.test(text)
}

/** Characters of a title at most. */
const LONGEST_TITLE = 80

/**
 * Writes a row of such a table, and says that it did; false for any other row. `line` writes it as
 * a line of its own.
 */
export function writePairRow<Cell>(
  row: PairRow<Cell> | undefined,
  builder: TextBuilder,
  { cell, line }: { readonly cell: (cell: Cell) => void; readonly line: () => void },
): boolean {
  if (row === undefined || row.kind === 'other') return false
  if (row.kind === 'names') builder.block('names', line)
  if (row.kind === 'data') line()
  if (row.kind === 'title') builder.block('furniture', line)
  if (row.kind === 'pairs') writePairs(row.rows, row.columns, builder, cell)
  if (row.kind === 'headed') writeColumns(row.rows, cell)
  return true
}

/** Writes rows column by column, as a person reads below headings that stand side by side. */
function writeColumns<Cell>(rows: readonly GridRow<Cell>[], write: (cell: Cell) => void): void {
  for (let column = 0; column < Math.max(...rows.map(({ length }) => length)); column++) {
    for (const row of rows) if (begins(row, column)) write(row[column]!.cell)
  }
}

/** True if a cell begins at this column of a row. */
function begins<Cell>(row: GridRow<Cell>, column: number): boolean {
  const place = row[column]
  return place !== undefined && place !== null && !place.isBelow && !place.isBeside
}

/**
 * True for a row that holds a question, with or without its answer; `isAcross` if one cell fills
 * both columns, as a title between pairs does.
 */
function isPairRow(
  row: readonly string[],
  isAcross: boolean,
  { number, question, answer }: PairColumns,
): boolean {
  if ((row[question] ?? '') === '') return false
  const isCounted = number !== null && COUNT.test(row[number] ?? '')
  return isCounted || (row.length > answer && !isAcross)
}

/** True for the names of the columns, which a table may repeat on each page. */
function isNames(row: readonly string[], { question, answer }: PairColumns): boolean {
  return QUESTION.test(row[question] ?? '') && ANSWER.test(row[answer] ?? '')
}

function bare(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/**
 * Writes rows as questions and their answer; a cell of another column is page furniture. An answer
 * whose cell reaches down over several questions follows the last of them.
 */
function writePairs<Cell>(
  rows: readonly GridRow<Cell>[],
  { number, question, answer, further }: PairColumns,
  builder: TextBuilder,
  write: (cell: Cell) => void,
): void {
  const cell = (row: GridRow<Cell>, column: number): void => {
    if (begins(row, column)) write(row[column]!.cell)
  }
  const furniture = (row: GridRow<Cell>, from: number, until: number): void => {
    for (let column = from; column < Math.min(until, row.length); column++) {
      const isOther = begins(row, column) && !further.includes(column)
      if (isOther) builder.block('furniture', () => cell(row, column))
    }
  }
  const asked = questionsIn(rows, number ?? question)
  builder.block('pair', () => {
    for (const own of asked) {
      for (const row of own) furniture(row, 0, number ?? question)
      builder.block('question', () => {
        if (number !== null) {
          builder.block('number', () => own.forEach((row) => cell(row, number)))
          for (const row of own) furniture(row, number + 1, question)
        }
        for (const row of own) cell(row, question)
      })
    }
    for (const row of rows) furniture(row, question + 1, answer)
    for (const column of [answer, ...further])
      builder.block('answer', () => rows.forEach((row) => cell(row, column)))
    for (const row of rows) furniture(row, answer + 1, row.length)
  })
}

/** The rows of each question: those that its cell in a column reaches over. */
function questionsIn<Cell>(rows: readonly GridRow<Cell>[], column: number): GridRow<Cell>[][] {
  const asked: GridRow<Cell>[][] = []
  for (const row of rows) {
    if (asked.length > 0 && row[column]?.isBelow === true) asked.at(-1)!.push(row)
    else asked.push([row])
  }
  return asked
}
