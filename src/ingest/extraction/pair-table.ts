import { patternOf } from '../../text/pattern.ts'
import type { TextBuilder } from './text-builder.ts'

/** The columns of a table of questions and answers; `number` is null if no column numbers them. */
export interface PairColumns {
  readonly number: number | null
  readonly question: number
  readonly answer: number
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

/** "1", "12.", "2a" */
const COUNT = /^(?<count>\d{1,3})[a-p]?\s?[.)]?$/

/** Rows above the names of columns at most. */
const MOST_ABOVE = 3

/**
 * The columns of a table that pairs questions with answers, a pair a row: by their names, or if
 * the rows count from 1 and each asks something. `rows` are the texts of the cells. Null for any
 * other table.
 */
export function pairColumns(rows: readonly (readonly string[])[]): PairColumns | null {
  const texts = rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))
  for (const [at, row] of texts.slice(0, MOST_ABOVE).entries()) {
    const named = namedColumns(row)
    if (named === null) continue
    const { question, answer } = named
    const before = row.slice(0, question)
    const counted = before.findIndex((_, column) => COUNT.test(texts[at + 1]?.[column] ?? ''))
    const number = named.number ?? (counted >= 0 ? counted : null)
    const asked = texts.slice(at + 1).filter((cells) => cells[question]?.includes('?'))
    return asked.length === 0 ? null : { number, question, answer, from: at + 1 }
  }
  return texts.length >= 2 && texts.every(isCounted)
    ? { number: 0, question: 1, answer: 2, from: 0 }
    : null
}

/** The columns that these names name; null unless they name questions and answers. */
export function namedColumns(names: readonly string[]): Omit<PairColumns, 'from'> | null {
  const question = names.findIndex((name) => QUESTION.test(name) && !NUMBER.test(name))
  const answer = names.findIndex((name) => ANSWER.test(name))
  if (question < 0 || answer <= question) return null
  const number = names.slice(0, question).findIndex((name) => NUMBER.test(name))
  return { number: number < 0 ? null : number, question, answer }
}

/** True for "3", "3." or "3a" as the number of the third row. */
export function isCount(text: string, row: number): boolean {
  return Number(COUNT.exec(text.trim())?.groups?.['count']) === row
}

/** True for "2 | Wordt het peil verlaagd? | Nee." as the second row. */
function isCounted([number = '', question = '', answer = '', ...others]: string[], at: number) {
  const count = COUNT.exec(number)?.groups?.['count']
  const pairs = question.endsWith('?') && answer !== '' && !answer.endsWith('?')
  return Number(count) === at + 1 && pairs && others.every((cell) => cell === '')
}

/** True for a row that holds a question, with or without its answer. */
export function isPairRow(row: readonly string[], columns: PairColumns): boolean {
  const { number, question, answer } = columns
  const isNamed =
    QUESTION.test((row[question] ?? '').trim()) && ANSWER.test((row[answer] ?? '').trim())
  if (isNamed || (row[question] ?? '').trim() === '') return false
  return row.length > answer || (number !== null && COUNT.test((row[number] ?? '').trim()))
}

/** Writes a row as a question and its answer; a cell of another column is page furniture. */
export function writePairRow(
  count: number,
  { number, question, answer }: PairColumns,
  builder: TextBuilder,
  write: (column: number) => void,
): void {
  const first = number ?? question
  const furniture = (from: number, until: number): void => {
    for (let column = from; column < until; column++) {
      builder.block('furniture', () => write(column))
    }
  }
  furniture(0, Math.min(first, count))
  builder.block('pair', () => {
    builder.block('question', () => {
      if (number !== null) {
        builder.block('number', () => write(number))
        furniture(number + 1, question)
      }
      write(question)
    })
    furniture(question + 1, Math.min(answer, count))
    if (answer < count) builder.block('answer', () => write(answer))
  })
  furniture(answer + 1, count)
}
