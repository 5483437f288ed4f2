import type { Span } from '../../domain/document.ts'

/** A line of a source text; `start` and `end` exclude the white space around its words. */
export interface Line extends Span {
  /** offset of the line's first character, white space included */
  readonly from: number
  /** offset after its line break */
  readonly to: number
  readonly text: string
  /** counts from 1 */
  readonly number: number
  /** only white space, at least a whole line of it, separates this line from the previous one */
  readonly apart: boolean
  /**
   * a form feed precedes it, or a single space: extractors leave either at a page's top, and no
   * indent
   */
  readonly pageTop: boolean
  /** true if its format says that a paragraph begins here */
  readonly isBlock?: boolean
}

const LINE_BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g

/** The lines of a text that contain words, in order. Empty lines appear only as `apart`. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const isReplied = isQuoted(text)
  let apart = false
  let fed = false
  let number = 1
  const add = (from: number, until: number, to: number): void => {
    const sign = isReplied ? QUOTED.exec(text.slice(from, Math.min(until, from + 40))) : null
    const { start, end } = trimmed(text, from + (sign?.[0].length ?? 0), until)
    if (start === end) apart = true
    else {
      const pageTop = fed || (start === from + 1 && text[from] === ' ')
      const line = { from, to, start, end, text: text.slice(start, end), number, apart, pageTop }
      lines.push(line)
      apart = false
      fed = false
    }
    number++
  }
  let from = 0
  for (const { 0: lineBreak, index } of text.matchAll(LINE_BREAK)) {
    add(from, index, index + lineBreak.length)
    if (lineBreak === '\f') fed = true
    from = index + lineBreak.length
  }
  add(from, text.length, text.length)
  return lines
}

/** "> ", before each line of a message that was forwarded or answered */
const QUOTED = /^[ \t]{0,3}(?:>[ \t]?){1,8}/

/**
 * True if most lines with words have that sign, or those of questions do: a message may answer each
 * of them below it.
 */
function isQuoted(text: string): boolean {
  if (!text.includes('>')) return false
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const quoted = lines.filter((line) => QUOTED.test(line.slice(0, 40)))
  return quoted.length > lines.length / 2 || quoted.filter((line) => ASKED.test(line)).length > 1
}

/** "> Vraag 2", "> 2. Blijft het peil?" */
const ASKED = /^[ \t]{0,3}(?:>[ \t]?){1,8}(?:Vra(?:ag|gen)\s?\d|\d{1,3}[.)]\s)/

/** `[from, to)` without surrounding white space. */
export function trimmed(text: string, from: number, to: number): Span {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return { start, end }
}

/** White space as in ECMAScript's `\s`, and signs of no width that some programs leave. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code < 0xa0) return false
  if (code === 0xa0 || code === 0x1680 || code === 0x202f || code === 0x205f) return true
  if (code === 0x3000 || code === 0xfeff) return true
  return (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || code === 0x2060
}

/** True if a line can be the last of a paragraph. */
export function canEndParagraph(text: string): boolean {
  return /[.?!:;…][»”’"')\]\d\s¹²³⁰⁴-⁹]{0,6}$/.test(text.slice(-8))
}
