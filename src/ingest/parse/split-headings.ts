import { openingOf } from './heading-lines.ts'
import { canEndParagraph, type Line, linesOf } from './lines.ts'
import { mayBeSource } from './sources.ts'
import { patternOf } from '../../text/pattern.ts'

/** "Antwoord", "Antwoord op", "Vragen 2 en": how a heading may begin that goes on. */
const BEGINS = new RegExp(
  patternOf`
    ^(?:Antwoord(?:en)?|Beantwoording|Vra(?:ag|gen)\s(?=\d))
    (?:\s+(?:op|van|bij)(?:\s+de)?(?:\s+vra(?:ag|gen))?)?(?:\s?\d[\d,\s]{0,12}(?:en|t\/m)?)?$
  `,
  'u',
)

/** "op vraag 1", "vragen 2 en", "3": words of headings, and numbers */
const GOES_ON =
  /^(?:(?:op|de|van|vraag|vragen|en|t\/m|tot en met|\d{1,3}[a-p]?)[,\s]{0,2}){1,8}[.:]?$/u

const BARE = /^Antwoord$/
const ALONE = /^\d{1,3}[.:]?$/

/** Lines of a heading at most. */
const MOST = 4

/**
 * The lines, with each heading in one that a narrow column breaks in several: "Antwoord op" and
 * "vraag 1". A number alone below "Antwoord" may be the answer, or begin one of several, unless
 * each has one, these count from 1, and no other stands alone.
 */
export function joinSplitHeadings(source: string, lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  const counted = new Set<number>()
  const bare = lines.filter(({ text }) => BARE.test(text)).length
  const alone = lines.filter(({ text }) => ALONE.test(text)).length
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const end = isBegun(lines, at) ? endOfHeading(source, lines, at) : at
    const below = lines[end]!
    if (BARE.test(line.text) && end === at + 1 && ALONE.test(below.text)) {
      if (Number.parseInt(below.text, 10) === counted.size + 1) counted.add(joined.length)
      joined.push(line, below)
    } else joined.push(end === at ? line : whole(source, line, below))
    at = end
  }
  if (counted.size < 2 || counted.size !== bare || alone !== bare) return joined
  return joined.flatMap((line, at) => {
    if (counted.has(at - 1)) return []
    return [counted.has(at) ? whole(source, line, joined[at + 1]!) : line]
  })
}

/** The lines, with the number of a note and its first line in one where each has one of its own. */
export function joinNoteNumbers(source: string, lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    const isNote =
      before !== undefined &&
      /^\d{1,3}$/.test(before.text) &&
      mayBeSource(line.text) &&
      !source.slice(before.end, line.start).includes('\f')
    if (isNote) joined[joined.length - 1] = whole(source, before, line)
    else joined.push(line)
  }
  return joined
}

/** The lines of a joined one that proved no heading. */
export function partAgain(line: Line): Line[] {
  if (!line.text.includes('\n')) return [line]
  const parts = linesOf(line.text)
  return parts.map((part, at) => ({
    ...line,
    from: at === 0 ? line.from : line.start + part.from,
    to: at === parts.length - 1 ? line.to : line.start + part.to,
    start: line.start + part.start,
    end: line.start + part.end,
    text: part.text,
    apart: at === 0 && line.apart,
  }))
}

/** True for a line below the end of a sentence that may begin a heading. */
function isBegun(lines: readonly Line[], at: number): boolean {
  const { text, apart } = lines[at]!
  const before = lines[at - 1]
  if (!BEGINS.test(text.slice(0, 60))) return false
  return before === undefined || apart || canEndParagraph(before.text)
}

/** The place of the last line of the heading that begins at a place: that place if it has one. */
function endOfHeading(source: string, lines: readonly Line[], at: number): number {
  let end = at
  for (let next = at + 1; next < at + MOST; next++) {
    const line = lines[next]
    if (line === undefined || line.apart || !GOES_ON.test(line.text.slice(0, 60))) break
    // "Antwoord 1" above "2": what it counts.
    if (/\d$/.test(lines[next - 1]!.text) && /^\d/.test(line.text)) break
    const opening = openingOf(whole(source, lines[at]!, line))
    if (opening?.certainty === 'sure' && opening.numbers.length > 0 && opening.body === null)
      end = next
  }
  // Below it stands the answer.
  const below = lines[end + 1]
  return below === undefined || below.apart ? at : end
}

function whole(source: string, first: Line, last: Line): Line {
  return { ...first, to: last.to, end: last.end, text: source.slice(first.start, last.end) }
}
