/** What comes along with pasted words and nobody sees: marks without width, and of direction. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** White space of every kind but line ends. */
const SPACES = /[^\S\n]+/gu

/** The end of a line that a page or a mail was too narrow for; those of a list are shorter. */
const BROKEN = /(?<=[^\n]{40}) ?\n(?=\p{L})/gu

/** The bullet of what stands alone: "- jeugdzorg", "> wolven". */
const MARKED = /^[-–•*>] (?=[^\n]+$)/u

/**
 * A query as somebody would type it: one plain space between words, no line broken within a
 * sentence, letters and their accents in one. What is pasted from a page or a document has others,
 * by which "vragen van het lid" would not be found.
 */
export function asTyped(query: string): string {
  const plain = query.normalize('NFC').replace(UNSEEN, '').replace(SPACES, ' ').replace(BROKEN, ' ')
  return plain.trim().replace(MARKED, '')
}
