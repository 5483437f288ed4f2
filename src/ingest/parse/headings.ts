import type { Line } from './lines.ts'
import { chain, type Numbered, NUMBERS, readNumbers } from './numbers.ts'

/** What a stretch of a document is. */
export type Part = 'header' | 'question' | 'answer' | 'remark' | 'unplaced'

/** A line that opens a part. */
export interface Heading {
  readonly part: Part
  /** as printed; empty for a bare "Antwoord" and where nothing is numbered */
  readonly numbers: readonly number[]
  /** where the part's own text begins on the same line ("1. Kunt u ..."), null where it does not */
  readonly body: number | null
}

const OF_QUESTIONS = String.raw`(?:\s+(?:op|bij|van|aan))?(?:\s+(?:de|uw))?(?:\s+vra(?:ag|gen))?(?:\s+(?:nummers?|nrs?\.?))?`

/** What a line can open. Order matters: the first pattern that matches wins. */
const openings: readonly { part: Part; pattern: RegExp }[] = [
  // "Antwoord 1", "Antwoord op vraag 3", "Antwoord vraag 1:", "Antwoorden 5 en 6", "Beantwoording vraag 4"
  {
    part: 'answer',
    pattern: new RegExp(
      String.raw`^(?:Antwoord(?:en)?|Beantwoording)${OF_QUESTIONS}\s*${NUMBERS}\s*[.:]{0,2}$`,
      'i',
    ),
  },
  // "Antwoord", "Antwoord:", "Antwoorden"
  { part: 'answer', pattern: /^Antwoord(?:en)?\s*[.:]?$/i },
  // "Vraag 1", "Vragen 2 t/m 4:"
  {
    part: 'question',
    pattern: new RegExp(String.raw`^Vra(?:ag|gen)\s*${NUMBERS}\s*[.:]{0,2}$`, 'i'),
  },
  // "Toelichting:", "Mededeling"
  { part: 'remark', pattern: /^(?:Toelichting|Mededeling)\s*[.:]?$/i },
]

/** A part that begins on the line of its heading. */
const inline: readonly { part: Part; pattern: RegExp }[] = [
  // "Antwoord 3: Ja, dat klopt."
  {
    part: 'answer',
    pattern: new RegExp(String.raw`^Antwoord(?:en)?${OF_QUESTIONS}\s*${NUMBERS}\s*:\s+(?=\S)`),
  },
  // "Antwoord: Ja, dat klopt."
  { part: 'answer', pattern: /^Antwoord\s*:\s+(?=\S)/ },
  // "Vraag 3: Kunt u ..."
  { part: 'question', pattern: new RegExp(String.raw`^Vra(?:ag|gen)\s+${NUMBERS}\s*:\s+(?=\S)`) },
  // "Toelichting: Deze vragen dienen ter aanvulling ..."
  { part: 'remark', pattern: /^Toelichting\s*:\s+(?=\S)/ },
]

/** "1", "3 en 4", "4-7:": a question's heading where a document writes no "Vraag". */
const BARE = new RegExp(String.raw`^${NUMBERS}\s*[.:)]?$`)

/** "1. Kunt u ...", "12) Bent u ..." */
const NUMBERED = /^(?<numbers>\d{1,3})\s?(?:\.|\)(?=.{1,190}\?))\s+(?=\S)/

/** Headings are short, and so are the beginnings that decide. */
const LONGEST = 200

/** Finds the headings among lines that are text (no notes, no furniture). */
export function findHeadings(
  lines: readonly Line[],
  strongAt: (offset: number) => unknown = () => null,
): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  for (const [index, line] of lines.entries()) {
    const heading = headingOf(line)
    if (heading !== null && !continues(lines[index - 1], line)) found.set(line, heading)
  }
  const asked = [...found.values()].some(({ part }) => part === 'question')
  if (!asked)
    for (const [line, heading] of numberedQuestions(lines, found)) found.set(line, heading)
  if (found.size === 0) return unheadedParts(lines)
  for (const line of impliedAnswers(lines, found, (line) => strongAt(line.start) !== null)) {
    found.set(line, { part: 'answer', numbers: [], body: line.start })
  }
  return found
}

/** What only an introduction says: its number, who asks or answers whom, and when. */
const INTRODUCING =
  /^(?:AH \d|\d{4}\s?[ZD]\s?\d{5}|\(?ingezonden|(?:Mondelinge v|V)ra(?:ag|gen) van|Mededeling van|Zie ook)|\((?:ingezonden|ontvangen)/

/** "1) NOS", "[1] NOS": no question begins so. */
const NOTED = /^(?:\[\d{1,3}\]|\d{1,3}\))\s/

/**
 * A document without a single heading: behind its introduction a notice is one remark, and of
 * questions each paragraph is one, numbered as the official publication numbers them.
 */
function unheadedParts(lines: readonly Line[]): Map<Line, Heading> {
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
  } else if (asking.length * 2 > rest.length) {
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
 * Answers without a heading: where a document sets its questions in bold and its answers not, the
 * first plain line behind a question begins the answer.
 */
function impliedAnswers(
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
    if (heading !== undefined) part = heading.part
    else if (part === 'question' && before !== undefined) {
      const opened = headings.has(before)
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

/** The heading that a line is by itself, null where it is none. */
export function headingOf(line: Line): Heading | null {
  const head = line.text.slice(0, LONGEST)
  if (line.text.length <= LONGEST) {
    for (const { part, pattern } of openings) {
      const match = pattern.exec(head)
      if (match === null) continue
      const numbers = readNumbers(match.groups?.['numbers'] ?? '')
      if (match.groups?.['numbers'] !== undefined && numbers.length === 0) return null
      return { part, numbers, body: null }
    }
  }
  for (const { part, pattern } of inline) {
    const match = pattern.exec(head)
    if (match === null) continue
    const numbers = readNumbers(match.groups?.['numbers'] ?? '')
    return { part, numbers, body: line.start + match[0].length }
  }
  return null
}

/**
 * True where a line only looks like a heading because a sentence was broken there: "... zie ook het
 * / antwoord op vraag 5)." It begins small, or the sentence before it runs on into a full stop.
 */
function continues(before: Line | undefined, line: Line): boolean {
  if (before === undefined || line.apart) return false
  if (/^\p{Ll}/u.test(line.text)) return true
  return line.text.endsWith('.') && !endsSentence(before.text)
}

/** True where a line can be the last of a paragraph. */
export function endsSentence(text: string): boolean {
  return /[.?!:;…][»”’"')\]\d\s]{0,6}$/.test(text.slice(-8))
}

/** Questions by bare or leading numbers, which count only if they run on and are each answered. */
function numberedQuestions(
  lines: readonly Line[],
  headings: ReadonlyMap<Line, Heading>,
): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  const answered = [...headings.values()].some(({ part }) => part === 'answer')
  let expected = 1
  let candidates: (Heading & Numbered & { line: Line })[] = []
  const accept = (): void => {
    for (const { line, part, numbers, body } of chain(candidates, expected)) {
      found.set(line, { part, numbers, body })
      expected = numbers.at(-1)! + 1
    }
    candidates = []
  }
  for (const line of lines) {
    const heading = headings.get(line)
    if (heading?.part === 'answer') accept()
    if (heading !== undefined) continue
    const candidate = numberedHeading(line)
    if (candidate === null) continue
    const [value = 0] = candidate.numbers
    candidates.push({ ...candidate, line, value, next: candidate.numbers.at(-1)! + 1 })
  }
  if (!answered) accept()
  return found
}

function numberedHeading(line: Line): Heading | null {
  const head = line.text.slice(0, LONGEST)
  const bare = line.text.length <= LONGEST ? BARE.exec(head) : null
  const match = bare ?? NUMBERED.exec(head)
  if (match === null) return null
  const numbers = readNumbers(match.groups?.['numbers'] ?? '')
  if (numbers.length === 0) return null
  return { part: 'question', numbers, body: bare === null ? line.start + match[0].length : null }
}
