import {
  inOrder,
  numbersBetween,
  type QuestionNumber,
  readQuestionNumber,
  wholeOf,
} from '../../domain/question-number.ts'
import { DUTCH_CARDINALS, DUTCH_ORDINALS } from '../../text/number-words.ts'
import { patternOf } from '../../text/pattern.ts'

/** Where a query says to look: question numbers, and their places in it. */
interface NumberReference {
  readonly numbers: readonly QuestionNumber[]
  /** the place of the words that name them, in UTF-16 code units */
  readonly start: number
  readonly end: number
}

const DUTCH_UNITS = DUTCH_CARDINALS.slice(0, 9)
const DUTCH_TEENS = DUTCH_CARDINALS.slice(9, 19)
const DUTCH_TENS = 'twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ')
const ENGLISH_UNITS = 'one two three four five six seven eight nine'.split(' ')
const ENGLISH_TEENS =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const ENGLISH_ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

/** Cardinals 1-99 in both languages, as written: "zes", "drieëntwintig", "twenty-three". */
const CARDINALS = new Map<string, number>([
  ...DUTCH_UNITS.map((word, i) => [word === 'een' ? 'één' : word, i + 1] as const),
  ...DUTCH_TEENS.map((word, i) => [word, i + 10] as const),
  ...ENGLISH_UNITS.map((word, i) => [word, i + 1] as const),
  ...ENGLISH_TEENS.map((word, i) => [word, i + 10] as const),
  ...DUTCH_TENS.flatMap((ten, i) => [
    [ten, 10 * i + 20] as const,
    ...DUTCH_UNITS.map(
      (unit, j) => [`${unit}${unit.endsWith('e') ? 'ën' : 'en'}${ten}`, 10 * i + 21 + j] as const,
    ),
  ]),
  ...ENGLISH_TENS.flatMap((ten, i) => [
    [ten, 10 * i + 20] as const,
    ...ENGLISH_UNITS.map((unit, j) => [`${ten}-${unit}`, 10 * i + 21 + j] as const),
  ]),
])

const ORDINALS = new Map<string, number>([
  ...DUTCH_ORDINALS.slice(0, ENGLISH_ORDINALS.length).map((word, i) => [word, i + 1] as const),
  ...ENGLISH_ORDINALS.map((word, i) => [word, i + 1] as const),
])

/** Longest first, since "zes" begins "zestien". */
const words = (map: ReadonlyMap<string, number>): string =>
  [...map.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')

/** "vraag 3 miljoen subsidie aan" names no question. */
const UNIT = patternOf`
  \s*(?:%|procent|percent|mil(?:joen|jard|lion)|billion|euro|jaar|years?|dag(?:en)?|days?|we(?:ek
  |ken)|weeks?|maand(?:en)?|months?|uur|hours?)
`
/** "2b", "2 b", "2.b", "2.1"; "2 a" is a number and an English article. */
const DIGITS = '\\d{1,3}(?:\\.[a-p](?!\\p{L})|\\.\\d{1,2}(?![\\d.,]\\d)|[a-p]|\\s[b-hj-np])?'
const NUMBER = `(?:${DIGITS}|${words(CARDINALS)})(?![\\p{L}\\p{N}]|${UNIT})`
/** "b" in "vraag 2a en b" */
const LETTER = '[b-hj-np](?![\\p{L}\\p{N}])'
const BETWEEN = '(?:\\s*(?:,|&|-|–|(?:,\\s*)?\\b(?:en|and|t/m|tot en met|to|through)\\b)\\s*)'
const QUESTION_ABROAD = 'fragen?|preguntas?|soru|pytani[ae]|(?:за)?питання|(?:ال)?سؤال|fraach'
const QUESTION = `(?:kamervra(?:ag|gen)|vra(?:ag|gen)|questions?|${QUESTION_ABROAD})`
const ANSWER = patternOf`
  (?:antwoord(?:en)?|antw\.?|beantwoording|answers?|reply|replies|response|antwort(?:en)?|réponses?
  |respuestas?)
`
/** "3 en 4", "2 en ook vraag 4" */
const NUMBERS = patternOf`
  (?<numbers>${NUMBER}(?:${BETWEEN}(?:(?:(?:ook|also)\s+)?(?:(?:op|to)\s+)?(?:${QUESTION}
  |${ANSWER})\s+)?(?:${NUMBER}|${LETTER})){0,30})
`
/** "mijn eerste vraag", "a second question": the query's own, not a document's */
const OWN = String.raw`(?<!(?<!\p{L})(?:mijn|m['’]n|onze?|my|our|een|an?)\s+)`
/** "De eerste vraag is of …", "Second question: …": what follows is that question. */
const ANNOUNCED = String.raw`(?!\s*:|\s+(?:is|was|luidt|gaat|betreft|concerns)(?!\p{L}))`

/**
 * The ways in which a query names questions. Order matters: the first pattern that matches wins.
 */
const references = [
  // "antwoord op vraag 7", "the answers to questions 3 and 4"
  new RegExp(
    patternOf`
      (?<![\p{L}])(?:(?:het|de|the)\s+)?${ANSWER}\s+(?:(?:op|van|bij|to|on|for|auf|zu|à|a)\s+)?
      (?:(?:de|the|die|la|las|les)\s+)?${QUESTION}\s+
      (?:(?:nr|no|nummers?|numbers?)\.?\s*)?${NUMBERS}
    `,
    'iu',
  ),
  // "vraag 7", "question six", "vragen 3 en 4", "vr 3", "antwoord 5", "answers 3 and 4"
  new RegExp(
    patternOf`
      (?<![\p{L}])(?:${QUESTION}|${ANSWER}|vr\.?)\s+(?:(?:nr|no|nummers?|numbers?)\.?\s*)?
      ${NUMBERS}
    `,
    'iu',
  ),
  // "de zesde vraag", "the third answer", "3e vraag"
  new RegExp(
    patternOf`
      (?<![\p{L}])${OWN}(?:(?:de|het|the)\s+)?(?<ordinal>${words(ORDINALS)}
      |(?<!\d)[1-9]\d?(?:d?e|ste|st|nd|rd|th))\s+(?:${QUESTION}|${ANSWER})(?![\p{L}])${ANNOUNCED}
    `,
    'iu',
  ),
] as const

/**
 * No pattern can match unless both of these do. They compile and run much faster, and most queries
 * name no question.
 */
const NAMES = new RegExp(
  `vra(?:ag|gen)|vr(?!\\p{L})|question|${QUESTION_ABROAD}|antw|answer|repl|r[eé]spo`,
  'iu',
)
const COUNTS = new RegExp(`\\d|${words(CARDINALS)}|${words(ORDINALS)}`, 'iu')

const RANGE = /-|–|t\/m|tot en met|to|through/iu

/**
 * Finds the question numbers that a query names, in digits or words, in either language; null if it
 * names none. "vragen 3 t/m 6" yields 3, 4, 5 and 6. "één" is a number, "een" an article.
 */
export function readReference(query: string): NumberReference | null {
  if (!NAMES.test(query) || !COUNTS.test(query)) return null
  for (const pattern of references) {
    const match = pattern.exec(query)
    if (match === null || isHeading(query, match)) continue
    const { numbers, ordinal } = match.groups!
    const read =
      ordinal === undefined
        ? readAskedNumbers(numbers!)
        : [ORDINALS.get(ordinal.toLowerCase()) ?? Number.parseInt(ordinal)]
    if (read.length === 0) continue
    return { numbers: read, start: match.index, end: match.index + match[0].length }
  }
  return null
}

/** "Vraag 1: hoe snel …": somebody numbers questions of their own, or pastes one. */
function isHeading(query: string, { index, 0: said }: RegExpExecArray): boolean {
  return index === 0 && /^\s*:\s*\S+\s+\S+\s/u.test(query.slice(said.length))
}

/** Questions in a list at most: the longest known set has 128. */
const MOST = 128

/** Reads "3 en 4", "zes", "3-6", "3 t/m 6", "2a en b"; ascending, without duplicates. */
export function readAskedNumbers(text: string): QuestionNumber[] {
  const found: QuestionNumber[] = []
  let between = ''
  for (const part of text.split(new RegExp(`(${NUMBER}|(?<![\\p{L}\\p{N}/])${LETTER})`, 'iu'))) {
    const last = found.at(-1)
    const number = readNumber(part, last)
    if (number === null) {
      between = part
      continue
    }
    if (last !== undefined && RANGE.test(between) && wholeOf(number) - wholeOf(last) <= MOST) {
      found.push(...numbersBetween(last, number))
    }
    found.push(number)
  }
  return inOrder(found)
}

function readNumber(text: string, last: QuestionNumber | undefined): QuestionNumber | null {
  const word = text.trim().toLowerCase()
  if (/^[a-z]$/.test(word)) return last === undefined ? null : `${wholeOf(last)}${word}`
  return readQuestionNumber(word) || (CARDINALS.get(word) ?? null)
}
