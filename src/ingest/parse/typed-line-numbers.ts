import { openingOf } from './heading-lines.ts'
import type { Line } from './lines.ts'

/** "12  Vraag 1", "12. Vraag 1", "12 | Vraag 1", and "13" on an empty line */
const NUMBER = /^(?<number>\d{1,4})(?:$|(?:[.:]|\s?\|)?(?:$|\s+))/

/** Lines with a number at least, if each line has one and if each fifth has. */
const FEWEST = 10
const FEWEST_FIFTHS = 3

/**
 * The lines of a text that was pasted with the number of each line or of each fifth before it,
 * without these numbers; any other lines as they are. Empty lines may count or not, and each page
 * from 1 again. Only a text with surely a heading behind its numbers is one.
 */
export function withoutTypedNumbers(lines: readonly Line[]): readonly Line[] {
  const ofPage = placesOnPages(lines)
  const places = [({ number }: Line) => number, (_: Line, at: number) => at, ofPage]
  for (const placeOf of places) {
    const lengths = numbersAt(lines, placeOf)
    if (lengths === null) continue
    const left = lines.map((line) => behind(line, lengths.get(line) ?? 0))
    if (!left.some((line) => openingOf(line)?.certainty === 'sure')) continue
    return left.flatMap((line, at) => {
      if (line.text === '') return []
      return [{ ...line, apart: line.apart || left[at - 1]?.text === '' }]
    })
  }
  return lines
}

/** Each line's place below the last one that has the number 1. */
function placesOnPages(lines: readonly Line[]): (line: Line, at: number) => number {
  let first = 0
  const places = lines.map(({ text }, at) => {
    if (/^1(?!\d)/.test(text)) first = at
    return at - first + 1
  })
  return (_, at) => places[at]!
}

/** The characters of each line's number; null unless the numbers count the lines' places. */
function numbersAt(
  lines: readonly Line[],
  placeOf: (line: Line, at: number) => number,
): Map<Line, number> | null {
  const found = new Map<Line, number>()
  const counted: number[] = []
  let shift: number | null = null
  for (const [at, line] of lines.entries()) {
    const match = NUMBER.exec(line.text.slice(0, 40))
    const value = Number(match?.groups?.['number'])
    shift ??= match === null ? null : value - placeOf(line, at)
    if (match === null || value !== placeOf(line, at) + shift!) continue
    found.set(line, match[0].length)
    counted.push(value)
  }
  if (found.size === lines.length) return found.size < FEWEST ? null : found
  const [from, to] = [counted[0] ?? 0, counted.at(-1) ?? 0]
  const due = lines.flatMap((line, at) => {
    const value = placeOf(line, at) + (shift ?? 0)
    return value % 5 === 0 && value >= from && value <= to ? [value] : []
  })
  return counted.length >= FEWEST_FIFTHS && counted.join() === due.join() ? found : null
}

function behind(line: Line, length: number): Line {
  if (length === 0) return line
  return { ...line, start: line.start + length, text: line.text.slice(length), pageTop: false }
}
