import type { Line } from './lines.ts'
import { chain, NUMBERS, readNumbers } from './numbers.ts'

/** A line that opens a question, an answer or a remark. */
export interface Heading {
  readonly part: 'question' | 'answer' | 'remark'
  /** as printed; empty for a bare "Antwoord" and for a remark */
  readonly numbers: readonly number[]
  /** where the part's own text begins on the same line ("1. Kunt u ...") , null where it does not */
  readonly body: number | null
}

const OF_QUESTIONS = String.raw`(?:\s+(?:op|bij|van|aan))?(?:\s+(?:de|uw))?(?:\s+vra(?:ag|gen))?(?:\s+(?:nummers?|nrs?\.?))?`

/** What a line can open. Order matters: the first pattern that matches wins. */
const openings: readonly { part: Heading['part']; pattern: RegExp }[] = [
  // "Antwoord 1", "Antwoord op vraag 3", "Antwoord vraag 1:", "Antwoorden 5 en 6", "ANTWOORD 4."
  {
    part: 'answer',
    pattern: new RegExp(
      String.raw`^(?:Antwoord(?:en)?|ANTWOORD(?:EN)?)${OF_QUESTIONS}\s*${NUMBERS}\s*[.:]{0,2}$`,
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
const inline: readonly { part: Heading['part']; pattern: RegExp }[] = [
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
const NUMBERED = /^(?<numbers>\d{1,3})\s?[.)]\s+(?=\S)/

/** Headings are short, and so are the beginnings that decide. */
const LONGEST = 200

/**
 * Finds the headings among lines that are text (no notes, no furniture). `strong` tells whether a
 * line is set in bold, which no body line is as a rule.
 */
export function findHeadings(lines: readonly Line[]): Map<Line, Heading> {
  const found = new Map<Line, Heading>()
  for (const [index, line] of lines.entries()) {
    const heading = headingOf(line)
    if (heading !== null && !continues(lines[index - 1], line)) found.set(line, heading)
  }
  const asked = [...found.values()].some(({ part }) => part === 'question')
  if (!asked)
    for (const [line, heading] of numberedQuestions(lines, found)) found.set(line, heading)
  return found
}

function headingOf(line: Line): Heading | null {
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
  let candidates: (Heading & { line: Line; value: number })[] = []
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
    if (candidate !== null) candidates.push({ ...candidate, line, value: candidate.numbers[0]! })
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
