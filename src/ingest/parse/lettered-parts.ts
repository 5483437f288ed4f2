import { letterOf, type QuestionNumber, wholeOf } from '../../domain/question-number.ts'
import type { Line } from './lines.ts'
import { readNumbers } from './numbers.ts'
import { type Grouping, groupParagraphs } from './paragraphs.ts'
import type { Section } from './sections.ts'
import { patternOf } from '../../text/pattern.ts'

/** "a. ", "(b) ", "c) ", "A: ", "2a. ", "a en b. ", "Ad a: ", "Antwoord b. " at a line's start. */
const MARK = new RegExp(
  patternOf`
    ^\(?(?:(?:antwoord|vraag|sub|onder|ad)\s+)?(?<whole>\d{1,3})?\s?\.?\s?
    (?<letters>[a-p](?:\s?(?:,|en|&|\+|\/|t\/m|-)\s?[a-p](?!\p{L})){0,6})
    \s?[.):]{1,2}(?:\s+(?=\S)|$)
  `,
  'iu',
)

/** The same in mid-line, behind a sentence: "... verlaagd? b. Zo nee, waarom niet?" */
const INSIDE = /(?<=[.?!;][»”"’)]?\s{1,4})(?=\(?[b-pB-P][.)]\s{1,4}[\p{Lu}«"“‘(])/gu

/** A letter that a question names anywhere: "voor a. de boeren en b. de burgers". */
const NAMED = /(?<![^\s(])(?<letter>[a-p])[.)](?=\s)/giu

/** A part of a section: its letters, the line of its mark, and its own lines. */
interface Item {
  readonly letters: readonly string[]
  readonly mark: Line
  readonly lines: Line[]
}

/**
 * Divides "Vraag 2" and "Antwoord 2" into 2a, 2b and 2c where both count through the same letters.
 * A question whose letters share a beginning stays whole, and where the answer has other letters,
 * or words before the first or after the last, so does the answer.
 */
export function letteredParts(sections: readonly Section[], grouping: Grouping): Section[] {
  const asked = byNumber(sections, 'question')
  const answered = byNumber(sections, 'answer')
  const divided = new Map<Section, readonly Item[]>()
  for (const [number, questions] of asked) {
    const answers = answered.get(number) ?? []
    const [question, answer] = [only(questions), only(answers)]
    const items = answer === null ? null : itemsOf(answer, grouping)
    const apart = answer === null ? lettersOf(answers) : (items ?? []).flatMap(lettersIn)
    if (apart.length < 2) continue
    for (const both of answers) {
      // "Antwoord" to 2a and 2b together, which counts through them.
      const counted = both.numbers.length < 2 ? null : itemsOf(both, grouping)
      if (counted !== null && isSame(lettersOf([both]), counted.flatMap(lettersIn)))
        divided.set(both, counted)
    }
    if (question === null) {
      if (answer !== null && isSame(lettersOf(questions), apart)) divided.set(answer, items!)
      continue
    }
    const parts = itemsOf(question, grouping)
    const asks =
      parts !== null && parts.every(({ lines }) => lines.some(({ text }) => text.includes('?')))
    if (asks && isSame(parts.flatMap(lettersIn), apart)) divided.set(question, parts)
    else if (!isSame(namedIn(question), apart)) continue
    if (answer !== null) divided.set(answer, items!)
  }
  return sections.flatMap((section) => {
    const items = divided.get(section)
    return items === undefined ? [section] : apartOf(section, items)
  })
}

/** The sections of each whole number. */
function byNumber(sections: readonly Section[], part: Section['part']): Map<number, Section[]> {
  const found = new Map<number, Section[]>()
  for (const section of sections) {
    if (section.part !== part) continue
    for (const whole of new Set(section.numbers.map(wholeOf))) {
      const known = found.get(whole)
      if (known === undefined) found.set(whole, [section])
      else known.push(section)
    }
  }
  return found
}

/** The one section of a number without a letter; null if there are others, or it has more. */
function only(sections: readonly Section[]): Section | null {
  const [section, ...others] = sections
  if (section === undefined || others.length > 0 || section.numbers.length !== 1) return null
  return typeof section.numbers[0] === 'number' ? section : null
}

/** The letters in the numbers of sections: "a" and "b" of 2a and 2b. */
function lettersOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ numbers }) => numbers.map(letterOf))
}

function lettersIn({ letters }: Item): readonly string[] {
  return letters
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((letter, at) => letter === others[at])
}

/** The letters that a question counts through, anywhere in its text. */
function namedIn({ lines }: Section): string[] {
  const found: string[] = []
  for (const { groups } of lines
    .map(({ text }) => text)
    .join('\n')
    .matchAll(NAMED)) {
    const letter = groups!['letter']!.toLowerCase()
    if (letter === letterAt(found.length)) found.push(letter)
  }
  return found
}

function letterAt(count: number): string {
  return String.fromCharCode(97 + count)
}

/** The items of a section from its first word on; null if they cannot be told for certain. */
function itemsOf(section: Section, grouping: Grouping): Item[] | null {
  const [number] = section.numbers
  const items: Item[] = []
  let count = 0
  for (const line of section.lines.flatMap(brokenAtMarks)) {
    const mark = markOf(line, number!)
    if (mark !== null && mark.letters[0] === letterAt(count)) {
      count += mark.letters.length
      if (mark.letters.at(-1) !== letterAt(count - 1)) return null
      const own = mark.length < line.text.length ? [behind(line, mark.length)] : []
      items.push({ letters: mark.letters, mark: line, lines: own })
      continue
    }
    const last = items.at(-1)
    if (last === undefined || (mark !== null && mark.letters.length === 1)) return null
    last.lines.push(line)
  }
  if (items.length < 2 || items.some(({ lines }) => lines.length === 0)) return null
  const ends = items.map(({ lines }) => paragraphsIn(lines, grouping))
  const isClear = ends.at(-1) === 1 || Math.max(...ends.slice(0, -1)) > 1
  return isClear ? items : null
}

/** Words below the last item may belong to all: paragraphs that are no list of its own. */
function paragraphsIn(lines: readonly Line[], grouping: Grouping): number {
  const drafts = groupParagraphs(lines, grouping)
  return 1 + drafts.slice(1).filter(({ style }) => style === 'text').length
}

function markOf({ text }: Line, number: QuestionNumber) {
  const match = MARK.exec(text.slice(0, 60))
  if (match === null) return null
  const { whole, letters = '' } = match.groups!
  if (whole !== undefined && Number(whole) !== wholeOf(number)) return null
  const read = readNumbers(`1${letters.toLowerCase()}`).map(letterOf)
  return { letters: read, length: match[0].length }
}

function behind(line: Line, length: number): Line {
  return { ...line, start: line.start + length, text: line.text.slice(length) }
}

/** A line, broken where a letter follows the end of a sentence. */
function brokenAtMarks(line: Line): Line[] {
  const places = [0, ...[...line.text.matchAll(INSIDE)].map(({ index }) => index)]
  return places.map((at, index) => {
    const until = places[index + 1]
    const text = line.text.slice(at, until).trimEnd()
    const start = line.start + at
    return {
      ...line,
      ...{ start, text, end: start + text.length },
      from: at === 0 ? line.from : start,
      to: until === undefined ? line.to : line.start + until,
      apart: at === 0 && line.apart,
    }
  })
}

/** A section for each item, and one without text for a heading on a line of its own. */
function apartOf(section: Section, items: readonly Item[]): Section[] {
  const { part, heading, numbers } = section
  const isInline = heading !== null && heading.from === section.lines[0]?.from
  const title: Section[] =
    heading === null || isInline ? [] : [{ part: 'unplaced', numbers: [], heading, lines: [] }]
  const parts = items.map(({ letters, mark, lines }, at): Section => {
    const own = letters.map((letter) => `${wholeOf(numbers[0]!)}${letter}`)
    return { part, numbers: own, heading: at === 0 && isInline ? heading : mark, lines }
  })
  return [...title, ...parts]
}
