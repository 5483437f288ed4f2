/**
 * Characters that change the direction of the text after them: with these, a line can read
 * differently from what it is.
 */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** White space, line ends of every kind, and characters that a terminal takes for commands. */
const BLANK = /[\s\p{Cc}]+/gu

/**
 * A title or a name as one line of well-formed, inert text: white space and control characters
 * become one space, direction marks disappear. For text about a document, never for its words.
 */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(DIRECTION, '').replace(BLANK, ' ').trim()
}
