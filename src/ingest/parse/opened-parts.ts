import type { Warning } from '../../domain/document.ts'
import { inOrder } from '../../domain/question-number.ts'
import { withAds } from './ad-headings.ts'
import { isTitleOfNumbered } from './answer-titles.ts'
import { advance, type PartCount, isAnswered, isExpected, newCount } from './counting.ts'
import { withGroupedAnswers } from './grouped-answers.ts'
import { type Heading, namesOf, type Opening, unplaced } from './heading.ts'
import { BULLET, openingOf } from './heading-lines.ts'
import { namesAnswerer } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { continues, endsOrOpens, shortestFull } from './mid-sentence.ts'
import { partLabelsIn } from './part-labels.ts'
import { introduces, type OpeningLine, quotedPartsIn } from './quoted-parts.ts'
import { AGAIN } from './sections.ts'

/** The lines whose words open a part, in order; adds a warning for each answer withheld. */
export function openedParts(lines: readonly Line[], warnings: Warning[] = []): Map<Line, Heading> {
  const full = shortestFull(lines)
  const all = lines.flatMap((line, index) => {
    const opening = openingOf(line)
    const [before, next] = [lines[index - 1], lines[index + 1]]
    return opening === null || continues(before, line, { body: opening.body, next, full })
      ? []
      : [{ line, index, opening }]
  })
  const printed = namesOf(
    all.flatMap(({ opening }) => (opening.certainty === 'sure' ? [opening] : [])),
  )
  const isOwn = ownOpenings(all, lines, printed.size > 0)
  const own = all.filter(isOwn)
  const openings = withGroupedAnswers(withAds(own, lines), lines)
  const numbered = openings.some(
    ({ opening }) => opening.part === 'question' && opening.numbers.length > 0,
  )
  const found = new Map<Line, Heading>()
  const count = newCount()
  const numberedBelow = nextNumbered(openings.map(({ opening }) => opening))
  const quotedAt = quotedPartsIn(openings, lines)
  const labelsAt = partLabelsIn(openings, lines)
  let quoted = false
  let holder = 0
  let resumed = -1
  for (const [at, { line, index, opening }] of openings.entries()) {
    if (at < resumed) continue
    const { part, body, certainty } = opening
    const numbers = asFigures(opening, count)
    const isResumed = !numbered || at === resumed
    const quotation = isResumed ? null : (labelsAt(at, count) ?? quotedAt(at, count, holder))
    if (quotation !== null) {
      resumed = quotation.next
      if (!quotation.isCertain) warnings.push(withheldAt(lines[holder]!, line, found))
      continue
    }
    const isBare = numbers.length === 0 && (part === 'question' || part === 'answer')
    const isNamed = isBare && part === 'answer' && namesAnswerer(line.text)
    const isTold = isNamed && body === null && !line.text.endsWith(':')
    // Below the questions it may say who answers them all.
    if (isTold && count.part !== 'answer' && !answersAlone(openings, at)) {
      if (count.part === 'question' && announces(openings, at))
        found.set(line, { part: 'header', numbers: [], body: line.start })
      continue
    }
    const isAnother =
      isNamed &&
      count.part === 'answer' &&
      (line.apart || line.isBlock === true) &&
      (namesAnswerer(lines[holder]!.text) || (body === null && NAMES_OFFICE.test(line.text))) &&
      !introduces(lines[index - 1])
    if (isBare && isAnswered(count)) {
      quoted ||= introduces(lines[index - 1])
      const next = numberedBelow[at]
      const goesOn = next === undefined || isExpected(next.part, next.numbers, count)
      if (quoted && goesOn && !AGAIN.test(line.text)) continue
    }
    if (part === 'question' && numbers.length === 0 && numbered) continue
    if (isTitleOfNumbered(openings, at)) {
      found.set(line, unplaced(line))
      continue
    }
    const words = body === null ? lines[index + 1]?.text : line.text.slice(body - line.start)
    if (part === 'remark' && count.part === 'answer' && !ABOUT_QUESTIONS.test(words ?? '')) continue
    if (certainty !== 'sure' && !isAnother) {
      const again = numbers.some((number) => printed.has(`${part} ${number}`))
      const before = lines[index - 1]
      const begins =
        before === undefined ||
        line.apart ||
        (line.isBlock === true && !isBare) ||
        endsOrOpens(before, found) ||
        (isBare && body !== null && startsAfter(before, line, full))
      if (!isCredible(opening, line, { again, begins, count })) continue
    }
    found.set(line, { part, numbers, body })
    if (!isAnother) advance(count, part, numbers)
    holder = index
    quoted = false
  }
  return found
}

/** "Q2: 4 miljoen euro" in an answer, where questions are called otherwise */
const QUARTER = /^Q\s?\d/

/**
 * Which openings are the document's own: no quarter of a year and no item where headings have
 * words, and no "Question 1" below a colon, or where nothing is called "Answer 1".
 */
function ownOpenings(
  all: readonly OpeningLine[],
  lines: readonly Line[],
  areWorded: boolean,
): (opening: OpeningLine) => boolean {
  const [question, answer] = ['question', 'answer'].map((word) =>
    all.find(({ line, opening }) => {
      return opening.part === 'unplaced' && line.text.toLowerCase().startsWith(word)
    }),
  )
  return ({ line, index, opening }) => {
    const isItem = opening.body !== null && BULLET.test(line.text)
    if (areWorded && (QUARTER.test(line.text) || isItem)) return false
    if (opening.part !== 'unplaced' || /^oorspr/i.test(line.text)) return true
    return question !== undefined && answer !== undefined && !introduces(lines[index - 1])
  }
}

/** "van Financiën", "De Wit (Financiën)": by itself "Antwoord van de minister" may be an item */
const NAMES_OFFICE = /\s(?:van|voor)\s\p{Lu}|\(|[Mm]inister-[Pp]resident/u

/** True for the same below the last question, above the first of answers with numbers. */
function announces(openings: readonly OpeningLine[], at: number): boolean {
  const [{ index }, next] = [openings[at]!, openings[at + 1]]
  const isAnswer = next?.opening.part === 'answer' && next.opening.numbers.length > 0
  return isAnswer && next.index <= index + 3
}

/**
 * True for "Antwoord van de minister van Waterzaken" in a document whose other answers have
 * numbers, if none of these comes next.
 */
function answersAlone(openings: readonly OpeningLine[], at: number): boolean {
  const next = openings[at + 1]
  const isOver = next === undefined || next.opening.part === 'question'
  if (!isOver && !namesAnswerer(next.line.text)) return false
  return openings.some(({ opening }) => opening.part === 'answer' && opening.numbers.length > 0)
}

/** "Vraag 1O" and "Vraag 1l" of a scan below question 9: no parts of question 1. */
function asFigures({ part, numbers }: Opening, count: PartCount): Opening['numbers'] {
  if (!numbers.some((number) => typeof number === 'string')) return numbers
  if (isExpected(part, numbers, count)) return numbers
  const figures = numbers.map((number) => {
    return Number(String(number).replace(/(?<=^\d)[lo]$/, (letter) => (letter === 'l' ? '1' : '0')))
  })
  return isExpected(part, figures, count) ? inOrder(figures) : numbers
}

/** "- Culemborg: bus" */
const ITEM = /^[-–•*]\s/

/** True for "V: " below a title, an item or a line of fewer than `full` characters. */
function startsAfter({ text }: Line, line: Line, full: number): boolean {
  return line.isBlock === true || ITEM.test(text) || text.length < full
}

/** Withholds an answer, since it may end at a line. */
function withheldAt(answer: Line, line: Line, found: Map<Line, Heading>): Warning {
  const heading = found.get(answer)!
  found.set(answer, { ...heading, part: 'withheld' })
  const quoted = `"${line.text.slice(0, 40)}" in it may be quoted`
  const message = `withheld: answer ${heading.numbers.join(', ')}, since ${quoted}`
  return { message, line: line.number }
}

/** For each opening the next one that has a number. */
function nextNumbered(openings: readonly Opening[]): (Opening | undefined)[] {
  let next: Opening | undefined
  return openings
    .toReversed()
    .map((opening) => {
      const after = next
      if (opening.numbers.length > 0) next = opening
      return after
    })
    .reverse()
}

/**
 * "Deze vragen dienen ter aanvulling op eerdere vragen": how a remark below the last answer begins;
 * any other "Toelichting" in an answer is part of it.
 */
const ABOUT_QUESTIONS = /^(?:deze|bovenstaande|de) (?:schriftelijke )?vra(?:ag|gen)\s/i

/**
 * Whether a possible heading is one: it begins a paragraph, and its number is next and not printed
 * elsewhere.
 */
function isCredible(
  { part, numbers, certainty }: Opening,
  line: Line,
  { again, begins, count }: { again: boolean; begins: boolean; count: PartCount },
): boolean {
  const due = isExpected(part, numbers, count)
  if (certainty === 'possible') return due && begins && !again
  // In the words of a question, it cannot be a minister's sentence.
  if (again) return begins && part === 'question' && line.text.includes('?')
  return begins || due
}
