import type { Span } from '../../domain/document.ts'
import { MONTHS } from '../../domain/months.ts'
import { scales } from '../../quote/numbers.ts'
import { patternOf } from '../../text/pattern.ts'
import type { Line } from './lines.ts'
import { BROKEN_OFF_WORDS, UNIT } from './note-marks.ts'
import { superscript } from '../../text/superscript.ts'

/** The notation of a note's number: "1 http", "1X, 23 oktober" are plain. */
export type Form = 'plain' | 'bracket' | 'paren'

export interface NoteNumber {
  readonly value: number
  readonly form: Form
}

/** The place of a mark; one that is not certain may as well be a number of the text. */
export interface Anchor {
  readonly span: Span
  readonly isCertain: boolean
}

/**
 * For each note the place of its mark in the text before it, in order; its own page is searched
 * first.
 */
export function findAnchors(
  body: readonly Line[],
  pageStart: number,
  searchFrom: number,
  starts: readonly NoteNumber[],
): (Anchor | null)[] {
  const lines = body.filter((line) => line.end > searchFrom)
  const page = body.slice(pageStart)
  let from = searchFrom
  return starts.map((start, index) => {
    const before = starts[index - 1]
    const beside = before !== undefined && from > searchFrom ? besides(lines, from, start) : null
    const anchor = beside ?? bestAnchor(page, from, start) ?? bestAnchor(lines, from, start)
    if (anchor?.isCertain === true) from = anchor.span.end
    return anchor
  })
}

/** "1, 2": the mark that directly follows the previous one. */
function besides(lines: readonly Line[], from: number, { value, form }: NoteNumber): Anchor | null {
  const line = lines.find(({ start, end }) => start <= from && from < end)
  if (line === undefined) return null
  const mark = new RegExp(String.raw`^\s*,?\s*${written(value, form)}(?![\d.,]*\d)`)
  const match = mark.exec(line.text.slice(from - line.start, from - line.start + 12))
  if (match === null) return null
  return { span: { start: from, end: from + match[0].length }, isCertain: true }
}

function written(value: number, form: Form): string {
  if (form === 'bracket') return String.raw`\[${value}\s?\]`
  return form === 'paren' ? String.raw`${value}\s?\)` : String(value)
}

function bestAnchor(lines: readonly Line[], from: number, start: NoteNumber): Anchor | null {
  const { value, form } = start
  const own = bestOf(lines, from, start, written(value, form))
  if (own?.isCertain === true || form !== 'plain') return own
  // A mark may be written differently from its note: "[1]" or "¹" for "1 NOS".
  return (
    bestOf(lines, from, start, `(?:${written(value, 'bracket')}|${superscript(String(value))})`) ??
    own
  )
}

function bestOf(
  lines: readonly Line[],
  from: number,
  start: NoteNumber,
  mark: string,
): Anchor | null {
  const pattern = new RegExp(`(?<![\\d⁰¹²³⁴-⁹])${mark}(?![\\d⁰¹²³⁴-⁹])`, 'g')
  let best: Anchor | null = null
  let bestScore = 0
  for (const [index, line] of lines.entries()) {
    if (line.end <= from) continue
    for (const match of line.text.matchAll(pattern)) {
      const at = line.start + match.index
      if (at < from) continue
      const score = beyondDoubt(match[0], line.text.slice(0, match.index))
        ? 5
        : scoreOf(lines, index, match.index, match[0].length, start)
      if (score <= bestScore) continue
      bestScore = score
      best = { span: cutOf(line, match.index, match[0].length), isCertain: score > DOUBTFUL }
    }
  }
  return best
}

/** "[1]", and "¹" after anything but a unit. */
function beyondDoubt(mark: string, before: string): boolean {
  if (mark.startsWith('[')) return true
  return /^[⁰¹²³⁴-⁹]/u.test(mark) && !UNIT.test(before.slice(-6))
}

/** How much a number looks like a mark: from 0, not at all, to 5, beyond doubt. */
function scoreOf(
  lines: readonly Line[],
  index: number,
  at: number,
  length: number,
  start: NoteNumber,
): number {
  const line = lines[index]!
  const left = line.text.slice(Math.max(0, at - 12), at)
  const right = line.text.slice(at + length, at + length + 3)
  if (start.form === 'paren') return parenScore(left, right)
  const before = lines[index - 1]?.text ?? ''
  if (/^[\d \t,]{1,20}$/.test(line.text)) {
    const isCell = /\d,\d/.test(line.text) || [before, lines[index + 1]?.text].some(isNumeric)
    return isCell || UNIT.test(before.slice(-6)) ? 0 : 5
  }
  // "beleid.3,4", and not "met 3,4 procent"
  const isFirst = new RegExp(String.raw`^,\s?${start.value + 1}(?!\d)`).test(right)
  if (isFirst && /\p{L}(?:\p{L}|[.?!,;:])$/u.test(left) && !UNIT.test(left)) return 4
  if (/^[.,:]?\d|^\p{L}|^[/%]/u.test(right)) return 0
  if (left === '') return lineScore(before, line, lines[index + 1], start.value)
  if (/\s$/.test(left) && NAMES_NUMBER.test(left.trimEnd())) return 0
  if (/[?!»”"’')\]]$/.test(left)) return 4
  if (/[\p{L})\]»”"’'][.,;:]$/u.test(left)) return 4
  if (/\d[.,;:]$/.test(left)) return right === '' || /^\s+\p{Lu}/u.test(right) ? 3 : 0
  if (/\p{L}{2}$/u.test(left) && !UNIT.test(left)) return 3
  return /[?.!»]\s$/.test(left) && (right === '' || /^\s\p{Lu}/u.test(right)) ? 2 : 0
}

/** "1,15", "2024": beside it, a number alone on its line is a cell of a table. */
function isNumeric(text = ''): boolean {
  return /^[€\d.,% ]{1,20}$/.test(text)
}

/** A mark of this score stays in the text: its words may count something. */
const DOUBTFUL = 1

/**
 * A number at a line's start. Extractors break lines at marks, so it may be one; but so may "2
 * miljoen euro", and a mark right behind a word outweighs it.
 */
function lineScore(before: string, line: Line, next: Line | undefined, value: number): number {
  const rest = line.text.slice(String(value).length, String(value).length + LONGEST_WORD)
  if (UNIT.test(before.slice(-6)) || isListed(before, line, next, value)) return 0
  if (/^\)|^[.:]\s\d|^\s?(?:[-–×]|(?:en|of|tot|à|t\/m|x)\s)\s?\d/.test(rest)) return 0
  const word = /^\s(?<word>\p{Ll}[\p{L}’'-]*)/u.exec(rest)?.groups?.['word']
  if (word !== undefined && isUnit(word)) return 0
  if (NAMES_NUMBER.test(before.slice(-LONGEST_WORD))) return DOUBTFUL
  if (/^[.,;:?!»”)]/.test(rest)) return 3
  if (word === undefined) return ENDED.test(before.slice(-4)) ? 2 : DOUBTFUL
  return mayBeCounted(word, value) || /^ van (?:de|die|deze)\s/.test(rest) ? DOUBTFUL : 2
}

const LONGEST_WORD = 32

/** The end of a sentence or a clause in brackets. */
const ENDED = /[.?!»”)\]]$/

/** "op vraag", "lid", "in de": a number follows, but no mark. */
const NAMES_NUMBER = new RegExp(
  patternOf`
    (?:^|[^\p{L}])(?:(?:${BROKEN_OFF_WORDS})|artikel(?:en)?|antwoord(?:en)?|bijlage|categorie|fase
    |groep|hoofdstuk|leden|lid|niveau|nummers?|onderdeel|optie|paragraaf|punt|spoor|stap|tabel
    |variant|vra(?:ag|gen)|(?:nr|p|blz|pag|art|par)\.)$
  `,
  'iu',
)

/** "1. Het peil" below the end of a sentence, or beside "2. De stuw": an item of a list. */
function isListed(before: string, line: Line, next: Line | undefined, value: number): boolean {
  const written = /^\d{1,3}(?<sign>[.:]?)(?:\s|$)/.exec(line.text)?.groups?.['sign']
  if (written === undefined) return false
  if (written !== '' && /[.:;,?!]$/.test(before)) return true
  return (
    before.startsWith(`${value - 1}${written} `) ||
    next?.text.startsWith(`${value + 1}${written} `) === true
  )
}

/** "miljoen", "maart", "procent", "kilometer": what a number in the text goes with. */
function isUnit(word: string): boolean {
  return scales.has(word) || MONTHS.includes(word) || COUNTING.test(word)
}

/** "1 juni 2025", "2 miljoen", "1 %", "1e fase": what follows a number makes it one of the text. */
export function isCounted(rest: string): boolean {
  const word = /^\s?(?<word>\p{Ll}[\p{L}’'-]*)/u.exec(rest)?.groups?.['word']
  return /^\s?[%°€]|^(?:e|ste)(?!\p{L})/u.test(rest) || (word !== undefined && isUnit(word))
}

const COUNTING = new RegExp(
  patternOf`
    ^(?:euro|dollar|cent|jaar|kwartier|keer|maal|man|ton|mille|km|cm|mm|m|ha|kg|kwh|x
    |\p{L}{0,20}(?:meter|gram|watt|uur|liter|punt|hectare))$
  `,
  'iu',
)

/** True for a word that "2" may count: a plural, or an adjective before one. */
function mayBeCounted(word: string, value: number): boolean {
  return !UNCOUNTED.test(word) && (value === 1 || /(?:en|s|e)$/.test(word))
}

const UNCOUNTED = new RegExp(
  patternOf`
    ^(?:${BROKEN_OFF_WORDS}|als|alsmede|dat|deze|die|heeft|hebben|ik|is|kunnen|maar|moeten|tussen
    |was|waar\p{L}{0,4}|waren|werden|werd|worden|wordt|zal|zijn|zoals|zullen)$
  `,
  'u',
)

/** "vraagt? 1)", "gedrag2) waarin"; "fases: 1) het opstellen" enumerates within a sentence. */
function parenScore(left: string, right: string): number {
  if (/[?.!»”"’')\]]\s?$/.test(left)) return 4
  if (/\p{L}$/u.test(left)) return 4
  return /\p{L}\s$/u.test(left) && /^\s?[?.,]|^$/.test(right) ? 3 : 0
}

/** A mark takes along white space that would otherwise be doubled. */
function cutOf(line: Line, at: number, length: number): Span {
  const start = line.text.slice(0, at).trimEnd().length
  const rest = line.text.slice(at + length)
  if (start > 0) {
    const gap = /^\s{1,9}(?=[.,;:?!](?:\s|$))/.exec(rest)?.[0].length ?? 0
    return { start: line.start + start, end: line.start + at + length + gap }
  }
  const spaces = rest.length - rest.trimStart().length
  return { start: line.start, end: line.start + at + length + spaces }
}
