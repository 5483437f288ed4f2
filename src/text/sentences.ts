import type { Span } from '../domain/document.ts'
import { patternOf } from './pattern.ts'

/**
 * The source of a pattern for what a full stop follows without ending a sentence: "o.a", "nr",
 * "dhr", "A.B" before "Jansen", "jl".
 */
export const ABBREVIATED = patternOf`
  (?:\p{L}|(?:\p{L}{1,2}\.)+\p{L}{1,2}|nrs?|artt?|dhr|mw|mevr|drs|ir|mr|dr|prof|bijv|ca|resp|blz
  |pag|incl|excl|evt|jl|nl|vgl|zgn|st|mln|mld)
`

const ABBREVIATION = new RegExp(String.raw`(?:^|[\s(«„"'])${ABBREVIATED}\.$`, 'iu')

/**
 * The end of a sentence, with the quotes and brackets that close after it, before a possible
 * beginning of the next.
 */
const END = /[.!?…][»”"'’)\]]*(?=\s+[\p{Lu}\p{N}«„“"'‘([])/gu

/**
 * Splits a text into sentences; they are in order and leave out only the white space between them.
 */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (match[0] === '.' && ABBREVIATION.test(lastWord(text.slice(start, end)))) continue
    pushTrimmed(spans, text, start, end)
    start = end
  }
  pushTrimmed(spans, text, start, text.length)
  return spans
}

/**
 * From the last space on, so that a long sentence is not scanned again for each of its full stops.
 */
function lastWord(text: string): string {
  return text.slice(Math.max(0, text.lastIndexOf(' ')))
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  while (start < end && /\s/u.test(text[start]!)) start++
  while (end > start && /\s/u.test(text[end - 1]!)) end--
  if (end > start) spans.push({ start, end })
}
