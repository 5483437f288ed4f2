import type { Heading } from './heading.ts'
import { canEndParagraph, type Line } from './lines.ts'

/** "Zie het antwoord op": what follows is no heading, whatever its first letter. */
const REFERS = /(?:^|\s)(?:antwoord(?:en)?|vra(?:ag|gen)) op$/i

/** "Zoals ik schreef in het": nor is what follows if the sentence goes on below it. */
const UNENDED = /(?:^|\s)(?:de|een|en|het|mijn|of|uw|van)$/i

/** The characters of a line that reaches the margin, at least: short lines end a paragraph. */
export function shortestFull(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b)
  return (lengths[Math.floor(lengths.length * 0.75)] ?? 0) * 0.6
}

/** The end of a sentence, with what closes it. */
const SENTENCE_END = /[.?!][)»”"’'\]]{0,2}$/

interface Context {
  /** where the text of what the line heads begins on it; null if it does not */
  readonly body?: number | null
  readonly next?: Line | undefined
  /** the characters of a line that was broken, at least */
  readonly full?: number
}

/**
 * True if a line only looks like a heading because a sentence was broken there: "... zie ook het /
 * antwoord op vraag 5)." It begins in lower case, or the sentence before it runs on into a full
 * stop or into the line below.
 */
export function continues(
  before: Line | undefined,
  line: Line,
  { body = null, next, full = 0 }: Context = {},
): boolean {
  if (before === undefined || line.apart) return false
  const end = before.text.slice(-30)
  if (REFERS.test(end) || (UNENDED.test(end) && /^\p{Ll}/u.test(next?.text ?? ''))) return true
  if (/^\p{Ll}/u.test(line.text)) {
    // "vraag 2" behind the end of a sentence is a heading, however it is written.
    return !(body === null && /\d/.test(line.text) && SENTENCE_END.test(before.text))
  }
  // "(ingezonden 3 maart 2025)" above "Vraag 1."
  if (line.isBlock === true || before.text.length < full || before.text.endsWith(')')) return false
  return body === null && line.text.endsWith('.') && !canEndParagraph(before.text)
}

/** Whether a line opens a part, or may be the last of a paragraph. */
export function endsOrOpens(before: Line, found: ReadonlyMap<Line, Heading>): boolean {
  return found.has(before) || canEndParagraph(before.text)
}
