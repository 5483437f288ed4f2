import { patternOf } from '../../text/pattern.ts'

/**
 * "Vraag 2", "Antwoord op vraag 3:", "Vragen 4 t/m 6", "Antwoord": a text that names a question or
 * an answer and nothing else. Formats put it on a line of its own if the file sets it apart: in
 * bold, in a cell, as a number.
 */
const HEADING = new RegExp(
  patternOf`
    ^(?:vra(?:ag|gen)|antwoord(?:en)?|beantwoording)(?:\s+(?:op|bij|van|aan))?(?:\s+(?:de|uw))?
    (?:\s+vra(?:ag|gen))?(?:\s+(?:nummers?|nrs?\.?))?(?:\s*(?:\d{1,3}(?!\d)(?:\s?[a-z](?![a-z]))?
    |[,&/+-]|–|en|t\/m|tot en met)){0,60}\s*[.:]{0,2}$
  `,
  'i',
)

/** "Vraag 2", "Antwoord: Ja": how a heading in words begins, whatever follows. */
const IN_WORDS = /^(?:Vra(?:ag|gen)|Antwoord(?:en)?)(?:\s|:|$)/i

/** True if a line begins as a heading in words does. */
export function isHeadedInWords(line: string): boolean {
  return IN_WORDS.test(line.slice(0, 20))
}

/** A longer text is not a heading. */
const LONGEST = 200

/** True if a text is the heading of a question or an answer; surrounding white space is ignored. */
export function isHeadingText(text: string): boolean {
  const trimmed = text.trim()
  return trimmed !== '' && trimmed.length <= LONGEST && HEADING.test(trimmed)
}
