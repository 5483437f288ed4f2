import { patternOf } from '../../text/pattern.ts'
import type { Heading, Opening } from './heading.ts'
import {
  type HeadingPattern,
  inlineHeadings,
  isTail,
  LONGEST_HEADING,
  wholeHeadings,
} from './heading-patterns.ts'
import type { Line } from './lines.ts'
import { readNumbers } from './numbers.ts'
import { correctedHeading, usualHeading } from './spelled-headings.ts'

/** Signs of no width, which some programs leave beside a space. */
const NO_WIDTH = /[\u200b-\u200f\u2060\ufeff]/g

/** "V r a a g  1": spaced letters. */
const SPACED = /^(?:\S ){5}/

/** "V raag 3": a large first letter that stands apart; "Antwoor d 2", as scans have it */
const PARTED = /^(?:V ?r ?a ?(?:a ?g|g ?e ?n)|A ?n ?t ?w ?o ?o ?r ?d(?:en)?)(?!\p{L})/u

/** "- Vraag 1: Kent u dit?", "* Antwoord: Ja." */
export const BULLET = /^[-–•*]\s{1,3}(?=(?:Vraag|Antwoord)\s?[\d:])/u

/** The mark of a note behind a heading: "Vraag 1[1]", "Antwoord 2 ³" */
const MARK_BEHIND = /\s?(?:\[\d{1,3}\s?\]|[¹²³⁰⁴-⁹]{1,3})$/

/** A line without any of these opens nothing, which spares most lines the patterns above. */
const WORTH_A_LOOK = new RegExp(
  patternOf`
    vra|antw|vr\.|react|toelichting|mededeling|question|answer|translation|version|engelse
    |^\P{L}{0,20}(?:[vqa]\s?[\d:]|ad\s)|^(?:\S ){5}
  `,
  'iu',
)

/**
 * How the headings of a part begin. Most lines with one of the words above are prose, and the first
 * look at each of the long patterns takes some 10 ms.
 */
const BEGINS: Readonly<Record<HeadingPattern['part'], RegExp>> = {
  question: new RegExp(
    patternOf`
      ^[[(]?(?:\d{1,3}(?:e|de|ste)?[\s.):|]{1,9}|deel|feitelijke\s{1,9})?v(?:ra|r\.|\s?[\d:])
      |^q\s?\d|^\d{1,3}[a-p][\s.):|]{1,9}vra
    `,
    'iu',
  ),
  answer: new RegExp(
    patternOf`
      ^[[(]?(?:\d{1,3}(?:e|de|ste)\s{1,9}|(?:nader|aanvullend|herzien|gewijzigd|gecorrigeerd
      |gezamenlijk|feitelijk|voorgesteld|concept|vervolg|het|ons|mijn|onze|bestuurlijk)e?
      [\s-]{1,9})?(?:(?:be)?antw|react)
      |^a(?:d\s|\s?[\d:])
    `,
    'iu',
  ),
  unplaced: /^(?:question|answer|unofficial|courtesy|english|engelse|vra|oorspr)/iu,
  remark: /^(?:toelichting|mededeling)/iu,
}

/** "Vragen nr. 45": the title of a province's questions, which have numbers of their own */
const SERIES = /^Vragen\s(?:nr\.?|nummer)\s?\d{1,4}$/i

/** The heading that a line may be; null if none. */
export function openingOf(line: Line): Opening | null {
  const known = openings.get(line)
  if (known !== undefined) return known
  const opening = readOpening(line)
  openings.set(line, opening)
  return opening
}

/** Each line is read several times. */
const openings = new WeakMap<Line, Opening | null>()

function readOpening(line: Line): Opening | null {
  if (line.text.slice(0, LONGEST_HEADING).includes(SOFT_HYPHEN)) return hyphenedOpening(line)
  const head = line.text.slice(0, LONGEST_HEADING).replace(NO_WIDTH, ' ')
  if (PARTED.exec(head)?.[0].includes(' ') === true) {
    const whole = head.replace(' ', '')
    const opening = openingOf({ ...line, text: whole, start: line.start + 1 })
    if (opening !== null) return opening
  }
  if (SERIES.test(head)) return null
  if (!WORTH_A_LOOK.test(head)) return misspeltOpening(line)
  const bullet = BULLET.exec(head)?.[0].length ?? 0
  if (bullet > 0) {
    const item = { ...line, text: line.text.slice(bullet), start: line.start + bullet }
    const opening = openingOf(item)
    if (opening !== null && opening.body !== null) return { ...opening, certainty: 'possible' }
  }
  if (line.text.length <= LONGEST_HEADING) {
    const unmarked = head.replace(MARK_BEHIND, '')
    const closed = SPACED.test(head) ? unmarked.replace(/(\S) (?=\S(?: |$))/g, '$1') : unmarked
    for (const { part, pattern, certainty } of wholeHeadings) {
      const match = BEGINS[part].test(closed) ? pattern.exec(closed) : null
      if (match === null || !isTail(match.groups?.['tail'] ?? '')) continue
      const numbers = readNumbers(match.groups?.['numbers'] ?? '')
      if (match.groups?.['numbers'] !== undefined && numbers.length === 0) return null
      return { part, numbers: part === 'unplaced' ? [] : numbers, body: null, certainty }
    }
    const usual = usualHeading(closed)
    if (usual !== null && usual !== closed) {
      const opening = openingOf({ ...line, text: usual })
      if (opening?.body === null) return { ...opening, certainty: 'possible' }
    }
  }
  for (const { part, pattern, certainty } of inlineHeadings) {
    const match = BEGINS[part].test(head) ? pattern.exec(head) : null
    if (match === null) continue
    const numbers = readNumbers(match.groups?.['numbers'] ?? '')
    if (match.groups?.['numbers'] !== undefined && numbers.length === 0) continue
    return { part, numbers, body: line.start + match[0].length, certainty }
  }
  return misspeltOpening(line)
}

const SOFT_HYPHEN = '\u00ad'

/** "Ant-woord 2: Nee", with a soft hyphen */
function hyphenedOpening(line: Line): Opening | null {
  const opening = openingOf({ ...line, text: line.text.replaceAll(SOFT_HYPHEN, '') })
  if (opening === null || opening.body === null) return opening
  let body = line.start
  for (let left = opening.body - line.start; left > 0; body++)
    if (line.text[body - line.start] !== SOFT_HYPHEN) left--
  return { ...opening, body }
}

/** "Vrag 2", "Antword 2: Nee" */
function misspeltOpening(line: Line): Opening | null {
  const right = correctedHeading(line.text.slice(0, LONGEST_HEADING))
  if (right === null) return null
  const opening = openingOf({ ...line, text: right.heading })
  if (opening === null) return null
  const body = right.length < line.text.length ? line.start + right.length : null
  return { ...opening, body, certainty: 'possible' }
}

/** The heading that a line certainly is; null if none. */
export function headingOf(line: Line): Heading | null {
  const opening = openingOf(line)
  if (opening === null || opening.certainty === 'possible') return null
  const { part, numbers, body } = opening
  return { part, numbers, body }
}

/** Where a heading may begin in mid-line: after the end of a sentence, and not as a quote opens. */
const INSIDE = new RegExp(
  patternOf`
    (?=(?:(?:Deelv|V)ra(?:ag|gen)|VRA(?:AG|GEN)|(?:Nader a|A)ntwoord(?:en)?|Reactie(?=\s+op)
    |ANTWOORD(?:EN)?)(?:\s|:))(?<=(?:[.?!:;…)\]»]|(?<=\S)[”"’])\s{0,4})
  `,
  'gu',
)

/** The lines, with each place in mid-line where a heading may stand as a beginning of its own. */
export function brokenAtHeadings(line: Line): Line[] {
  if (line.text.length < 24) return [line]
  const places = [...line.text.matchAll(INSIDE)].map(({ index }) => index)
  const starts = [0, ...places.filter((at) => !isQuotedAt(line.text, at))]
  if (starts.length === 1) return [line]
  const pieces: Line[] = []
  for (const [index, at] of starts.entries()) {
    const text = line.text.slice(at, starts[index + 1]).trimEnd()
    const piece = { ...line, start: line.start + at, end: line.start + at + text.length, text }
    const last = pieces.at(-1)
    if (last === undefined) pieces.push({ ...piece, to: line.start + (starts[1] ?? 0) })
    else if (openingOf(piece) === null) {
      pieces[pieces.length - 1] = joined(last, piece, line)
    } else {
      pieces[pieces.length - 1] = { ...last, to: piece.start }
      const inLine = { apart: false, pageTop: false, isBlock: false }
      pieces.push({ ...piece, from: piece.start, to: line.to, ...inLine })
    }
  }
  return pieces
}

/** Characters of a quotation at most, on each side of a place in it. */
export const LONGEST_QUOTED = 400

/** An opening mark that nothing closes, and one that closes it */
const OPENED = /[“„«][^“”„«»]*$/
const CLOSES = /^[^“”„«»]*[”»]/

/** True within «Vraag 3: Zakt het? Antwoord: Nee.» */
export function isQuotedAt(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_QUOTED), at)
  return OPENED.test(before) && CLOSES.test(text.slice(at, at + LONGEST_QUOTED))
}

/** Rejoins two pieces of one line. */
export function joined(first: Line, second: Line, whole: Pick<Line, 'text' | 'start'>): Line {
  const text = whole.text.slice(first.start - whole.start, second.end - whole.start)
  return { ...first, end: second.end, to: second.to, text }
}
