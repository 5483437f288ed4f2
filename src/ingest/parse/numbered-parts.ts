import { byNumber, concerns, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import type { Heading, Part } from './heading.ts'
import { COUNCIL, LONGEST_HEADING } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import {
  type NextNumber,
  countedQuestions,
  countIn,
  leadsToList,
  type NumberedLine,
  numberedLine,
} from './numbered-lines.ts'
import { announcesAnswers } from './unheaded-parts.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * "Antwoord van minister Van Eikenhorst (Waterzaken).", "Beantwoording door het college" after the
 * questions: the answers follow.
 */
const ANSWERED_BY = new RegExp(
  patternOf`
    ^(?:Antwoord(?:en)?|Beantwoording)\s+(?:(?:van|door)\s+)?
    (?:(?:de\s+heer|mevrouw|mejuffrouw)\s+[^.,]{2,30},\s+)?(?:de\s+|het\s+)?
    (?:minister|staatssecretaris|${COUNCIL})
  `,
  'iu',
)

/** "Wij beantwoorden deze vragen als volgt:", "Onze antwoorden luiden:" */
const ANNOUNCED = new RegExp(
  patternOf`
    ^(?=.{0,120}antwoord(?:en|t)?(?!\p{L}))
    (?:(?:wij|ons|onze)\s|.{0,80}(?:deze|uw|bovenstaande|gestelde)\s(?:\p{L}{2,20}e\s)?vragen\s)
    .{0,80}(?:als\svolgt|\svolgende|luiden)(?:\sbeantwoord)?:$
  `,
  'iu',
)

/** The end of a line in mid-sentence: "Kent u de / Beantwoording door het college van ...?" */
const UNENDED = /[\p{Ll},]$/u

/** Its end, on this line or one of the next. */
const RECEIVED = /\)\s*[.:]?$/u

/** The first lines of such a line that a narrow column breaks: an answer may end with a bracket. */
const GOES_ON = /ntvangen|(?:,|\s(?:en|van|de|het|voor|namens))$|\n\(/u

/** The lines between two announcements of answers. */
interface Stretch {
  /**
   * what precedes it: the document's beginning, an answer's heading, or a line that says who
   * answers
   */
  readonly opened: 'start' | 'answer' | 'bare' | 'signed'
  readonly heading: Line | null
  readonly first: Line | undefined
  readonly numbered: NumberedLine[]
}

/**
 * The parts of a document that numbers its questions without "Vraag". The numbers count if they are
 * consecutive, or those that the head names, and each is answered. Answers may be numbered likewise
 * after a line that says who gives them, or after a bare "Antwoord" if they count through all the
 * questions. Empty if the items of a list in an answer cannot be told from the next questions.
 */
export function numberedParts(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): Map<Line, Heading> {
  const known = [...headings.values()]
  const asked = known.some(({ part }) => part === 'question')
  if (asked && known.some(({ part, numbers }) => part === 'answer' && numbers.length > 0))
    return new Map()
  const signatures = signaturesIn(lines, headings)
  const stretches = stretchesOf(lines, { headings, signatures, isStrong })
  const answered = stretches.length > 1
  if (!asked && !answered) {
    const turns = inTurns(stretches[0]!.numbered, lines)
    if (turns.size > 0) return turns
  }
  const found = new Map<Line, Heading>()
  const add = (part: Part, of: readonly NumberedLine[]): void => {
    for (const { line, numbers, body } of of) found.set(line, { part, numbers, body })
  }
  const numbered = stretches.flatMap((stretch) => stretch.numbered)
  const after = countIn(lines, numbered)
  let expected = after(0)
  let areItems = false
  let asksAny = asked
  let pending = known.flatMap(({ part, numbers }) => (part === 'question' ? numbers : []))
  for (const stretch of stretches) {
    const answers = answersIn(stretch, pending)
    add('answer', answers)
    const given = new Set(answers.flatMap(({ numbers }) => numbers))
    if (stretch.opened === 'signed') pending = pending.filter((number) => !given.has(number))
    else if (stretch.opened !== 'start') pending = []
    if (answers.length > 0) {
      if (stretch.heading !== null) signatures.push([stretch.heading])
      continue
    }
    const whole = wholeAnswer(stretch, headings)
    if (whole !== null) found.set(whole, { part: 'answer', numbers: [], body: whole.start })
    if (asked || (answered && stretch === stretches.at(-1))) continue
    const questions = questionsIn(stretch, { expected, after, answered, lines })
    if (questions === null) return new Map()
    areItems ||= questions.length > 1
    asksAny ||= questions.some(({ asks }) => asks)
    add('question', questions)
    pending = [...pending, ...questions.flatMap(({ numbers }) => numbers)]
    const last = questions.at(-1)?.numbers.at(-1)
    if (last !== undefined) expected = after(wholeOf(last))
  }
  // Minutes have items that ask nothing, unlike requests with an answer each.
  if (areItems && !asksAny) return new Map()
  for (const signature of signatures) {
    for (const line of signature) found.set(line, { part: 'header', numbers: [], body: line.start })
  }
  return found
}

/** Below a line that says who answers, the first line of an answer without numbers. */
function wholeAnswer(
  { opened, first }: Stretch,
  headings: ReadonlyMap<Line, Heading>,
): Line | null {
  return opened === 'signed' && first !== undefined && !headings.has(first) ? first : null
}

/** What the questions of the stretches before a stretch tell of its own. */
interface Counting {
  /** the first number that a question may have, and that which follows a number */
  readonly expected: number
  readonly after: NextNumber
  /** whether a heading or a signature announces answers */
  readonly answered: boolean
  readonly lines: readonly Line[]
}

/**
 * The questions of a stretch, numbered from `expected` on; null if they cannot be told from the
 * items of a list.
 */
function questionsIn(
  { opened, numbered }: Stretch,
  { expected, after, answered, lines }: Counting,
): NumberedLine[] | null {
  const questions = countedQuestions(numbered, expected, after)
  if (questions === null) return null
  if (!answered && mayHoldAnswers(questions, numbered, lines)) return null
  const isUnasked = opened !== 'start' && expected === after(0)
  return isUnasked && othersAsk(questions, numbered) ? null : questions
}

/**
 * True if answers follow these questions without a heading, and a list in one cannot be told from
 * them: one of them asks nothing, or another line asks as they do. Bold sets them apart.
 */
function mayHoldAnswers(
  questions: readonly NumberedLine[],
  numbered: readonly NumberedLine[],
  lines: readonly Line[],
): boolean {
  const [first] = questions
  if (first === undefined || !announcesAnswers(lines.slice(0, lines.indexOf(first.line))))
    return false
  if (!questions.every(({ asks, strong }) => asks || strong)) return true
  const areStrong = questions.every(({ strong }) => strong)
  return othersAsk(
    questions,
    numbered.filter(({ strong }) => strong === areStrong),
  )
}

/** True if a numbered line asks that is none of these questions. */
function othersAsk(questions: readonly NumberedLine[], numbered: readonly NumberedLine[]): boolean {
  const read = new Set(questions)
  return numbered.some((each) => each.asks && !read.has(each))
}

/**
 * "1" above a question, "1" above its answer, "2" above the next question: empty unless all numbers
 * follow each other so, and each question asks something.
 */
function inTurns(numbered: readonly NumberedLine[], lines: readonly Line[]): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  if (numbered.length < 4 || numbered.length % 2 > 0) return found
  const places = new Map(lines.map((line, at) => [line, at]))
  for (const [at, { line, numbers, body }] of numbered.entries()) {
    const part = at % 2 === 0 ? 'question' : 'answer'
    const before = numbered[at - 1]?.numbers ?? []
    const after = before.length === 0 ? 1 : wholeOf(before.at(-1)!) + 1
    const isDue = part === 'answer' ? numbers.join() === before.join() : numbers[0] === after
    const until = places.get(numbered[at + 1]?.line ?? line) ?? 0
    const words = lines.slice(places.get(line), until).map(({ text }) => text)
    const asks = /\?[»”"’')\]\s\d]{0,6}$/u.test(words.at(-1)?.slice(-10) ?? '')
    if (!isDue || (part === 'question' && !asks)) return new Map()
    found.set(line, { part, numbers, body })
  }
  return found
}

/** The lines that say who answers, if they follow questions. */
function signaturesIn(lines: readonly Line[], headings: ReadonlyMap<Line, Heading>): Line[][] {
  const signatures: Line[][] = []
  let part: Part = 'header'
  let numbered = false
  let asks = false
  for (const [index, line] of lines.entries()) {
    const heading = headings.get(line)
    if (heading !== undefined) part = heading.part
    const isAround = part === 'header' || part === 'remark'
    if (heading === undefined && isAround && isFirst(line)) numbered = true
    if (numbered && line.text.includes('?')) asks = true
    const above = lines[index - 1]
    if (heading !== undefined || !isAnsweredBy(line, above)) continue
    const announced = above !== undefined && isBareAnswer(headings.get(above))
    const isSecond =
      signatures.length > 0 && line.apart && RECEIVED_ON.test(line.text.slice(0, 300))
    if (!announced && part !== 'question' && !(isAround && asks) && !isSecond) continue
    const block = lines.slice(index, index + MOST_SIGNATURE_LINES)
    const last = block.findIndex(({ text }) => RECEIVED.test(text.slice(-80)))
    const whole = block.slice(0, last + 1).map(({ text }) => text)
    const isBroken =
      GOES_ON.test(line.text.slice(-80)) || GOES_ON.test(whole.join('\n').slice(-300))
    let end = last > 0 && isBroken ? last : 0
    while (isDated(block[end + 1])) end++
    const below = block[end + 1]
    const repeated = below !== undefined && isBareAnswer(headings.get(below))
    signatures.push([...(announced ? [above] : []), ...block.slice(0, end + 1 + Number(repeated))])
    numbered = asks = false
  }
  return signatures
}

function isAnsweredBy({ text, apart }: Line, above: Line | undefined): boolean {
  if (!apart && above !== undefined && UNENDED.test(above.text)) return false
  if (apart && ANNOUNCED.test(text.slice(0, LONGEST_HEADING))) return true
  return /^\p{Lu}/u.test(text) && ANSWERED_BY.test(text.slice(0, 60))
}

const MOST_SIGNATURE_LINES = 5

/** "Antwoord van staatssecretaris De Wit (Financiën). (Ontvangen 30 maart 1995)" */
const RECEIVED_ON = /\(ontvangen\s\d[^()]{6,30}\)\.?$/i

/** True for "(Ontvangen 24 maart 1995)" and "Datum: 24 maart 2025", below the line who answers. */
function isDated(line: Line | undefined): boolean {
  return line !== undefined && DATED.test(line.text.slice(0, LONGEST_HEADING))
}

const DATED = /^(?:\(?ontvangen\s[^.?!]{6,60}$|datum\s?:|zie ook aanhangsel\s)/i

/** "Antwoord", alone on its line. */
function isBareAnswer(heading: Heading | undefined): boolean {
  return heading?.part === 'answer' && heading.numbers.length === 0 && heading.body === null
}

function isFirst(line: Line): boolean {
  const numbered = numberedLine(line)
  return numbered !== null && wholeOf(numbered.numbers[0]!) === 1
}

/** What is known of the lines. */
interface Marks {
  readonly headings: ReadonlyMap<Line, Heading>
  readonly signatures: readonly (readonly Line[])[]
  readonly isStrong: (line: Line) => boolean
}

function stretchesOf(lines: readonly Line[], { headings, signatures, isStrong }: Marks): Stretch[] {
  const stretches: Stretch[] = [{ opened: 'start', heading: null, first: lines[0], numbered: [] }]
  const signed = new Map(signatures.flatMap((block) => block.map((line) => [line, block] as const)))
  let open: NumberedLine | null = null
  for (const [index, line] of lines.entries()) {
    const heading = headings.get(line)
    const block = signed.get(line)
    if (block !== undefined) {
      const [heading, first] = [null, lines[index + 1]]
      if (line === block.at(-1)) stretches.push({ opened: 'signed', heading, first, numbered: [] })
      continue
    }
    if (heading?.part === 'answer') {
      const bare = isBareAnswer(heading)
      const opened = bare ? 'bare' : 'answer'
      const below = lines.slice(index + 1, index + MOST_SIGNATURE_LINES)
      const first = below.find((each) => !isDated(each))
      stretches.push({ opened, heading: line, first, numbered: [] })
    }
    if (heading !== undefined) {
      open = null
      continue
    }
    const found = numberedLine(line)
    if (found !== null) {
      const isLed = index > 0 && leadsToList(lines[index - 1]!)
      open = { ...found, line, asks: false, strong: isStrong(line), isLed }
      stretches.at(-1)!.numbered.push(open)
    }
    if (open === null) continue
    if (line.text.includes('?')) open.asks = true
    if (open.body === null && lines[index - 1] === open.line) open.strong ||= isStrong(line)
  }
  return stretches
}

/**
 * The answers with pending numbers: each takes the smallest number left, or a later one if a
 * signature makes certain that answers follow. Otherwise they must begin at once and leave nothing
 * open, or they are a list.
 */
function answersIn(
  { opened, first, numbered }: Stretch,
  pending: readonly QuestionNumber[],
): NumberedLine[] {
  const signed = opened === 'signed'
  if (!signed && (opened !== 'bare' || pending.length < 2)) return []
  if (numbered[0]?.line !== first || pending.length === 0) return []
  const left = new Set(pending)
  const found: NumberedLine[] = []
  const items = listItems(numbered)
  for (const each of numbered) {
    if (items.has(each)) continue
    const smallest = [...left].sort(byNumber)[0]
    if (smallest === undefined) break
    const open = each.numbers.every((number) => [...left].some((one) => concerns(one, number)))
    if (!open || !concerns(smallest, each.numbers[0]!)) continue
    found.push(each)
    for (const one of [...left]) {
      if (each.numbers.some((number) => concerns(one, number))) left.delete(one)
    }
  }
  return signed || left.size === 0 ? found : []
}

/**
 * "1. Two: 1. wood; 2. steel. 2. Ten.": the items of lists from 1 within answers that count from 1
 * too, if the number of an item stands once more before the next list.
 */
function listItems(numbered: readonly NumberedLine[]): Set<NumberedLine> {
  const values = numbered.map(({ numbers }) => wholeOf(numbers[0]!))
  const again = new Set<NumberedLine>()
  const below = new Set<number>()
  for (const [at, value] of [...values.entries()].reverse()) {
    if (below.has(value)) again.add(numbered[at]!)
    if (value === 1) below.clear()
    else below.add(value)
  }
  const items = new Set<NumberedLine>()
  let due = Number.POSITIVE_INFINITY
  for (const [at, value] of values.entries()) {
    if (value === 1 && at > 0) due = 1
    if (value !== due) {
      due = Number.POSITIVE_INFINITY
      continue
    }
    if (value === 1 || again.has(numbered[at]!)) items.add(numbered[at]!)
    due++
  }
  return items
}
