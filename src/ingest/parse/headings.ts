import type { Warning } from '../../domain/document.ts'
import { inOrder, wholeOf } from '../../domain/question-number.ts'
import { advance, type PartCount, isAnswered, isExpected, newCount } from './counting.ts'
import {
  brokenAtHeadings,
  BULLET,
  canEndParagraph,
  type Heading,
  joined,
  namesAnswerer,
  type Opening,
  openingOf,
  type Part,
  unplaced,
} from './heading-lines.ts'
import { withAds } from './ad-headings.ts'
import { annexesBelow, closingLine, titlesBetween } from './closing.ts'
import { withGroupedAnswers } from './grouped-answers.ts'
import type { Line } from './lines.ts'
import { isTitleOfNumbered, tailedAlike, titledAlike, titlesOfAnswers } from './answer-titles.ts'
import { mailHeads } from './mail-heads.ts'
import { numberedParts } from './numbered-parts.ts'
import { otherSetIn } from './question-sets.ts'
import { partLabelsIn } from './part-labels.ts'
import { introduces, type OpeningLine, quotedPartsIn } from './quoted-parts.ts'
import { AGAIN } from './sections.ts'
import { answeredBelow, unheadedAnswers } from './unheaded-answers.ts'
import { impliedAnswers, strongQuestions, unheadedParts } from './unheaded-parts.ts'
import { patternOf } from '../../text/pattern.ts'

/**
 * Finds the headings among lines of text (no notes, no furniture); adds a warning for each answer
 * that it withholds.
 */
export function findHeadings(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown = () => null,
  warnings: Warning[] = [],
): Map<Line, Heading> {
  const other = otherSetIn(lines)
  if (other === null) return headingsOfSet(lines, strongAt, warnings)
  warnings.push(other.warning)
  const found = headingsOfSet(lines.slice(0, other.from), strongAt, warnings)
  const first = lines[other.from]!
  return found.set(first, unplaced(first))
}

function headingsOfSet(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown,
  warnings: Warning[],
): Map<Line, Heading> {
  const found = openedParts(lines, warnings)
  const isStrong = (line: Line): boolean => strongAt(line.start) !== null
  for (const line of titledAlike(lines, found)) found.set(line, { ...found.get(line)!, body: null })
  for (const [line, heading] of tailedAlike(lines, found)) found.set(line, heading)
  for (const [line, heading] of numberedParts(lines, found, isStrong)) found.set(line, heading)
  for (const line of unreadHeadings(lines, found)) {
    found.set(line, { part: 'unplaced', numbers: [], body: null })
  }
  if (found.size === 0) {
    for (const [line, heading] of strongQuestions(lines, strongAt)) found.set(line, heading)
    if (found.size === 0) return unheadedParts(lines)
  }
  for (const line of impliedAnswers(lines, found, isStrong)) {
    const sign = ANSWER_SIGN.exec(line.text)?.[0] ?? ''
    found.set(line, { part: 'answer', numbers: [], body: line.start + sign.length })
  }
  for (const title of titlesOfAnswers(lines, found)) {
    found.set(title, { part: 'unplaced', numbers: [], body: null })
  }
  for (const { line, label, numbers } of unheadedAnswers(lines, found)) {
    const body = label === line.text.length ? null : line.start + label
    found.set(line, { part: 'answer', numbers, body })
  }
  const below = answeredBelow(lines, found)
  for (const [line, numbers] of below.numbers) found.set(line, { ...found.get(line)!, numbers })
  warnings.push(...below.warnings)
  for (const title of titlesBetween(lines, found, isStrong)) {
    found.set(title, unplaced(title))
  }
  const { annex } = annexesBelow(lines, found, isStrong)
  // What a questionnaire in an annex asks has no answer here.
  for (const line of annex === null ? [] : lines.slice(lines.indexOf(annex))) found.delete(line)
  const mails = new Set(mailHeads(lines))
  const last = lines.findLastIndex((line) => found.get(line)?.part === 'answer')
  const other = lines.findIndex((line, at) => at > last && (line === annex || mails.has(line)))
  const closing = closingLine(other < 0 ? lines : lines.slice(0, other), found)
  for (const end of [closing, annex]) {
    if (end !== null) found.set(end, unplaced(end))
  }
  let part: Part = 'header'
  for (const line of lines) {
    const heading = found.get(line)
    if (heading !== undefined) part = heading.part
    // Above the questions it is the letter's own.
    else if (part === 'answer' && mails.has(line)) {
      found.set(line, { part: 'unplaced', numbers: [], body: null })
    }
  }
  return found
}

/**
 * Breaks lines at headings in mid-line, for documents whose questions and answers all arrived on
 * one line. A line stays whole if the place turns out not to be a heading, or names what another
 * line begins with.
 */
export function breakAtHeadings(lines: readonly Line[]): Line[] {
  const pieces = lines.flatMap((line) => brokenAtHeadings(line).map((piece) => ({ piece, line })))
  if (pieces.length === lines.length) return [...lines]
  const opened = openedParts(pieces.map(({ piece }) => piece))
  const begun = namesOf(
    pieces.flatMap(({ piece, line }) =>
      piece.start === line.start ? (opened.get(piece) ?? []) : [],
    ),
  )
  const isHeading = (piece: Line): boolean => {
    const heading = opened.get(piece)
    if (heading === undefined) return false
    const names = namesOf([heading])
    return names.size === 0 || ![...names].every((name) => begun.has(name))
  }
  const broken: { piece: Line; line: Line }[] = []
  for (const { piece, line } of pieces) {
    const last = broken.at(-1)
    if (last !== undefined && last.line === line && !isHeading(piece)) {
      broken[broken.length - 1] = { piece: joined(last.piece, piece, line), line }
    } else broken.push({ piece, line })
  }
  return broken.map(({ piece }) => piece)
}

/** "A: Ja.", "Antwoord. Ja." below a question whose heading has other words */
const ANSWER_SIGN = /^(?:A|Antw|Antwoord)\s?[:.]\s+(?=\S)/u

/** The lines whose words open a part, in order; adds a warning for each answer withheld. */
function openedParts(lines: readonly Line[], warnings: Warning[] = []): Map<Line, Heading> {
  const full = shortestFull(lines)
  const all = lines.flatMap((line, index) => {
    const opening = openingOf(line)
    const [before, next] = [lines[index - 1], lines[index + 1]]
    return opening === null || continues(before, line, opening.body, next, full)
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

/** "question 2", "answer 2b": what headings name. */
function namesOf(headings: Iterable<Heading>): ReadonlySet<string> {
  return new Set(
    [...headings].flatMap(({ part, numbers }) => numbers.map((number) => `${part} ${number}`)),
  )
}

function endsOrOpens(before: Line, found: ReadonlyMap<Line, Heading>): boolean {
  return found.has(before) || canEndParagraph(before.text)
}

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

/** Possible headings inside an answer that were read as text, for a person to check. */
export function doubtfulHeadings(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): Warning[] {
  const warnings: Warning[] = []
  const printed = namesOf(headings.values())
  let last = 0
  for (const line of annexesBelow(lines, headings, () => false).doubtful) {
    const message = `"${line.text.slice(0, 40)}" may begin an annex; it was read as an answer`
    warnings.push({ message, line: line.number })
  }
  let part: Part = 'header'
  for (const [index, line] of lines.entries()) {
    const heading = headings.get(line)
    const opened = openingOf(line)
    // Of a translation the first heading is told.
    const isTold = opened !== null && (opened.part !== 'unplaced' || part === 'unplaced')
    if (heading !== undefined) part = heading.part
    if (heading?.part === 'unplaced' && heading.body === null && !isTold) {
      const message = `"${line.text.slice(0, 40)}" may be a heading; what follows is in no answer`
      warnings.push({ message, line: line.number })
    }
    const before = lines[index - 1]
    for (const number of heading?.numbers ?? []) last = Math.max(last, wholeOf(number))
    if (heading !== undefined || before === undefined) continue
    if (part !== 'question' && part !== 'answer') continue
    const next = part === 'answer' ? NEXT_QUESTION.exec(line.text.slice(0, 400)) : null
    if (Number(next?.groups?.['number']) === last + 1 && !printed.has(`question ${last + 1}`)) {
      const message = `"${line.text.slice(0, 40)}" may be a question; it was read as an answer`
      warnings.push({ message, line: line.number })
    }
    if (!DOUBTFUL.test(line.text.slice(0, 40)) || continues(before, line)) continue
    if (!line.apart && !endsOrOpens(before, headings)) continue
    const known = opened?.numbers.some((number) => printed.has(`${opened.part} ${number}`))
    if (known === true) continue
    const message = `"${line.text.slice(0, 40)}" may be a heading; it was read as text`
    warnings.push({ message, line: line.number })
  }
  return warnings
}

/** "Vervolgvraag", "nadere vraag": a member's, to the answer above it */
const FURTHER = String.raw`(?:vervolg|(?:aanvullend|nader)e )`

/**
 * "Vraag IIa", "Antwoord 2-bis", "Vraag A.": a line with only a heading, whose number is
 * unreadable; or "Vervolgvraag 1", "Antwoord op nadere vraag 1", whose number is no question's.
 */
const UNREAD = new RegExp(
  patternOf`
    ^(?![«“„‘"'])\P{L}{0,5}(?:${FURTHER}?vra(?:ag|gen)|antwoord(?:en)?)(?: (?:op|van|bij|de
    |${FURTHER}?vra(?:ag|gen)|nr\.|nummer)){0,3} (?<number>\d[\p{L}\p{N}./–-]{0,7}|[a-z]{1,6})
    \P{L}{0,5}$
  `,
  'iu',
)

/** "Vervolgvraag", "Nadere vraag:": of the member, without a number */
const FOLLOW_UP = new RegExp(String.raw`^${FURTHER}vra(?:ag|gen)\s?:?$`, 'iu')

/** "2-bis", "IIa", "A", and no word: "Antwoord van hen" */
const NUMBER_LIKE = /^(?:\d|[A-Z]{1,5}[A-Za-z]?$)/

function isUnread(text: string): boolean {
  return FOLLOW_UP.test(text) || NUMBER_LIKE.test(UNREAD.exec(text)?.groups?.['number'] ?? '')
}

/**
 * Unreadable headings: what follows them belongs neither to the answer above nor, as far as is
 * known, to any question.
 */
function unreadHeadings(lines: readonly Line[], found: ReadonlyMap<Line, Heading>): Line[] {
  const unread: Line[] = []
  let part: Part = 'header'
  for (const [index, line] of lines.entries()) {
    part = found.get(line)?.part ?? part
    const before = lines[index - 1]
    if (found.has(line) || before === undefined || line.text.length > 40) continue
    if (part !== 'answer' || !isUnread(line.text) || continues(before, line)) continue
    // Its number is read, and quoted.
    if (openingOf(line)?.certainty === 'sure') continue
    if (line.apart || endsOrOpens(before, found)) unread.push(line)
  }
  return unread
}

/** "2. Zakt het peil?" */
const NEXT_QUESTION = /^(?<number>\d{1,3})[.)]\s.{3,390}\?$/

/** "Vraag 2", "Antwoord op vraag 2", whatever follows. */
const DOUBTFUL = new RegExp(
  patternOf`
    ^(?:\p{P}\s?)?(?:Vra(?:ag|gen)|Antwoord(?:en)?(?: op)?(?: de)?(?: vra(?:ag|gen))?)(?: nr\.?
    | nummer)?\s?\d{1,3}(?!\d)
  `,
  'u',
)

/** "Zie het antwoord op": what follows is no heading, whatever its first letter. */
const REFERS = /(?:^|\s)(?:antwoord(?:en)?|vra(?:ag|gen)) op$/i

/** "Zoals ik schreef in het": nor is what follows if the sentence goes on below it. */
const UNENDED = /(?:^|\s)(?:de|een|en|het|mijn|of|uw|van)$/i

/** The characters of a line that reaches the margin, at least: short lines end a paragraph. */
function shortestFull(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b)
  return (lengths[Math.floor(lengths.length * 0.75)] ?? 0) * 0.6
}

/** The end of a sentence, with what closes it. */
const SENTENCE_END = /[.?!][)»”"’'\]]{0,2}$/

/**
 * True if a line only looks like a heading because a sentence was broken there: "... zie ook het /
 * antwoord op vraag 5)." It begins in lower case, or the sentence before it runs on into a full
 * stop or into the line below. A line of fewer than `full` characters was not broken.
 */
export function continues(
  before: Line | undefined,
  line: Line,
  body: number | null = null,
  next?: Line,
  full = 0,
): boolean {
  if (before === undefined || line.apart) return false
  const end = before.text.slice(-30)
  if (REFERS.test(end) || (UNENDED.test(end) && /^\p{Ll}/u.test(next?.text ?? ''))) return true
  if (/^\p{Ll}/u.test(line.text)) {
    // "vraag 2" behind the end of a sentence is a heading, however it is written.
    return !(body === null && /\d/.test(line.text) && SENTENCE_END.test(before.text))
  }
  // "(ingezonden 3 maart 2025)" above "Vraag 1."
  if (line.isBlock === true || before.text.length < full || before.text.endsWith(')')) return false
  return body === null && line.text.endsWith('.') && !canEndParagraph(before.text)
}
