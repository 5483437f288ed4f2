import type { Warning } from '../../domain/document.ts'
import { concerns, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import { withoutAskedTwice } from './asked-twice.ts'
import { openQuestions } from './counting.ts'
import type { Heading, Part } from './heading.ts'
import { isOfPart, namesAnswerer } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { numberWarnings } from './number-warnings.ts'
import { withoutSkipped } from './skipped-questions.ts'
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
  const areNumbered = [...headings.values()].some(
    ({ part, numbers }) => part === 'question' && numbers.length > 0,
  )
  const { addText, addHeading, sections, warnings } = startDivision(areNumbered)
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading === undefined) addText(line)
    else addHeading(line, heading)
  }
  const once = withoutAskedTwice(sections)
  const left = withoutSkipped(once.sections)
  const odd = [...numberWarnings(sections), ...once.warnings, ...left.warnings]
  return { sections: left.sections, warnings: [...warnings, ...odd] }
}

/** A section to which lines are still added. */
interface Draft extends Section {
  part: Part
  readonly numbers: QuestionNumber[]
  readonly lines: Line[]
}

/** What a heading opens. */
type Opened = Pick<Draft, 'part' | 'numbers'>

/** Begins with the header; `areNumbered` tells whether questions have numbers in this document. */
function startDivision(areNumbered: boolean) {
  let current: Draft = { part: 'header', numbers: [], heading: null, lines: [] }
  const sections = [current]
  const warnings: Warning[] = []
  const open = openQuestions()
  /** the questions that no answer has followed yet */
  let pending: QuestionNumber[] = []
  let asked = 0
  let answered: readonly QuestionNumber[] = []

  return { addText, addHeading, sections, warnings }

  function warn(message: string, { number: line }: Line): void {
    warnings.push({ message, line })
  }

  function addText(line: Line): void {
    const isFirst = current.heading !== null && current.lines.length === 0
    // "1" and "Vraag" in two cells are one heading.
    if (isFirst && BARE_NAME[current.part]?.test(line.text) === true) return
    current.lines.push(...(isFirst ? [withoutColon(line)] : partAgain(line)))
  }

  function addHeading(line: Line, heading: Heading): void {
    if (isContinued(line, heading, current)) {
      current.lines.push(...textBehind(line, heading))
      return
    }
    current = { ...opened(line, heading), heading: line, lines: textBehind(line, heading) }
    sections.push(current)
  }

  function opened(line: Line, heading: Heading): Opened {
    const { part, numbers } = heading
    if (part === 'question') return { part, numbers: ask(line, numbers) }
    if (part === 'answer' || part === 'withheld') return answer(line, heading)
    return { part, numbers: [...numbers] }
  }

  function ask(line: Line, printed: Heading['numbers']): QuestionNumber[] {
    const numbers = printed.length > 0 ? [...printed] : [countOn(line)]
    asked = Math.max(asked, ...numbers.map(wholeOf))
    // Below a list of the questions, each stands once more above its answer.
    if (numbers.some((number) => pending.includes(number))) pending = []
    pending.push(...numbers)
    open.ask(numbers)
    return numbers
  }

  function countOn(line: Line): number {
    const next = asked + 1
    if (isNumber(current.lines.at(-1), next)) current.lines.pop()
    if (areNumbered) warn('a question without a number, counted on', line)
    return next
  }

  function answer(line: Line, heading: Heading): Opened {
    open.answer(heading.numbers)
    const isBare = heading.numbers.length === 0
    const isAnother = isBare && current.part === 'answer' && namesAnswerer(line.text)
    const printed = isAnother ? answered : heading.numbers
    const numbers = printed.length > 0 ? [...printed] : whatIsAnswered(line)
    answered = numbers
    const part = partOf(line, heading, numbers)
    pending =
      isBare && !isAnother
        ? []
        : pending.filter((number) => !numbers.some((each) => concerns(each, number)))
    return { part, numbers }
  }

  /** The questions that a bare answer is to: those that wait, or those of the answer above. */
  function whatIsAnswered(line: Line): QuestionNumber[] {
    const waiting = open.among(pending)
    if (waiting.length > 0) return waiting
    const label = current.part === 'header' ? (current.heading ?? line) : line
    const isFurther = AGAIN.test(line.text) || namesAnswerer(label.text)
    return isFurther ? [...answered] : []
  }

  function partOf(line: Line, heading: Heading, numbers: readonly QuestionNumber[]): Part {
    if (areEmpty(sections, numbers)) {
      const own = numbers.join(', ')
      warn(`withheld: answer ${own}, since question ${own} has no words; they may be in it`, line)
      return 'withheld'
    }
    if (numbers.length > 0) return heading.part
    // "Antwoorden" above all questions is a title.
    const isAbove = asked === 0 && current.part === 'header' && heading.body === null
    if (isAbove && areNumbered) return 'header'
    const what = `"${line.text.slice(0, 60)}" answers no question`
    // What it answers may stand in the answer above.
    const isDoubtful = current.part === 'answer'
    if (isDoubtful) current.part = 'withheld'
    warn(isDoubtful ? `withheld: answer ${current.numbers.join(', ')}, since ${what}` : what, line)
    return 'unplaced'
  }
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
