import { wholeOf, type QuestionNumber } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'
import { type PartCount, isAnswered, isExpected } from './counting.ts'
import type { Opening } from './heading.ts'
import { openingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { AGAIN } from './sections.ts'

/** A line that may open a part, and its place among the lines. */
export interface OpeningLine {
  readonly line: Line
  readonly index: number
  readonly opening: Opening
}

/** Questions and answers that an answer quotes. */
export interface QuotedParts {
  /** the candidate that goes on with the document's own questions */
  readonly next: number
  /** false if they may be the document's own */
  readonly isCertain: boolean
}

/** Finds those that begin at a candidate in the answer whose heading has this index. */
type QuotedAt = (at: number, count: PartCount, holder: number) => QuotedParts | null

/**
 * Prepares the search for headings with numbers that an answer quotes: below a line that ends with
 * a colon or within quotation marks that close, where the document's next question stands below
 * them. One with the next question's own number is quoted only within quotation marks or below
 * "schreef ik:", and if the numbers go on below the other one.
 */
export function quotedPartsIn(
  candidates: readonly OpeningLine[],
  lines: readonly Line[],
): QuotedAt {
  const questions = questionsByNumber(candidates)
  const around = { candidates, lines, questions, depths: quotationDepths(lines) }
  return (at, count, holder) => {
    const place = { ...around, at, count, holder }
    return quotedOfAnother(place) ?? quotedOfNext(place)
  }
}

/** A candidate, and what stands around it. */
interface Place {
  readonly candidates: readonly OpeningLine[]
  readonly lines: readonly Line[]
  /** the places of questions among the candidates, by their whole number */
  readonly questions: ReadonlyMap<number, readonly number[]>
  /** in how many quotation marks each line ends */
  readonly depths: readonly number[]
  readonly at: number
  readonly count: PartCount
  /** the line of the heading of the answer that holds it */
  readonly holder: number
}

function questionsByNumber(candidates: readonly OpeningLine[]): Map<number, number[]> {
  const questions = new Map<number, number[]>()
  for (const [at, { opening }] of candidates.entries()) {
    const [first] = opening.part === 'question' ? opening.numbers : []
    if (first === undefined) continue
    const places = questions.get(wholeOf(first))
    if (places === undefined) questions.set(wholeOf(first), [at])
    else places.push(at)
  }
  return questions
}

/** True if a quotation mark that opens below the answer's heading is open at a line. */
function isOpen({ lines, depths, holder }: Place, index: number): boolean {
  const line = OPENS.test(lines[index]!.text) ? index : index - 1
  return depths[line]! > (depths[holder - 1] ?? 0)
}

function closes({ depths, holder }: Place, from: number, end: number): boolean {
  return depths.slice(from, end).some((depth) => depth <= (depths[holder - 1] ?? 0))
}

function quotedOfAnother(place: Place): QuotedParts | null {
  const { candidates, at, count } = place
  const { index, opening } = candidates[at]!
  if (!isOfAnother(opening, count) || !isOpen(place, index)) return null
  const own = candidates
    .slice(at + 1, at + MOST_QUOTED)
    .find(({ opening: other }) => isExpected(other.part, other.numbers, count))
  const isQuoted = own !== undefined && closes(place, index, own.index)
  return isQuoted ? { next: at + 1, isCertain: true } : null
}

function quotedOfNext(place: Place): QuotedParts | null {
  const { candidates, lines, at, count } = place
  const { line, index, opening } = candidates[at]!
  const { part, numbers } = opening
  const { last } = count
  if (numbers.length === 0 || last === null || !isAnswered(count) || AGAIN.test(line.text))
    return null
  const isIntroduced = introduces(lines[index - 1])
  const isWithin = isOpen(place, index)
  if (!isIntroduced && !isWithin) return null
  const isNext = isExpected(part, numbers, count)
  const [next, ...others] = goneOnBelow(place, isNext ? numbers : null, last)
  if (next === undefined)
    return isNext || !isIntroduced ? null : { next: candidates.length, isCertain: false }
  const isQuoted = isWithin && closes(place, index, candidates[next]!.index)
  if (!isQuoted && !isIntroduced) return null
  const own = candidates[next]!.opening.numbers
  const isAgain = others.some((other) =>
    candidates[other]!.opening.numbers.some((number) => own.includes(number)),
  )
  const areOthers = candidates
    .slice(at, next)
    .every((each) => each.opening.numbers.every((number) => wholeOf(number) > wholeOf(last)))
  const isCertain = areOthers && !isAgain
  if (!isNext) return { next, isCertain }
  // The second one may be mistyped, or stand in an annex that lists the questions again.
  const isTold = isQuoted || TELLS.test(lines[index - 1]!.text)
  return isCertain && isTold && isGoneOnFrom(next, candidates) ? { next, isCertain } : null
}

/**
 * The places below where the document's own questions go on: with these numbers, or, where null,
 * with what is expected after the last one.
 */
function goneOnBelow(
  { candidates, questions, at, count }: Place,
  numbers: readonly QuestionNumber[] | null,
  last: QuestionNumber,
): number[] {
  const goesOn = ({ opening: other }: OpeningLine): boolean =>
    numbers === null
      ? isExpected('question', other.numbers, count)
      : other.numbers.some((number) => numbers.includes(number))
  const wholes = numbers?.map(wholeOf) ?? [wholeOf(last), wholeOf(last) + 1]
  return wholes
    .flatMap((whole) => questions.get(whole) ?? [])
    .filter((place) => place > at && goesOn(candidates[place]!))
    .sort((a, b) => a - b)
}

/** Headings in a quotation of a question at most. */
const MOST_QUOTED = 20

/** True for the heading of an answer to a question that is not asked, within a question. */
function isOfAnother({ part, numbers }: Opening, count: PartCount): boolean {
  const isNumbered = part === 'answer' && numbers.length > 0
  return isNumbered && count.part === 'question' && !isExpected(part, numbers, count)
}

/** True if the question at a place has an answer, and the next question has the next number. */
function isGoneOnFrom(place: number, candidates: readonly OpeningLine[]): boolean {
  const { numbers } = candidates[place]!.opening
  const below = candidates.slice(place + 1).map(({ opening }) => opening)
  const answer = below.find(({ part }) => part !== 'question')
  const after = below.find(
    ({ part, numbers: [first] }) => part === 'question' && first !== undefined,
  )
  const [first] = after?.numbers ?? []
  const highest = Math.max(...numbers.map(wholeOf))
  return answer?.part === 'answer' && (first === undefined || wholeOf(first) <= highest + 1)
}

/** "Vorig jaar schreef ik:", unlike "De metingen staan in de tabel:" */
const TELLS = new RegExp(
  patternOf`
    (?<!\p{L})(?:schre(?:ef|ven)|geschreven|antwoordden?|geantwoord|beantwoord|luidden?)(?!\p{L})
  `,
  'iu',
)

/** "Op de website staat:": a quotation follows, which may have headings of its own. */
export function introduces(before: Line | undefined): boolean {
  return before !== undefined && before.text.endsWith(':') && openingOf(before)?.body !== null
}

/** An opening quotation mark at the start of a line */
const OPENS = /^[«„“"]/u

/** How many quotations are open below each line. */
export function quotationDepths(lines: readonly Line[]): number[] {
  const open: string[] = []
  return lines.map(({ text }) => {
    for (const { 0: mark, index } of text.matchAll(/[«„“»”"]/gu)) {
      // “ closes „ and opens any other quotation.
      if (CLOSED_BY[open.at(-1) ?? '']?.includes(mark) === true) open.pop()
      else if (mark in CLOSED_BY && (mark !== '"' || OPENING.test(text.slice(index - 1, index))))
        open.push(mark)
    }
    return open.length
  })
}

/** What stands before a straight mark that opens a quotation. */
const OPENING = /^[\s(]?$/

/** For each opening quotation mark those that close it. */
const CLOSED_BY: Readonly<Record<string, string>> = { '«': '»', '„': '“”', '“': '”', '"': '"' }
