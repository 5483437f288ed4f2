import type { Span } from '../../domain/document.ts'
import type { Zone } from '../extraction/extraction.ts'
import { isHeadingText } from '../extraction/heading-text.ts'
import { type Line, trimmed } from './lines.ts'

/** The stretches of a text that stand for form and are not read, in order. */
export function markupOf(zones: readonly Zone[]): Span[] {
  return zones.flatMap(({ kind, start, end }) => (kind === 'markup' ? [{ start, end }] : []))
}

/**
 * Lines as they are read where characters stand for form: these are blank in a line's text, which
 * keeps its length, a line of nothing else is left out, and a heading in bold is a line of its own
 * although text follows on it.
 */
export function withoutMarkup(lines: readonly Line[], markup: readonly Span[]): Line[] {
  if (markup.length === 0) return [...lines]
  const found: Line[] = []
  let next = 0
  let apart = false
  for (const line of lines) {
    const text = line.text.split('')
    const closings: number[] = []
    while (next < markup.length && markup[next]!.end <= line.start) next++
    for (let index = next; index < markup.length && markup[index]!.start < line.end; index++) {
      const { start, end } = markup[index]!
      closings.push(start)
      for (let at = Math.max(start, line.start); at < Math.min(end, line.end); at++) {
        text[at - line.start] = ' '
      }
    }
    const pieces = headed(line, text.join(''), closings)
    if (pieces.length === 0) apart = true
    for (const [index, piece] of pieces.entries()) {
      found.push({ ...piece, apart: index === 0 ? piece.apart || apart : false })
      apart = false
    }
  }
  return found
}

/** A line in one piece, or in two where a heading ends at markup in the middle of it. */
function headed(line: Line, text: string, closings: readonly number[]): Line[] {
  const piece = (from: number, to: number, start: number, end: number): Line[] => {
    const own = trimmed(text, start - line.start, end - line.start)
    if (own.start === own.end) return []
    const span = { start: line.start + own.start, end: line.start + own.end }
    return [{ ...line, ...span, from, to, text: text.slice(own.start, own.end) }]
  }
  for (const at of closings) {
    const before = text.slice(0, at - line.start)
    if (isHeadingText(before) && text.slice(at - line.start).trim() !== '') {
      return [...piece(line.from, at, line.start, at), ...piece(at, line.to, at, line.end)]
    }
  }
  return piece(line.from, line.to, line.start, line.end)
}
