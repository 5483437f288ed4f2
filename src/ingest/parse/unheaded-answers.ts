import type { Warning } from '../../domain/document.ts'
import { concerns } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'
import { openQuestions } from './counting.ts'
import type { Heading } from './heading.ts'
import { COUNCIL } from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { announcesAnswers, NOTED } from './unheaded-parts.ts'

/** The end of a question, with the mark of a note or the page that it is about: "(p. 34)". */
const ASKED = /\?[»”"’')\]\s]{0,4}(?:\[?\d{1,3}[\])]?|[¹²³⁰⁴-⁹]{1,3}|\(p\S{0,5}\s\d{1,3}\))?$/u

/** "1 De Waterkrant", "Bron: NOS", "Zie https://...": a source below a question */
const SOURCE = new RegExp(
  patternOf`
    ^(?:\d{1,3}\s|(?:bron(?:nen)?|noot|noten|voetnoten)\s?:?(?:\s|$)
    |(?:zie(?:\sook)?:?\s)?(?:https?:|www\.))
  `,
  'iu',
)

/** A question's heading, the lines of the question, and what follows its last question mark. */
interface AskedPart {
  readonly heading: Heading
  readonly numbers: Heading['numbers']
  /** the heading below it; null if none */
  readonly next: Heading | null
  readonly rest: readonly Line[]
  /** true if the rest begins a paragraph, and is more than notes */
  readonly answers: boolean
}

/**
 * Answers without a heading behind their questions, if the head or a title announces answers:
 * of a document without any heading of an answer, if words follow the last question mark of each
 * question; of any other, where words follow one that no answer names, but none of the others.
 */
export function unheadedAnswers(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
  isTitled: boolean,
): { line: Line; label: number; numbers: Heading['numbers'] }[] {
  const first = lines.findIndex((line) => headings.has(line))
  const head = lines.slice(0, Math.max(0, first))
  const announced = isTitled || announcesAnswers(head)
  const known = [...headings.values()]
  const answered = known.filter(({ part }) => part === 'answer')
  const numbers = answered.flatMap((heading) => heading.numbers)
  const isAnswered = (part: AskedPart): boolean =>
    part.numbers.some((number) => numbers.some((each) => concerns(each, number)))
  const asked = withoutRepeated(askedParts(lines, headings))
  const open = asked.filter((part) => !isAnswered(part))
  const begun = (part: AskedPart, label = 0) => {
    return { line: part.rest[0]!, label, numbers: part.numbers }
  }
  // A bare "Antwoord" below several questions may answer them all, whatever one of them adds.
  if (answered.some((heading) => heading.numbers.length === 0))
    return open.filter(isReplied).map((part) => begun(part))
  const isTold = answered.length === 0 || asked.every((part) => isAnswered(part) !== part.answers)
  if (!isTold || !open.every(({ answers }) => answers)) return []
  if (open.length === 0) return []
  const labels = labelsOf(open)
  if (!announced && labels === null) return []
  return open.map((part, at) => begun(part, labels?.[at]))
}

/** Without questions that stand once more below, there with an answer. */
function withoutRepeated(asked: readonly AskedPart[]): AskedPart[] {
  const last = new Map(
    asked.flatMap(({ numbers, answers }, at) =>
      answers && numbers.length > 0 ? [[numbers.join(), at] as const] : [],
    ),
  )
  return asked.filter(({ numbers, answers }, at) => {
    return answers || at >= (last.get(numbers.join()) ?? 0)
  })
}

/**
 * "Antwoord Ja.", "A: Ja.", "-> Ja.", "Reactie kabinet: Ja.", "Minister Van Eikenhorst: Ja.",
 * "Ambtelijk antwoord: Ja.", "Het college antwoordt: Ja.", "Collegeantwoord: Ja.", "> Ja."
 */
const LABEL = new RegExp(
  patternOf`
    ^(?:[=-]?>\s*|[→➔]\s*
    |(?:(?:\p{L}[\p{L}&-]{0,20}\s){1,3}antwoordt?|college-?antwoord)\s?:\s+
    |(?:A|Antw|Antwoord|Beantwoording|Reactie|(?:Antwoord|Reactie|Beantwoording)\s
    (?:van\s)?(?:de\s|het\s)?(?:minister|staatssecretaris|kabinet|${COUNCIL})
    |(?:De\s)?(?:Minister|Staatssecretaris)\s[^:.?!]{2,60})\s?[:.]\s+
    |Antwoord\s+(?![^:.?!]{1,40}:\s))(?=\S)
  `,
  'iu',
)

/** "Reactie kabinet", "Minister Van Eikenhorst:", "Het college antwoordt:" */
const NAMES_ANSWER = new RegExp(
  patternOf`
    ^\P{L}{0,3}(?:antw|beantw|reactie|(?:de\s)?(?:minister|staatssecr)|kabinet
    |(?:(?:\p{L}[\p{L}&-]{0,20}\s){1,3}antwoordt?|college-?antwoord):$)
  `,
  'iu',
)

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

/** "Ja.", "Nee, ...", "Zie mijn antwoord op vraag 1.": no member writes this below a question. */
const REPLY = /^(?:(?:ja|nee|neen)[,.;]|zie\s(?:\p{L}{1,12}\s){0,4}(?:be)?antwoord)/iu

/** True if a reply stands below a question, and another question below the reply. */
function isReplied(part: AskedPart): boolean {
  return goesOnAsking(part) && REPLY.test(part.rest[0]!.text)
}

/** True if words that ask nothing stand between a question and the next one. */
function goesOnAsking({ next, answers }: AskedPart): boolean {
  return answers && next?.part === 'question'
}

/**
 * The questions that each bare "Antwoord" answers, with a warning for each that is left out: below
 * one of several questions stand words that may be its answer. Empty if there is none.
 */
export function answeredBelow(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): { numbers: Map<Line, Heading['numbers']>; warnings: Warning[] } {
  // Some formats set no paragraph apart.
  const areApart = lines.some(({ apart }) => apart)
  const unsure = new Map(
    askedParts(lines, headings)
      .filter((part) => goesOnAsking(part) && (part.rest[0]!.apart || !areApart))
      .map(({ heading, rest }) => [heading, rest[0]!]),
  )
  const numbers = new Map<Line, Heading['numbers']>()
  const warnings: Warning[] = []
  let pending: Heading[] = []
  const open = openQuestions()
  for (const line of unsure.size === 0 ? [] : lines) {
    const heading = headings.get(line)
    if (heading?.part === 'question') {
      pending.push(heading)
      open.ask(heading.numbers)
    }
    if (heading?.part !== 'answer') continue
    open.answer(heading.numbers)
    if (heading.numbers.length === 0 && pending.length > 0) {
      const own = pending.filter((each) => !unsure.has(each))
      numbers.set(line, open.among(own.flatMap((each) => each.numbers)))
      for (const each of pending) {
        const words = unsure.get(each)
        if (words === undefined) continue
        const message = `"${words.text.slice(0, 40)}" may be an answer; it was read as a question`
        warnings.push({ message, line: words.number })
      }
    }
    pending = []
  }
  return { numbers, warnings }
}

function askedParts(lines: readonly Line[], headings: ReadonlyMap<Line, Heading>): AskedPart[] {
  const parts: { heading: Heading; next: Heading | null; lines: Line[] }[] = []
  let open = false
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading !== undefined) {
      if (open) parts.at(-1)!.next = heading
      open = heading.part === 'question'
    }
    if (heading?.part === 'question') {
      parts.push({ heading, next: null, lines: heading.body === null ? [] : [line] })
    } else if (open) parts.at(-1)!.lines.push(line)
  }
  return parts.map(({ heading, next, lines: own }) => {
    const last = own.findLastIndex(({ text }) => text.includes('?'))
    const rest = own.slice(last + 1)
    const [first] = rest
    const begins =
      first !== undefined && (first.apart || /^[\p{Lu}\p{N}«“‘"'–•(=>→➔-]/u.test(first.text))
    const worded = rest.some(({ text }) => !NOTED.test(text) && !SOURCE.test(text))
    const asks = last >= 0 && ASKED.test(own[last]!.text.slice(-16))
    const asked = own.slice(0, last + 1)
    const answers = asks && begins && worded && !asked.slice(1).some(isReply) && !goesOn(asked)
    return { heading, numbers: heading.numbers, next, rest, answers }
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
    return apart && before !== undefined && ASKED.test(before.text.slice(-16))
  })
  return begin > 0 && asked.slice(begin).some(({ text }) => /[.!:](?:\s|$)/.test(text))
}
