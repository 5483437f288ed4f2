import type { Warning } from '../../domain/document.ts'
import { wholeOf } from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'
import { annexesBelow } from './closing.ts'
import { type Heading, namesOf, type Part } from './heading.ts'
import { openingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'
import { continues, endsOrOpens } from './mid-sentence.ts'

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
    const isRead = opened !== null && !NO_NUMBER.test(line.text)
    const isTold = isRead && (opened.part !== 'unplaced' || part === 'unplaced')
    if (heading !== undefined) part = heading.part
    const below = headings.get(lines[index + 1] ?? line)?.part
    const isEmpty = below === 'question' || below === 'answer'
    if (heading?.part === 'unplaced' && heading.body === null && !isTold && !isEmpty) {
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

/** "Vraag ?", "ANTWOORD ~:" */
const NO_NUMBER = /^(?:V(?:raag|RAAG)|A(?:ntwoord|NTWOORD)) [?!~|'’"^*_-]{1,3}\s?[.:]?$/

function isUnread(text: string): boolean {
  const number = UNREAD.exec(text)?.groups?.['number'] ?? ''
  return FOLLOW_UP.test(text) || NO_NUMBER.test(text) || NUMBER_LIKE.test(number)
}

/**
 * Unreadable headings: what follows them belongs neither to the answer above nor, as far as is
 * known, to any question.
 */
export function unreadHeadings(lines: readonly Line[], found: ReadonlyMap<Line, Heading>): Line[] {
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
