import { wholeOf } from '../../domain/question-number.ts'
import { type PartCount, isAnswered, isExpected } from './counting.ts'
import { type Opening, openingOf } from './heading-lines.ts'
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
export type QuotedAt = (at: number, count: PartCount, holder: number) => QuotedParts | null

/**
 * Prepares the search for headings with numbers that an answer quotes: below a line that ends with
 * a colon or within quotation marks, where the document's next question stands below them.
 */
export function quotedPartsIn(
  candidates: readonly OpeningLine[],
  lines: readonly Line[],
): QuotedAt {
  const questions = new Map<number, number[]>()
  for (const [at, { opening }] of candidates.entries()) {
    const [first] = opening.part === 'question' ? opening.numbers : []
    if (first === undefined) continue
    const places = questions.get(wholeOf(first))
    if (places === undefined) questions.set(wholeOf(first), [at])
    else places.push(at)
  }
  const depths: number[] = []
  for (const { text } of lines) depths.push((depths.at(-1) ?? 0) + depthOf(text))
  const isWithin = (holder: number, index: number): boolean =>
    depths[index - 1]! > (depths[holder - 1] ?? 0)
  return (at, count, holder) => {
    const { line, index, opening } = candidates[at]!
    const { part, numbers } = opening
    const { last } = count
    if (numbers.length === 0 || last === null || !isAnswered(count) || AGAIN.test(line.text))
      return null
    const isIntroduced = introduces(lines[index - 1])
    if (!isIntroduced && !isWithin(holder, index)) return null
    const isNext = isExpected(part, numbers, count)
    const goesOn = ({ opening: other }: OpeningLine): boolean =>
      isNext
        ? other.numbers.some((number) => numbers.includes(number))
        : isExpected('question', other.numbers, count)
    const wholes = isNext ? numbers.map(wholeOf) : [wholeOf(last), wholeOf(last) + 1]
    const [next, ...others] = wholes
      .flatMap((whole) => questions.get(whole) ?? [])
      .filter((place) => place > at && goesOn(candidates[place]!))
      .sort((a, b) => a - b)
    if (next === undefined)
      return isNext || !isIntroduced ? null : { next: candidates.length, isCertain: false }
    const own = candidates[next]!.opening.numbers
    const isAgain = others.some((place) =>
      candidates[place]!.opening.numbers.some((number) => own.includes(number)),
    )
    const areOthers = candidates
      .slice(at, next)
      .every((each) => each.opening.numbers.every((number) => wholeOf(number) > wholeOf(last)))
    return { next, isCertain: areOthers && !isAgain }
  }
}

/** "Op de website staat:": a quotation follows, which may have headings of its own. */
export function introduces(before: Line | undefined): boolean {
  return before !== undefined && before.text.endsWith(':') && openingOf(before)?.body !== null
}

/** How many more quotations a line opens than it closes. */
function depthOf(text: string): number {
  return [...text.matchAll(/[«“„»”]/gu)].reduce(
    (depth, [mark]) => depth + (mark === '»' || mark === '”' ? -1 : 1),
    0,
  )
}
