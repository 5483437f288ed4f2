import {
  byNumber,
  inOrder,
  numbersBetween,
  type QuestionNumber,
  wholeOf,
} from '../../domain/question-number.ts'
import { patternOf } from '../../text/pattern.ts'

/** "2 t/m 4", and its misspellings: "4 t/ 5", "4 tm 5", "4 tot/met 5", "4 t/m. 5". */
const TO = patternOf`
    t\s?\/\s?m?\.?|tot(?:\s*(?:en|\/|&)?\s*(?:met|me|em)\b)?|t\.?\s?[em]\.?\s?m?\.?(?=\s*\d)
    |t\.e\.m\.|\.{2,3}|…|[-‐‑–—]
  `

/**
 * Between two numbers of a heading: "3 en 4", "7, 8, en 9", "2 t/m 6", "9 10", "1 en vraag 2", "3
 * resp. 4", "1. t/m 3.".
 */
const SEPARATOR = patternOf`
    (?:(?:\.(?=\s*[a-z&+,]))?\s*
    (?:,\s*en(?!\p{L})|,\s*|;|(?:en|ne|and|respectievelijk)(?!\p{L})|resp\.|&|\+|\/|${TO})
    \s*(?:(?:op\s+)?(?:de\s+)?vra(?:ag|gen)\s+)?|\s+)
  `

/** "2", "2b", "2 b" */
const ONE = String.raw`\d{1,3}(?:\s?[a-p](?![\p{L}\p{N}/]|\.\p{L}))?`

/** "onder b" in "2, onder b" */
const UNDER = String.raw`,?\s+(?:onder(?:deel)?|sub)\s+`

/** The same, and "2.1", "2.b", "2 (b)", "2, onder b" */
const ONE_OR_PART =
  String.raw`\d{1,3}(?:\.[a-p](?![\p{L}\p{N}/])|\.\d{1,2}(?![\d.,]?\d)` +
  String.raw`|\s?\([a-p]\)|(?:\s?|${UNDER})[a-p](?![\p{L}\p{N}/]|\.\p{L}))?`

/** "b" in "2a, b en c" and "2 (a) en (b)" */
const LETTER = String.raw`\([a-p]\)|[a-p](?![\p{L}\p{N}/]|\.\p{L})`

/**
 * The source of a pattern for the numbers of a heading, as the group `numbers`; it needs the flag
 * `u`.
 */
export const NUMBERS = listOf(ONE_OR_PART, String.raw`\)?`, String.raw`\(?`)

/** The same without "2.1" and "2.b", for places where no word marks the number as a question's. */
export const PLAIN_NUMBERS = listOf(ONE)

/**
 * Numbers of this form; each may stand in brackets: "2) en (3". A number once read is not read in
 * another way, or a long list that is no heading would take exponential time.
 */
function listOf(one: string, close = '', open = ''): string {
  const next = `${close}${SEPARATOR}(?:${open}${one}|${LETTER})`
  return String.raw`(?<numbers>${one}(?:(?=(?<another>${next}))\k<another>){0,60})`
}

const TOKEN = new RegExp(
  patternOf`
    (?<whole>\d{1,3})(?:(?:[\s.]?|\s?\(|${UNDER})(?<part>[a-z])(?![\p{L}\p{N}/.])
    |\.(?<nth>\d{1,2})(?![\d.,]?\d))?|(?<range>${TO})
    |(?<![\p{L}\p{N}])(?<letter>[a-z])(?![\p{L}\p{N}/.])
  `,
  'giu',
)

/** Questions in one heading at most: the longest known set has 128. */
const MOST = 150

/**
 * Reads the numbers of a heading, ascending and without duplicates: "2 t/m 4" is `[2, 3, 4]`, "1 en
 * 4" is `[1, 4]`, "2a en b" is `['2a', '2b']`, "2.1" `['2.1']`. Empty if it has none or if a range
 * runs backwards or too far.
 */
export function readNumbers(text: string): QuestionNumber[] {
  const numbers: QuestionNumber[] = []
  let ranging = false
  for (const { groups } of text.matchAll(TOKEN)) {
    if (groups?.['range'] !== undefined) {
      ranging = numbers.length > 0
      continue
    }
    const last = numbers.at(-1)
    const letter = (groups?.['part'] ?? groups?.['letter'] ?? '').toLowerCase()
    const whole = groups?.['whole'] ?? (last === undefined ? undefined : wholeOf(last))
    if (whole === undefined) continue
    const nth = groups?.['nth'] === undefined ? '' : `.${Number(groups['nth'])}`
    const number = letter + nth === '' ? Number(whole) : `${Number(whole)}${letter}${nth}`
    if (ranging && last !== undefined) {
      if (byNumber(number, last) <= 0 || wholeOf(number) - wholeOf(last) > MOST) return []
      numbers.push(...numbersBetween(last, number))
    }
    ranging = false
    numbers.push(number)
    if (numbers.length > MOST) return []
  }
  return inOrder(numbers)
}

/** A numbered line; `next` is the number that follows it: its own plus one if it has only one. */
interface Numbered {
  readonly value: number
  readonly next?: number
}

/** A run of numbered lines, as a list of its first one and the rest. */
interface Run<T> {
  readonly first: T
  readonly rest: Run<T> | undefined
  readonly preferred: number
  readonly length: number
}

/**
 * Takes from numbered lines, in order of place, the run that counts up from `expected` without a
 * gap and has the most preferred lines; of those the longest, of equally long ones the latest. This
 * leaves out numbers that begin a line by accident. Empty if no line has the expected number.
 */
export function chain<T extends Numbered>(
  candidates: readonly T[],
  expected: number,
  isPreferred: (candidate: T) => boolean = () => false,
): T[] {
  // From the last line on: the best run behind each place, by the number that it begins with.
  const best = new Map<number, Run<T>>()
  for (const first of candidates.toReversed()) {
    const rest = best.get(first.next ?? first.value + 1)
    const preferred = (rest?.preferred ?? 0) + Number(isPreferred(first))
    const length = (rest?.length ?? 0) + 1
    const known = best.get(first.value)
    const order = preferred - (known?.preferred ?? 0) || length - (known?.length ?? 0)
    if (order > 0) best.set(first.value, { first, rest, preferred, length })
  }
  const found: T[] = []
  for (let run = best.get(expected); run !== undefined; run = run.rest) found.push(run.first)
  return found
}
