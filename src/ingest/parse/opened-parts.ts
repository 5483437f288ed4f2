import type { Warning } from '../../domain/document.ts'
import { inOrder } from '../../domain/question-number.ts'
import { withAds } from './ad-headings.ts'
import { isTitleOfNumbered } from './answer-titles.ts'
import { advance, type PartCount, isAnswered, isExpected, newCount } from './counting.ts'
import { withGroupedAnswers } from './grouped-answers.ts'
import { type Heading, namesOf, type Opening, unplaced } from './heading.ts'
import { BULLET, isQuotedAt, LONGEST_QUOTED, openingOf } from './heading-lines.ts'
import { namesAnswerer } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { continues, endsOrOpens, shortestFull } from './mid-sentence.ts'
import { partLabelsIn } from './part-labels.ts'
import { introduces, type OpeningLine, quotedPartsIn } from './quoted-parts.ts'
import { AGAIN } from './sections.ts'

/** The lines whose words open a part, in order; adds a warning for each answer withheld. */
export function openedParts(lines: readonly Line[], warnings: Warning[] = []): Map<Line, Heading> {
  const full = shortestFull(lines)
  const all = openingLines(lines, full)
  const printed = namesOf(
    all.flatMap(({ opening }) => (opening.certainty === 'sure' ? [opening] : [])),
  )
  const own = all.filter(ownOpenings(all, lines, { areWorded: printed.size > 0 }))
  const openings = withGroupedAnswers(withAds(own, lines), lines)
  const areNumbered = openings.some(
    ({ opening }) => opening.part === 'question' && opening.numbers.length > 0,
  )
  const numberedBelow = nextNumbered(openings.map(({ opening }) => opening))
  const quotedAt = quotedPartsIn(openings, lines)
  const labelsAt = partLabelsIn(openings, lines)
  const found = new Map<Line, Heading>()
  const count = newCount()
  /** the index of the heading of the part that is open */
  let holder = 0
  /** whether bare headings belong to what the answer quotes, as a line with a colon announced */
  let areQuoted = false
  /** the place of the opening that follows what is quoted */
  let resumed = -1
  for (const [at, { line }] of openings.entries()) {
    if (at < resumed) continue
    const mayBeQuoted = areNumbered && at !== resumed
    const quotation = mayBeQuoted ? (labelsAt(at, count) ?? quotedAt(at, count, holder)) : null
    if (quotation === null) readOpening(at)
    else {
      resumed = quotation.next
      if (!quotation.isCertain) warnings.push(withheldAt(lines[holder]!, line, found))
    }
  }
  return found

  function readOpening(at: number): void {
    const candidate = openings[at]!
    const { line, index, opening } = candidate
    const { part, body } = opening
    const numbers = asFigures(opening, count)
    if (tellsWhoAnswers(candidate) && count.part !== 'answer' && !answersAlone(openings, at)) {
      // Below the questions it may say who answers them all.
      if (count.part === 'question' && announces(openings, at))
        found.set(line, { part: 'header', numbers: [], body: line.start })
      return
    }
    if (isBare(opening) && isQuotedBare(at)) return
    if (part === 'question' && numbers.length === 0 && areNumbered) return
    if (isTitleOfNumbered(openings, at, lines)) {
      found.set(line, unplaced(line))
      return
    }
    if (isOfAnswer(candidate)) return
    const isOther = isOtherAnswer(candidate)
    if (opening.certainty !== 'sure' && !isOther && !isHeading(candidate, numbers)) return
    found.set(line, { part, numbers, body })
    if (!isOther) advance(count, part, numbers)
    holder = index
    areQuoted = false
  }

  /** Whether a heading without a number stands in what the answer above it quotes. */
  function isQuotedBare(at: number): boolean {
    if (!isAnswered(count)) return false
    const { line, index } = openings[at]!
    areQuoted ||= introduces(lines[index - 1])
    const next = numberedBelow[at]
    const goesOn = next === undefined || isExpected(next.part, next.numbers, count)
    return areQuoted && goesOn && !AGAIN.test(line.text)
  }

  /** Whether "Toelichting" stands in an answer, and is a part of it. */
  function isOfAnswer({ line, index, opening: { part, body } }: OpeningLine): boolean {
    const words = body === null ? lines[index + 1]?.text : line.text.slice(body - line.start)
    const isAskers = ASKERS_REMARK.test(line.text) || ABOUT_QUESTIONS.test(words ?? '')
    return part === 'remark' && count.part === 'answer' && !isAskers
  }

  /** Whether this is another minister's answer to the questions of the answer above. */
  function isOtherAnswer({ line, index, opening }: OpeningLine): boolean {
    return (
      namesOnlyAnswerer({ line, opening }) &&
      count.part === 'answer' &&
      (line.apart || line.isBlock === true) &&
      (namesAnswerer(lines[holder]!.text) ||
        (opening.body === null && NAMES_OFFICE.test(line.text))) &&
      !introduces(lines[index - 1])
    )
  }

  /** Whether what is no heading by itself is one where it stands. */
  function isHeading({ line, index, opening }: OpeningLine, numbers: Opening['numbers']): boolean {
    const before = lines[index - 1]
    const begins =
      before === undefined ||
      line.apart ||
      (line.isBlock === true && !isBare(opening)) ||
      endsOrOpens(before, found) ||
      (isBare(opening) && opening.body !== null && startsAfter(before, line, full))
    const again = numbers.some((number) => printed.has(`${opening.part} ${number}`))
    return isCredible(opening, line, { again, begins, count })
  }
}

/** The lines that by themselves may open a part: none that goes on from the line before. */
function openingLines(lines: readonly Line[], full: number): OpeningLine[] {
  return lines.flatMap((line, index) => {
    const opening = openingOf(line)
    const [before, next] = [lines[index - 1], lines[index + 1]]
    if (opening === null || continues(before, line, { body: opening.body, next, full })) return []
    return isBare(opening) && isInQuotation(lines, index) ? [] : [{ line, index, opening }]
  })
}

/** Lines around one in which a quotation that holds it may begin and end. */
const NEAR = 6

/** True below «Vraag 3: Zakt het?» if the mark that closes it stands here, or below. */
function isInQuotation(lines: readonly Line[], index: number): boolean {
  const [above, below] = [lines.slice(Math.max(0, index - NEAR), index), lines.slice(index)]
  const before = `${above.map(({ text }) => text.slice(-LONGEST_QUOTED)).join('\n')}\n`
  const after = below.slice(0, NEAR).map(({ text }) => text.slice(0, LONGEST_QUOTED))
  return isQuotedAt(before + after.join('\n'), before.length)
}

/** "Vraag", "Antwoord:" */
function isBare({ part, numbers }: Opening): boolean {
  return numbers.length === 0 && (part === 'question' || part === 'answer')
}

/** "Antwoord van de minister" */
function namesOnlyAnswerer({ line, opening }: Pick<OpeningLine, 'line' | 'opening'>): boolean {
  return isBare(opening) && opening.part === 'answer' && namesAnswerer(line.text)
}

/** The same on a line of its own, without a colon. */
function tellsWhoAnswers(candidate: OpeningLine): boolean {
  const { line, opening } = candidate
  return namesOnlyAnswerer(candidate) && opening.body === null && !line.text.endsWith(':')
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
  { areWorded }: { readonly areWorded: boolean },
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
    // "Vraag en antwoord 2" stands right above its question.
    if (/^vra/i.test(line.text))
      return all.some((other) => other.index === index + 1 && other.opening.part === 'question')
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

/** "Toelichting door vragensteller:", above a question of a council */
const ASKERS_REMARK = /^Toelichting\s[^:]{0,20}vragensteller/i

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
