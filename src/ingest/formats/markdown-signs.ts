/** What only Markdown has: a heading, bold, a link. */
const SIGNS =
  /^ {0,3}#{1,6} {1,3}\S|(?<![*\w])(?:\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__)(?![*\w])|\[[^\]\n]{1,200}\]\(https?:/m

/** So much of a text is looked at for these. */
const HEAD = 20_000

/** True for a text that is written in Markdown, by its name or by what only Markdown has. */
export function isMarkdown(text: string, fileName: string): boolean {
  return /\.(?:md|markdown)$/i.test(fileName) || SIGNS.test(text.slice(0, HEAD))
}
