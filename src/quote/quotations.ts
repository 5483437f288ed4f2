import type { Span } from '../domain/document.ts'
import { blockQuotesIn } from './block-quotes.ts'
import {
  givenPart,
  introductionAbove,
  joinedWith,
  withCredit,
  withSpeaker,
} from './given-quotation.ts'
import { headedParts, isAnswerPart } from './headings.ts'
import type { FindMinisters } from './known-ministers.ts'
import { markedIn, type PlacedQuotation } from './quotation-marks.ts'

/** A quotation in somebody's text; offsets are those of the text between its marks. */
export interface Quotation {
  readonly start: number
  readonly end: number
  readonly text: string
  /** with marks and its attribution, without Markdown and HTML: the text to check */
  readonly given: string
  /**
   * the same together with the next quotation, if only an attribution within a sentence stands
   * between them: `"…", aldus minister Zand, "…"`; else null
   */
  readonly joined: string | null
  /** the questions and answers that a block quote with their headings is made of, else empty */
  readonly headed: readonly Pick<Quotation, 'given' | 'line'>[]
  /** counts from 1 */
  readonly line: number
}

/**
 * All quotations of a text, in order: between quotation marks of any style, the block quotes of
 * Markdown and HTML, and those that its layout tells (`blocks`). O(length).
 */
export function quotationsOf(
  text: string,
  {
    blocks = [],
    ministersIn = () => [],
  }: { readonly blocks?: readonly Span[]; readonly ministersIn?: FindMinisters } = {},
): Quotation[] {
  const told = blocks.map(({ start, end }) => {
    return { kind: 'block' as const, from: start, start, end, to: end }
  })
  return quotationsIn(text, [...told, ...blockQuotesIn(text), ...markedIn(text)], ministersIn)
}

function quotationsIn(
  text: string,
  all: readonly PlacedQuotation[],
  ministersIn: FindMinisters,
): Quotation[] {
  const lineAt = lineCounter(text)
  const around = unwrapped(text)
  return outermost(all).flatMap((placed, nth, each): Quotation[] => {
    const { kind, start, end } = placed
    const words = text.slice(start, end)
    if (!/\p{L}/u.test(words)) return []
    const quotation = { start, end, text: words, line: lineAt(start) }
    if (kind === 'marked') {
      const given = withSpeaker(around, placed, [each[nth - 1], each[nth + 1]], ministersIn)
      return [{ ...quotation, given, joined: joinedWith(text, placed, each[nth + 1]), headed: [] }]
    }
    const introduction = introductionAbove(around, placed)
    const given = isAnswerPart(words)
      ? givenPart(words, introduction)
      : withCredit(words, introduction, { below: text.slice(placed.to), ministersIn })
    const parts = headedParts(words).map((part) => ({
      given: givenPart(words.slice(part.start, part.end), introduction),
      line: lineAt(start + part.start),
    }))
    return [{ ...quotation, given, joined: null, headed: parts.length > 1 ? parts : [] }]
  })
}

/**
 * A text of the same length with its paragraphs in one line: who speaks may stand on both sides of
 * a line end.
 */
function unwrapped(text: string): string {
  const lines = text.split('\n')
  return lines.reduce((above, line, nth) => {
    return above + (isWrapped(lines[nth - 1]!, line) ? ' ' : '\n') + line
  })
}

/** A line this long ends because the next word did not fit. */
const fullLine = 45
const startsAnew = /^(?:[>|#*+•–—―~-]|\d{1,3}[.)] )/
const goesOn = /^[\p{Ll}([]/u

function isWrapped(line: string, next: string): boolean {
  const [end, begin] = [line.trimEnd(), next.trimStart()]
  if (end === '' || begin === '' || startsAnew.test(begin) || /^\s*[>|#]/.test(line)) return false
  if (goesOn.test(begin) || (end.endsWith(':') && /^["“„«‘']/.test(begin))) return true
  return line.length >= fullLine && !/[.!?:;]["”»’]?$/.test(end)
}

/** In order, without those inside another. */
function outermost(found: readonly PlacedQuotation[]): PlacedQuotation[] {
  let reached = 0
  return [...found]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < reached) return false
      reached = end
      return true
    })
}

function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0]
  return (offset) => {
    for (; at < offset; at++) if (text[at] === '\n') line++
    return line
  }
}
