import { byNumber, concerns } from '../../domain/question-number.ts'
import type { Heading, Part } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { numberedLine } from './numbered-lines.ts'
import { patternOf } from '../../text/pattern.ts'

/** What only an introduction contains: its number, who asks or answers whom, and when. */
const INTRODUCING = new RegExp(patternOf`
    ^(?:AH \d|\d{4}\s?[ZD]\s?\d{5}|\(?ingezonden|(?:Mondelinge v|V)ra(?:ag|gen) van|Mededeling van
    |Zie ook)|\((?:ingezonden|ontvangen)
  `)

/** "1) NOS", "[1] NOS": no question begins like this. */
const NOTED = /^(?:\[\d{1,3}\]|\d{1,3}\))\s/

/**
 * A document without any heading. After its introduction, a notice is one remark; in a set of
 * questions, unless it announces answers, each paragraph is a question, numbered as in the official
 * publication.
 */
export function unheadedParts(lines: readonly Line[]): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
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

/**
 * Answers without a heading: if a document sets only its questions in bold, the first plain line
 * after a question begins the answer.
 */
export function impliedAnswers(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isStrong: (line: Line) => boolean,
): Line[] {
  const implied: Line[] = []
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
      if (!opened && isStrong(before) && !isStrong(line)) {
        implied.push(line)
        part = 'answer'
      }
    }
    before = line
  }
  return strongQuestions > questions * 0.8 ? implied : []
}

/** "Antwoord van minister Van Eikenhorst", "Hierbij zend ik u de antwoorden": answers follow. */
const ANSWERS_FOLLOW = new RegExp(
  patternOf`
    ^(?:(?:Nader|Aanvullend|Herzien|Gewijzigd)e?\s+a|A)ntwoord(?:en)?\s+(?:van|op)\s
    |^(?:(?:Onderwerp|Betreft)\s?:?\s+)?(?:Antwoord(?:en)?|Beantwoording|Reactie)
    \s[^?]{0,80}vragen\s
    |^(?:Lijst\s(?:van|met)\s)?(?:\p{L}{2,20}e\s)?vragen\sen\s(?:de\s)?antwoorden(?!\p{L})
    |vragen\s[^?]{1,400}\sworden\s+beantwoord
    |hierbij[^.?!]{0,120}\s(?:de|het|mijn|onze)\s(?:be)?antwoord(?:en|ing)?(?!\p{L})
  `,
  'iu',
)

/** True if a line of the head says that answers follow. */
export function announcesAnswers(head: readonly Line[]): boolean {
  return head.some(({ text }) => ANSWERS_FOLLOW.test(text.slice(0, 600)))
}

/** The end of a question, with the mark of a note. */
const ASKED = /\?[»”"’')\]\s]{0,4}(?:\[?\d{1,3}[\])]?|[¹²³⁰⁴-⁹]{1,3})?$/u

/** "1 De Waterkrant", "Bron: NOS", "https://...": a source below a question */
const SOURCE = /^(?:\d{1,3}\s|(?:bron(?:nen)?|noot|noten|voetnoten)\s?:?(?:\s|$)|https?:|www\.)/iu

/** A question's heading, the lines of the question, and what follows its last question mark. */
interface AskedPart {
  readonly numbers: Heading['numbers']
  readonly rest: readonly Line[]
  /** true if the rest begins a paragraph, and is more than notes */
  readonly answers: boolean
}

/**
 * Answers without a heading behind their questions, if the head of the document announces answers:
 * of a document without any heading of an answer, if words follow the last question mark of each
 * question; of any other, where words follow one that no answer names, but none of the others.
 */
export function unheadedAnswers(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): { line: Line; label: number }[] {
  const first = lines.findIndex((line) => headings.has(line))
  const head = lines.slice(0, Math.max(0, first))
  const announced = announcesAnswers(head)
  const known = [...headings.values()]
  const answered = known.filter(({ part }) => part === 'answer')
  if (answered.some(({ numbers }) => numbers.length === 0)) return []
  const numbers = answered.flatMap((heading) => heading.numbers)
  const isAnswered = (part: AskedPart): boolean =>
    part.numbers.some((number) => numbers.some((each) => concerns(each, number)))
  const asked = askedParts(lines, headings)
  const open = asked.filter((part) => !isAnswered(part))
  const isTold = answered.length === 0 || asked.every((part) => isAnswered(part) !== part.answers)
  if (!isTold || !open.every(({ answers }) => answers)) return []
  if (open.length === 0) return []
  const begun = open.flatMap(({ rest }) => rest.slice(0, 1))
  const labels = labelsOf(open)
  if (!announced && labels === null) return []
  return begun.map((line, at) => ({ line, label: labels?.[at] ?? 0 }))
}

/** "Antwoord Ja.", "A: Ja.", "Reactie kabinet: Ja.", "Minister Van Eikenhorst: Ja." */
const LABEL = new RegExp(
  patternOf`
    ^(?:(?:A|Antw|Antwoord|Beantwoording|Reactie|(?:Antwoord|Reactie|Beantwoording)\s
    (?:van\s)?(?:de\s|het\s)?(?:minister|staatssecretaris|kabinet)
    |(?:De\s)?(?:Minister|Staatssecretaris)\s[^:.?!]{2,60})\s?[:.]\s+|Antwoord\s+)(?=\S)
  `,
  'iu',
)

/** "Reactie kabinet", "Minister Van Eikenhorst:" */
const NAMES_ANSWER = /^\P{L}{0,3}(?:antw|beantw|reactie|(?:de\s)?(?:minister|staatssecr)|kabinet)/iu

/**
 * How many characters of each answer's first line name it, if each has such a name: the whole line
 * where all have the same, or the same first words. Null if they have none.
 */
function labelsOf(open: readonly AskedPart[]): number[] | null {
  const texts = open.map(({ rest }) => rest[0]!.text.slice(0, 100))
  const isSame = texts.every((text) => text === texts[0]) && texts[0]!.length < 100
  if (isSame && open.every(({ rest }) => rest.length > 1)) {
    const isNamed = NAMES_ANSWER.test(texts[0]!)
    if (isNamed && (texts.length > 1 || /:$/.test(texts[0]!)))
      return texts.map((text) => text.length)
  }
  const signs = texts.map((text) => LABEL.exec(text)?.[0] ?? '')
  const [sign] = signs
  if (sign === undefined || sign === '' || signs.some((each) => each !== sign)) return null
  return signs.map(({ length }) => length)
}

function askedParts(lines: readonly Line[], headings: ReadonlyMap<Line, Heading>): AskedPart[] {
  const parts: { heading: Heading; lines: Line[] }[] = []
  let open = false
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading !== undefined) open = heading.part === 'question'
    if (heading?.part === 'question') {
      parts.push({ heading, lines: heading.body === null ? [] : [line] })
    } else if (open) parts.at(-1)!.lines.push(line)
  }
  return parts.map(({ heading: { numbers }, lines: own }) => {
    const last = own.findLastIndex(({ text }) => text.includes('?'))
    const rest = own.slice(last + 1)
    const [next] = rest
    const begins = next !== undefined && (next.apart || /^[\p{Lu}\p{N}«“‘"'–•(-]/u.test(next.text))
    const worded = rest.some(({ text }) => !NOTED.test(text) && !SOURCE.test(text))
    const asks = last >= 0 && ASKED.test(own[last]!.text.slice(-12))
    const asked = own.slice(0, last + 1)
    const answers = asks && begins && worded && !asked.slice(1).some(isReply) && !goesOn(asked)
    return { numbers, rest, answers }
  })
}

/** "Ja, ...", "Nee.": an answer that asks something itself cannot be told from its question. */
function isReply({ text }: Line): boolean {
  return /^(?:ja|nee|neen|zie|klopt)(?=[\s,.;:])/iu.test(text)
}

/**
 * True if a paragraph below a question says something before it asks: "It does. You also ask: "May
 * it?"" may be the answer.
 */
function goesOn(asked: readonly Line[]): boolean {
  const begin = asked.findIndex(({ apart }, at) => {
    const before = asked[at - 1]
    return apart && before !== undefined && ASKED.test(before.text.slice(-12))
  })
  return begin > 0 && asked.slice(begin).some(({ text }) => /[.!:](?:\s|$)/.test(text))
}

/**
 * Questions in bold, each with its answer in plain type below it, if the head of the document
 * announces answers. They have the numbers that they print if all do and these rise.
 */
export function strongQuestions(
  lines: readonly Line[],
  isStrong: (line: Line) => boolean,
): Map<Line, Heading> {
  const pairs: { question: Line; answer: Line }[] = []
  const first = lines.findIndex((line) => isStrong(line) && line.text.endsWith('?'))
  const head = lines.slice(0, Math.max(0, first))
  if (!announcesAnswers(head)) return new Map()
  let question = lines[first]!
  for (const [at, line] of [...lines.entries()].slice(first)) {
    const [before, next] = [lines[at - 1], lines[at + 1]]
    const begins = before === undefined || at === first || !isStrong(before)
    if (!isStrong(line)) {
      if (!begins) pairs.push({ question, answer: line })
    } else if (begins) question = line
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
  const found = new Map<Line, Heading>()
  for (const [at, { question: asked, answer }] of pairs.entries()) {
    const { numbers, body } = isPrinted ? printed[at]! : { numbers: [at + 1], body: asked.start }
    found.set(asked, { part: 'question', numbers, body })
    found.set(answer, { part: 'answer', numbers, body: answer.start })
  }
  return found
}
