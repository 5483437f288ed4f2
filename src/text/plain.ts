/**
 * Marks that turn the direction of what follows: a line could be made to read otherwise than it is.
 */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** White space, line ends of every kind, and what a terminal takes for an order. */
const BLANK = /[\s\p{Cc}]+/gu

/**
 * A title or a name as one line of well-formed text that does nothing: white space and control
 * characters become one space, marks of direction go. For what is said about a document, never for
 * its words.
 */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(DIRECTION, '').replace(BLANK, ' ').trim()
}
