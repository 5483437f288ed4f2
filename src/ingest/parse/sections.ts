import type { Warning } from '../../domain/document.ts'
import {
  byNumber,
  concerns,
  numberSet,
  type QuestionNumber,
  wholeOf,
} from '../../domain/question-number.ts'
import { withoutAskedTwice } from './asked-twice.ts'
import { openQuestions } from './counting.ts'
import type { Heading, Part } from './heading.ts'
import { isOfPart, namesAnswerer } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { partAgain } from './split-headings.ts'

/** A part of a document: its heading's line and the lines of its own text. */
export interface Section {
  readonly part: Part
  /** as printed, or inferred for a bare "Antwoord"; empty only if none can be inferred */
  readonly numbers: readonly QuestionNumber[]
  readonly heading: Line | null
  readonly lines: readonly Line[]
}

/** "Nader antwoord:" below an answer concerns the same questions. */
export const AGAIN = /^(?:nader|aanvullend|herzien)e?\s+antwoord/i

/** "Vraag" below the number of a question, "Antwoord" below that of an answer */
const BARE_NAME: Partial<Record<Part, RegExp>> = {
  question: /^vraag\s?:?$/i,
  answer: /^antwoord\s?:?$/i,
}

/** Divides the lines of a document at its headings and assigns questions to each bare answer. */
export function divide(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): { sections: readonly Section[]; warnings: Warning[] } {
  const sections: (Section & { numbers: QuestionNumber[]; lines: Line[] })[] = []
  const warnings: Warning[] = []
  let pending: QuestionNumber[] = []
  const open = openQuestions()
  let asked = 0
  let answered: readonly QuestionNumber[] = []
  const numbered = [...headings.values()].some(
    ({ part, numbers }) => part === 'question' && numbers.length > 0,
  )
  let current = {
    part: 'header' as Part,
    numbers: [] as QuestionNumber[],
    heading: null as Line | null,
    lines: [] as Line[],
  }
  const warn = (message: string, { number: line }: Line): void => {
    warnings.push({ message, line })
  }
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading === undefined) {
      const isFirst = current.heading !== null && current.lines.length === 0
      // "1" and "Vraag" in two cells are one heading.
      if (isFirst && BARE_NAME[current.part]?.test(line.text) === true) continue
      current.lines.push(...(isFirst ? [withoutColon(line)] : partAgain(line)))
      continue
    }
    if (isContinued(line, heading, current)) {
      current.lines.push(...textBehind(line, heading))
      continue
    }
    sections.push(current)
    let numbers = [...heading.numbers]
    let part = heading.part
    if (heading.part === 'question') {
      if (numbers.length === 0) {
        numbers = [asked + 1]
        if (isNumber(current.lines.at(-1), asked + 1)) current.lines.pop()
        if (numbered) warn('a question without a number, counted on', line)
      }
      asked = Math.max(asked, ...numbers.map(wholeOf))
      // Below a list of the questions, each stands once more above its answer.
      if (numbers.some((number) => pending.includes(number))) pending = []
      pending.push(...numbers)
      open.ask(numbers)
    }
    if (heading.part === 'answer' || heading.part === 'withheld') {
      open.answer(numbers)
      const isAnother =
        numbers.length === 0 && current.part === 'answer' && namesAnswerer(line.text)
      if (isAnother) numbers = [...answered]
      if (numbers.length === 0) numbers = open.among(pending)
      const label = current.part === 'header' ? (current.heading ?? line) : line
      const isFurther = AGAIN.test(line.text) || namesAnswerer(label.text)
      if (numbers.length === 0 && isFurther) numbers = [...answered]
      answered = numbers
      const isAbove = asked === 0 && current.part === 'header' && heading.body === null
      if (numbers.length === 0 && isAbove && numbered) {
        // "Antwoorden" above all questions is a title.
        part = 'header'
      } else if (numbers.length === 0) {
        part = 'unplaced'
        const what = `"${line.text.slice(0, 60)}" answers no question`
        // What it answers may stand in the answer above.
        const isDoubtful = current.part === 'answer'
        if (isDoubtful) current.part = 'withheld'
        warn(
          isDoubtful ? `withheld: answer ${current.numbers.join(', ')}, since ${what}` : what,
          line,
        )
      }
      if (areEmpty(sections, numbers)) {
        part = 'withheld'
        const own = numbers.join(', ')
        warn(`withheld: answer ${own}, since question ${own} has no words; they may be in it`, line)
      }
      pending = pending.filter((number) => !numbers.some((each) => concerns(each, number)))
      if (heading.numbers.length === 0 && !isAnother) pending = []
    }
    current = { part, numbers, heading: line, lines: textBehind(line, heading) }
  }
  sections.push(current)
  const left = withoutAskedTwice(sections)
  const odd = oddities(sections)
  return { sections: left.sections, warnings: [...warnings, ...odd, ...left.warnings] }
}

/** The text of a part on the line of its heading. */
function textBehind(line: Line, { body }: Heading): Line[] {
  return body === null ? [] : [{ ...line, start: body, text: line.text.slice(body - line.start) }]
}

/** True for a heading below which the part above goes on, or that repeats an answer's heading. */
function isContinued(line: Line, heading: Heading, { part, numbers, lines }: Section) {
  const isSame = heading.part === part && heading.numbers.join() === numbers.join()
  const isEmpty = part === 'answer' && numbers.length > 0 && lines.length === 0
  return isSame && (isEmpty || isOfPart(line.text))
}

/** True for "2." alone on its line, above "Vraag: Wie betaalt?" */
function isNumber(line: Line | undefined, number: number): boolean {
  return line !== undefined && Number(/^\(?(\d{1,3})[.)]?$/.exec(line.text)?.[1]) === number
}

/** True if the last headings are those of the questions with these numbers, without any words. */
function areEmpty(sections: readonly Section[], numbers: readonly QuestionNumber[]): boolean {
  const last = sections.findLastIndex(({ part, lines }) => part !== 'question' || lines.length > 0)
  const asked = sections.slice(last + 1).flatMap((section) => section.numbers)
  if (asked.length === 0 || numbers.length === 0) return false
  return numbers.every((number) => asked.some((each) => concerns(each, number)))
}

/** "**Vraag 1**: Kent u ...": a format put the heading on a line of its own, but not its colon. */
function withoutColon(line: Line): Line {
  const length = /^:\s+(?=\S)/.exec(line.text)?.[0].length ?? 0
  return length === 0
    ? line
    : { ...line, start: line.start + length, text: line.text.slice(length) }
}

/**
 * Oddities of the numbers: a question asked twice, an answer without a question, a question without
 * an answer.
 */
function oddities(sections: readonly Section[]): Warning[] {
  const warnings: Warning[] = []
  const asked = new Map<QuestionNumber, number>()
  const questions = numberSet()
  const answered = numberSet()
  let answers = 0
  for (const { part, numbers, heading } of sections) {
    if (heading === null) continue
    for (const number of numbers) {
      if (part === 'question') {
        const times = asked.get(number) ?? 0
        if (times > 0)
          warnings.push({ message: `question ${number} is asked again`, line: heading.number })
        asked.set(number, times + 1)
        questions.add(number)
      }
      if (part === 'answer') {
        answered.add(number)
        answers++
      }
    }
  }
  for (const { part, numbers, heading } of sections) {
    if (heading === null) continue
    const line = heading.number
    for (const number of numbers) {
      if (part === 'answer' && !questions.concerns(number)) {
        warnings.push({ message: `answer to question ${number}, which was not asked`, line })
      }
      if (part === 'question' && answers > 0 && !answered.concerns(number)) {
        // Once is enough, however often it was asked.
        answered.add(number)
        warnings.push({ message: `question ${number} has no answer`, line })
      }
    }
  }
  return [...warnings, ...gaps(sections)]
}

/**
 * Questions that the numbers of the others skip, whose heading may be misspelt: between two others,
 * or before the first one if something is asked there.
 */
function gaps(sections: readonly Section[]): Warning[] {
  const warnings: Warning[] = []
  const asks = sections.some(
    ({ part, lines }) => part === 'header' && lines.some(({ text }) => text.endsWith('?')),
  )
  const asked = sections.flatMap(({ part, numbers, heading }) =>
    part === 'question' && heading !== null ? numbers.map((number) => ({ number, heading })) : [],
  )
  // An answer without its question is told already.
  const isAnswered = (number: number): boolean =>
    sections.some(({ part, numbers }) => part === 'answer' && numbers.includes(number))
  let last = 0
  for (const { number, heading } of asked.toSorted((a, b) => byNumber(a.number, b.number))) {
    if (wholeOf(number) > last + 1 && (last > 0 || asks) && !isAnswered(last + 1)) {
      const message = `no question ${last + 1} was found before question ${number}`
      warnings.push({ message, line: heading.number })
    }
    last = wholeOf(number)
  }
  return warnings
}
