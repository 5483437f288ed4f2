/**
 * The source of a regular expression that takes several lines. Characters stand for themselves, as
 * in `String.raw`; line ends and the indents after them do not count, so a space belongs inside a
 * line.
 */
export function patternOf({ raw }: TemplateStringsArray, ...parts: readonly string[]): string {
  return String.raw({ raw: raw.map((piece) => piece.replace(/\n\s*/g, '')) }, ...parts)
}
