import { numberAfter, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import { LONGEST_HEADING } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { chain, NUMBERS, PLAIN_NUMBERS, readNumbers } from './numbers.ts'

/** "1", "3 en 4", "4-7:": a question's heading in a document that never writes "Vraag". */
const BARE = new RegExp(String.raw`^\(?${PLAIN_NUMBERS}\s*[.:)]?$`, 'u')

/** "1. Kunt u ...", "12) Bent u ...", "(3) Is", "2a. Hoe" */
const NUMBERED =
  /^\(?(?<numbers>\d{1,3}(?:\s?[a-p](?=[.)]))?)\s?(?:\.|(?<=[a-p])\)|[)–-](?=.{1,190}\?))\s+(?=\S)/u

/** "1 Kunt u ...": only if other lines continue the count. */
const LOOSE = /^(?<numbers>\d{1,2}[a-p]?)\s+(?=[«"“‘]?\p{Lu})/u

/** "l. Kent u", "l": the first number, as a scan has it */
const SCANNED = /^l(?:$|[.)]$|[.)]\s+(?=\S))/

/** A line that begins with a number: a question, its answer, or an item of a list. */
export interface NumberedLine {
  readonly line: Line
  readonly numbers: readonly QuestionNumber[]
  /** where its own text begins; null if the number stands alone */
  readonly body: number | null
  /** true if a question mark stands before the next numbered line or heading */
  asks: boolean
  /** true if its own text begins in bold */
  strong: boolean
  /** true if the line above it leads to a list: "Is het waar dat" */
  readonly isLed: boolean
}

/** The number that begins a line, with the place of the text behind it. */
export function numberedLine(line: Line): Pick<NumberedLine, 'numbers' | 'body'> | null {
  const head = line.text.slice(0, LONGEST_HEADING)
  const scanned = SCANNED.exec(head)?.[0]
  if (scanned !== undefined) {
    const isAlone = scanned.length === line.text.length
    return { numbers: [1], body: isAlone ? null : line.start + scanned.length }
  }
  const bare = line.text.length <= LONGEST_HEADING ? BARE.exec(head) : null
  const match = bare ?? NUMBERED.exec(head) ?? LOOSE.exec(head)
  if (match === null) return null
  const numbers = readNumbers(match.groups?.['numbers'] ?? '')
  if (numbers.length === 0) return null
  return { numbers, body: bare === null ? line.start + match[0].length : null }
}

/** "de antwoorden op de vragen 4, 7 en 9" */
const NAMED = new RegExp(String.raw`(?<!\p{L})vra(?:ag|gen)\s${NUMBERS}(?![\p{L}\p{N}])`, 'giu')

/** A head names questions once or twice; what else has numbers is not looked through. */
const MOST_MENTIONS = 20

/** The number of the question after that with a number; the first one's after 0. */
export type NextNumber = (number: number) => number

/**
 * How the questions of a document count: by one, unless no question is the first and the head names
 * those that stand below it, as a supplement to earlier answers does.
 */
export function countIn(lines: readonly Line[], numbered: readonly NumberedLine[]): NextNumber {
  const asking = numbered.filter(({ asks }) => asks)
  const steps = asking.map(({ numbers }) => numbers.map(wholeOf))
  if (steps.length === 0 || steps.some((numbers) => numbers.includes(1))) return byOne
  const head = lines.slice(0, lines.indexOf(asking[0]!.line)).map(({ text }) => text)
  const mentions = [...head.join(' ').matchAll(NAMED)].slice(0, MOST_MENTIONS)
  for (const { groups } of mentions) {
    const named = readNumbers(groups!['numbers']!).map(wholeOf)
    const after: NextNumber = (number) => named.find((each) => each > number) ?? Infinity
    const run = chain(
      steps.map((numbers) => ({ value: numbers[0]!, next: after(numbers.at(-1)!), numbers })),
      after(0),
    )
    if (run.flatMap(({ numbers }) => numbers).join() === named.join()) return after
  }
  return byOne
}

const byOne: NextNumber = (number) => number + 1

/** Numbered lines that count as one question: 2, or 2a, 2b and 2c. */
interface Step {
  readonly value: number
  readonly next: number
  readonly members: NumberedLine[]
}

/**
 * The run of questions that begins with the expected one: rather lines that ask than items of a
 * list, see `chain`. Below an answer, its lists come first: null if the run may begin with one.
 */
export function countedQuestions(
  numbered: readonly NumberedLine[],
  expected: number,
  after: NextNumber,
): NumberedLine[] | null {
  const steps = stepsOf(numbered, after)
  const asks = ({ members }: Step): boolean => members.some((member) => member.asks)
  if (expected === after(0)) {
    const own = withoutLists(steps)
    const first = chain(own, expected, asks)
    return mayEndList(first, own) ? null : membersOf(first)
  }
  const listed = listedSteps(steps)
  const free = steps.filter((step) => step.value === expected && !listed.has(step))
  const begin = free.find(asks) ?? free[0]
  const run = chain(begin ? steps.slice(steps.indexOf(begin)) : steps, expected, asks)
  const [first, second] = run
  if (first === undefined) return []
  if (mayEndList(run, steps)) return null
  const before = steps[steps.indexOf(first) - 1]
  if (listed.has(first)) {
    // "1. the rain; 2. the wind. 3. Who decides?": a question asks, and the list above it does not.
    if (!run.some(asks)) return []
    return asks(first) && before !== undefined && !asks(before) ? membersOf(run) : null
  }
  return asks(first) || second === undefined || asks(second) ? membersOf(run) : null
}

/** "Is het waar dat", "Klopt het volgende:": the end of a line above a list */
const LEADS = /[:,;]$|(?<!\p{L})(?:dat|of|in|van|om|te|door|met|voor|waarin|waarbij|namelijk)$/iu

/** True for a line that a list may follow. */
export function leadsToList({ text }: Line): boolean {
  return LEADS.test(text.slice(-12))
}

/**
 * "2. Is it true that 1. it leaks? 2. it rusts? 3. Who pays?": the steps without the items of lists
 * within questions. A list holds what counts on from 1, up to the number that follows its question,
 * if that stands in the form of the questions and not once more below.
 */
function withoutLists(steps: readonly Step[]): readonly Step[] {
  const own: Step[] = []
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!
    const holder = own.at(-1)
    if (step.value !== 1 || !step.members[0]!.isLed || holder === undefined) {
      own.push(step)
      continue
    }
    let end = at + 1
    while (steps[end]?.value === steps[end - 1]!.value + 1) end++
    const goesOn = steps.slice(end).some(({ value }) => value === holder.next)
    const next = steps.slice(at, end).findIndex((item) => {
      return !goesOn && item.value === holder.next && isBare(item) === isBare(holder)
    })
    at = (next < 0 ? end : at + next) - 1
  }
  return own
}

/** True for a number that stands alone above its question. */
function isBare({ members }: Step): boolean {
  return members[0]!.body === null
}

/**
 * "2. What of 1. letters; 2. parcels?": true if a question of this run counts on in a list from 1,
 * and a line above that list has its number.
 */
function mayEndList(run: readonly Step[], steps: readonly Step[]): boolean {
  const places = run.map((step) => steps.indexOf(step))
  return run.some(({ value }, nth) => {
    const begin = places[nth]! - value + 1
    const above = (places[nth - 1] ?? -1) + 1
    const list = steps.slice(Math.max(above, begin), places[nth])
    const isList = value > 1 && begin > above && list.every((step, at) => step.value === at + 1)
    return isList && steps.slice(above, begin).some((step) => step.value === value)
  })
}

function stepsOf(numbered: readonly NumberedLine[], after: NextNumber): Step[] {
  const steps: Step[] = []
  for (const each of numbered) {
    const [first, last] = [each.numbers[0]!, each.numbers.at(-1)!]
    const before = steps.at(-1)
    const part = before?.members.at(-1)?.numbers.at(-1)
    if (
      before !== undefined &&
      part !== undefined &&
      typeof part !== 'number' &&
      first === numberAfter(part)
    ) {
      before.members.push(each)
      continue
    }
    steps.push({ value: wholeOf(first), next: after(wholeOf(last)), members: [each] })
  }
  return steps
}

/** Those that count on from a 1: a list counts from 1, and questions do so only once. */
function listedSteps(steps: readonly Step[]): Set<Step> {
  const listed = new Set<Step>()
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1]
    const continues = before !== undefined && listed.has(before) && before.value + 1 === step.value
    if (step.value === 1 || continues) listed.add(step)
  }
  return listed
}

function membersOf(steps: readonly Step[]): NumberedLine[] {
  return steps.flatMap(({ members }) => members)
}
