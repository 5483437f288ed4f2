import { byNumber } from '../../domain/question-number.ts'
import { isTitle } from './closing.ts'
import { type Heading, type Part, unplaced } from './heading.ts'
import type { Line } from './lines.ts'
import { numberedLine } from './numbered-lines.ts'
import { patternOf } from '../../text/pattern.ts'

/** What only an introduction contains: its number, who asks or answers whom, and when. */
const INTRODUCING = new RegExp(patternOf`
    ^(?:AH \d|\d{4}\s?[ZD]\s?\d{5}|\(?ingezonden|(?:Mondelinge v|V)ra(?:ag|gen) van|Mededeling van
    |Zie ook)|\((?:ingezonden|ontvangen)
  `)

/** "1) NOS", "[1] NOS": no question begins like this. */
export const NOTED = /^(?:\[\d{1,3}\]|\d{1,3}\))\s/

/**
 * A document without any heading. After its introduction, a notice is one remark; in a set of
 * questions, unless it announces answers, each paragraph is a question, numbered as in the official
 * publication.
 */
export function unheadedParts(lines: readonly Line[]): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  const delay = delayIn(lines)
  if (delay !== null) return found.set(delay, { part: 'remark', numbers: [], body: delay.start })
  const introduced = lines
    .slice(0, 20)
    .findLastIndex(({ text }) => INTRODUCING.test(text.slice(0, 2000)))
  if (introduced < 0) return found
  const notice = lines
    .slice(0, introduced + 1)
    .some(({ text }) => text.startsWith('Mededeling van'))
  const rest = lines.slice(introduced + 1)
  const asking = rest.filter(
    ({ text }) => text.endsWith('?') || /\?[\s»”"\d)\]]{1,8}$/.test(text.slice(-12)),
  )
  if (notice && rest[0] !== undefined) {
    found.set(rest[0], { part: 'remark', numbers: [], body: rest[0].start })
  } else if (asking.length * 2 > rest.length && !announcesAnswers(lines.slice(0, introduced + 1))) {
    let number = 0
    for (const line of rest) {
      if (!line.apart || NOTED.test(line.text)) continue
      number++
      found.set(line, { part: 'question', numbers: [number], body: line.start })
    }
  }
  return found
}

/** "De vragen van ... kunnen niet binnen de gebruikelijke termijn worden beantwoord" */
const DELAYED = new RegExp(
  patternOf`
    vragen\s[^?]{1,600}?(?:niet\sbinnen\s[^.?]{0,60}termijn\s[^.?]{0,40}beantwoord|beantwoord
    [^.?]{0,40}\sniet\sbinnen\s[^.?]{0,60}termijn)|(?:meer|extra)\stijd\snodig[^?]{1,60}
    beantwoording|uitstel[^?]{1,60}\sbeantwoording\s[^?]{0,40}vragen
    |beantwoording\s[^?.]{1,60}\s(?:meer|extra|langer)\s(?:tijd|dan)(?!\p{L})
    |(?:streef|lukt\s(?:het\s)?niet)\s[^?.]{0,40}vragen\s[^?.]{0,80}\s(?:te\s)?beantwoorden
  `,
  'iu',
)

/** True for the words of a letter that says that answers come later. */
export function delays(lines: readonly Line[]): boolean {
  return DELAYED.test(
    lines
      .map(({ text }) => text.slice(0, 2000))
      .join(' ')
      .slice(0, 4000),
  )
}

/** Below its salutation, the first line of a letter that delays answers; null for any other. */
function delayIn(lines: readonly Line[]): Line | null {
  const at = lines.findIndex(({ text }) => /^Geachte\s/.test(text)) + 1
  const letter = lines.slice(at)
  const asks = letter.some(({ text }) => text.includes('?'))
  return at > 0 && letter.length > 0 && !asks && delays(letter) ? letter[0]! : null
}

/**
 * Answers without a heading: if a document sets only its questions in bold, the first plain line
 * after a question begins the answer, unless the heading of an answer comes next.
 */
export function impliedAnswers(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): Line[] {
  const implied: Line[] = []
  const next = new Map<Line, Part>()
  let following: Part = 'unplaced'
  for (const line of lines.toReversed()) {
    next.set(line, following)
    following = headings.get(line)?.part ?? following
  }
  let questions = 0
  let strongQuestions = 0
  let part: Part = 'header'
  let before: Line | undefined
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading !== undefined) {
      part = heading.part
      if (part === 'question' && heading.body !== null) {
        questions++
        if (isStrong(line)) strongQuestions++
      }
    } else if (part === 'question' && before !== undefined) {
      const opened = headings.get(before)?.body === null
      if (opened) questions++
      if (opened && isStrong(line)) strongQuestions++
      const isNamed = next.get(line) === 'answer'
      if (!opened && isStrong(before) && !isStrong(line) && !isNamed) {
        implied.push(line)
        part = 'answer'
      }
    }
    before = line
  }
  return strongQuestions > questions * 0.8 ? implied : []
}

/** "Hierbij stuur ik u de antwoorden op ...": how a letter around answers begins. */
export const ENCLOSES_ANSWERS = patternOf`
  (?:hierbij|hieronder|bijgaand|bijgevoegd|onderstaand)
  [^.?!]{0,120}\s(?:de|het|mijn|onze)\s(?:be)?antwoord(?:en|ing)?(?!\p{L})
`

/** "Antwoord van minister Van Eikenhorst", "Hierbij zend ik u de antwoorden": answers follow. */
const ANSWERS_FOLLOW = new RegExp(
  patternOf`
    ^(?:(?:Nader|Aanvullend|Herzien|Gewijzigd)e?\s+a|A)ntwoord(?:en)?
    \s+(?:van|op|(?:Kamer)?(?:lid|leden))\s
    |^Beantwoording\s+door\s
    |^Beantwoord(?:\s(?:op|door)\s?:?|\s?:)\s+(?:\d|de\s|het\s|B&)
    |^(?:(?:Onderwerp|Betreft)\s?:?\s+)?(?:Antwoord(?:en)?|Beantwoording|Reactie)
    \s[^?]{0,80}vragen(?!\p{L})
    |^(?:Lijst\s(?:van|met)\s)?(?:\p{L}{2,20}e\s)?vragen\sen\s(?:de\s)?antwoorden(?!\p{L})
    |(?<!\p{L})verslag\shoudende\seen\slijst\svan\svragen\sen\santwoorden(?!\p{L})
    |(?:gegeven|ontvangen)\santwoorden\s(?:zijn|worden)\s(?:hier|hieronder|hierbij)\safgedrukt
    |vragen\s[^?]{1,400}\sworden\s+beantwoord
    |(?<!\p{L})antwoord(?:en)?\s(?:[^.?!]{1,60}\s)?
    (?:hieronder|in\s(?:het\s)?(?:rood|blauw))(?!\p{L})
    |(?<!\p{L})(?:be)?antwoord(?:t|en)?\s[^.?]{1,150}\sals\svolgt(?!\p{L})
    |${ENCLOSES_ANSWERS}
  `,
  'iu',
)

/** True if a line of the head says that answers follow. */
export function announcesAnswers(head: readonly Line[]): boolean {
  return head.some(({ text }) => ANSWERS_FOLLOW.test(text.slice(0, 600)))
}

/**
 * Questions in bold, each with its answer in plain type below it, if the head of the document
 * announces answers. They have the numbers that they print if all do and these rise. A title right
 * above one is no part of it.
 */
export function strongQuestions(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown,
): Map<Line, Heading> {
  const isStrong = (line: Line): boolean => strongAt(line.start) !== null
  // A question may be broken within its bold paragraph.
  const areTwo = (one: Line, other: Line): boolean => strongAt(one.start) !== strongAt(other.start)
  const pairs: { question: Line; answer: Line }[] = []
  const titles: Line[] = []
  let first = lines.findIndex((line) => isStrong(line) && line.text.endsWith('?'))
  while (first > 0 && isStrong(lines[first]!) && !areTwo(lines[first - 1]!, lines[first]!)) first--
  const head = lines.slice(0, Math.max(0, first))
  if (!announcesAnswers(head)) return new Map()
  let question = lines[first]!
  for (const [at, line] of [...lines.entries()].slice(first)) {
    const [before, next] = [lines[at - 1], lines[at + 1]]
    const begins = before === undefined || at === first || !isStrong(before)
    if (!isStrong(line)) {
      if (!begins) pairs.push({ question, answer: line })
    } else if (begins) question = line
    else if (before === question && isTitle(before) && areTwo(before, line)) {
      titles.push(before)
      question = line
    }
    // A heading in bold within an answer would be taken for a question.
    const ends = isStrong(line) && (next === undefined || !isStrong(next))
    if (ends && (next === undefined || !line.text.endsWith('?'))) return new Map()
  }
  if (pairs.length < 2) return new Map()
  const printed = pairs.map((pair) => numberedLine(pair.question))
  const isPrinted = printed.every((each, at) => {
    const before = printed[at - 1]?.numbers.at(-1) ?? 0
    return each !== null && each.body !== null && byNumber(before, each.numbers[0]!) < 0
  })
  const found = new Map(titles.map((title): [Line, Heading] => [title, unplaced(title)]))
  for (const [at, { question: asked, answer }] of pairs.entries()) {
    const { numbers, body } = isPrinted ? printed[at]! : { numbers: [at + 1], body: asked.start }
    found.set(asked, { part: 'question', numbers, body })
    found.set(answer, { part: 'answer', numbers, body: answer.start })
  }
  return found
}
