import type { Warning } from '../../domain/document.ts'
import { wholeOf } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'
import { openingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { numberedLine } from './numbered-lines.ts'

/**
 * "Vragen van het lid De Wit (DEF)", "Vragen van de leden van de ABC-fractie:", "Vragen van het lid
 * De Wit (DEF) aan de Minister van Waterzaken over de sluis (ingezonden 4 maart 2025)"
 */
const ASKERS = new RegExp(
  patternOf`
    ^(?:vragen|inbreng)(?: en opmerkingen)? van (?:het (?:kamer)?lid|de (?:kamer)?leden|de fractie)
    \s(?:\P{N}{2,70}$|.{2,200}?(?:\saan de (?:minister|staatssecretaris)|ingezonden)(?!\p{L}))
  `,
  'iu',
)

/** True for a line that names who asks what follows. */
export function namesAskers({ text }: Line): boolean {
  return ASKERS.test(text.slice(0, 400))
}

/** "Bijlage 1: antwoorden op eerdere vragen", above questions that count from 1 again */
const ANNEX = /^bijlage(?:\s?\d{1,2})?(?:\s?[:–-]|\s|$)(?:.{0,100}[^.,:;?!])?$/i

/** "2025Z04321", "AH 594", "(ingezonden 3 maart 2025)": what stands above such a line */
const NUMBERED_SET = /^(?:AH \d|\d{4}\s?[ZD]\s?\d{5}(?!\d)|\(?ingezonden\s)/i

/** Lines from who asks to the first question at most. */
const LONGEST_HEAD = 8

/** Lines that name who asks and are looked at; a document has a few. */
const MOST_HEADS = 20

/** Another set of questions in a document, which its head shows. */
interface OtherSet {
  /** the place of its first line */
  readonly from: number
  readonly warning: Warning
}

/**
 * The second set of questions in a document: below an answer a line names who asks, and questions
 * count from 1 again. Null if there is none, or if what follows goes on with the first set.
 */
export function otherSetIn(lines: readonly Line[]): OtherSet | null {
  const heads = [...lines.entries()].filter(([, line]) => {
    return namesAskers(line) || (line.apart && ANNEX.test(line.text.slice(0, 130)))
  })
  for (const [at, head] of heads.slice(0, MOST_HEADS)) {
    const above = lines.slice(0, at)
    const part = above.findLast((line) => headed(line) !== null)
    // One below a colon is an item of a list.
    if (part === undefined || headed(part) !== 'answer' || above.at(-1)!.text.endsWith(':'))
      continue
    if (!above.some(asksFirst)) continue
    const first = lines.slice(at + 1, at + 1 + LONGEST_HEAD).findIndex(asksFirst)
    if (first < 0) continue
    const below = lines.slice(at + 1 + first)
    if (goesOn(above, below) || !below.some(({ text }) => text.endsWith('?'))) continue
    let from = at
    while (from > 1 && NUMBERED_SET.test(lines[from - 1]!.text)) from--
    const name = `"${head.text.slice(0, 60)}"`
    const isAnswered = below.some((line) => headed(line) === 'answer')
    // Questions in an annex are in no answer anyway.
    if (!isAnswered && !namesAskers(head)) continue
    const message = isAnswered
      ? `withheld: the answers below ${name}, another set of questions; hand it in by itself`
      : `${name} begins questions without answers, which are in no answer`
    return { from, warning: { message, line: head.number } }
  }
  return null
}

/** The part that a line surely opens; null if none. */
function headed(line: Line): 'question' | 'answer' | null {
  const opening = openingOf(line)
  if (opening === null || opening.certainty === 'possible') return null
  return opening.part === 'question' || opening.part === 'answer' ? opening.part : null
}

/** The number of the question that a line opens; null if it opens none. */
function askedIn(line: Line): number | null {
  const [number] = headed(line) === 'question' ? openingOf(line)!.numbers : []
  return number === undefined ? null : wholeOf(number)
}

/** "Vraag 1", "1. Kent u het bericht?" */
function asksFirst(line: Line): boolean {
  return askedIn(line) === 1 || numberedLine(line)?.numbers[0] === 1
}

/** True if the next number after those above stands below, and the last one not before it. */
function goesOn(above: readonly Line[], below: readonly Line[]): boolean {
  const last = above.reduce((most, line) => Math.max(most, askedIn(line) ?? 0), 0)
  const numbers = below.map(askedIn)
  const next = numbers.indexOf(last + 1)
  return last > 0 && next >= 0 && !numbers.slice(0, next).includes(last)
}
