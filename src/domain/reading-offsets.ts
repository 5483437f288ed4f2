import type { Join, Reading, Span } from './document.ts'
import type { Recipe } from './reading.ts'

/** A slice of the source with its place in the reading text. */
interface Placed {
  readonly slice: Span
  /** its joint to the previous slice; empty for the first */
  readonly join: Join
  readonly start: number
  readonly end: number
}

/** The one walk along a reading: each slice with its place in the text, in order. */
function* walk({ spans, joins }: Recipe): Generator<Placed> {
  let at = 0
  for (const [index, slice] of spans.entries()) {
    const join = index === 0 ? '' : joins[index - 1]!
    const start = at + join.length
    at = start + slice.end - slice.start
    yield { slice, join, start, end: at }
  }
}

/** The offset in a reading text of a source character; null if the reading leaves it out. */
function offsetInReading(recipe: Recipe, offset: number): number | null {
  for (const { slice, start } of walk(recipe)) {
    if (offset >= slice.start && offset < slice.end) return start + offset - slice.start
  }
  return null
}

/** The place of a source stretch in a reading text; null if the reading leaves out either end. */
export function spanInReading(recipe: Recipe, span: Span): Span | null {
  const start = offsetInReading(recipe, span.start)
  const end = offsetInReading(recipe, span.end - 1)
  return start === null || end === null ? null : { start, end: end + 1 }
}

/**
 * The number of characters of a reading text before a place in the source. An omitted place (a
 * footnote's mark) belongs to the word before it, so it comes before the joining space. Null for a
 * place before the first slice or after the last.
 */
export function placeInReading(recipe: Recipe, place: number): number | null {
  let before: number | null = null
  for (const { slice, start, end } of walk(recipe)) {
    if (place < slice.start) return before
    if (place <= slice.end) return start + place - slice.start
    before = end
  }
  return null
}

/** Like `placeInReading`, but null for a place that the reading includes: only gaps count. */
export function gapInReading(recipe: Recipe, place: number): number | null {
  return offsetInReading(recipe, place) === null ? placeInReading(recipe, place) : null
}

/**
 * The part `[start, end)` of a reading text as a reading of its own, which the source rebuilds. A
 * space at either edge stands for a line end of the source: no slice contains it, so it is left
 * out.
 */
export function excerpt(reading: Reading, start: number, end: number): Reading {
  const spans: Span[] = []
  const joins: Join[] = []
  let text = ''
  for (const { slice, join, ...placed } of walk(reading)) {
    const from = Math.max(placed.start, start)
    const to = Math.min(placed.end, end)
    if (from >= to) continue
    if (spans.length > 0) {
      joins.push(join)
      text += join
    }
    spans.push({
      start: slice.start + from - placed.start,
      end: slice.start + to - placed.start,
    })
    text += reading.text.slice(from, to)
  }
  return { text, spans, joins }
}

/**
 * The stretch of the source that corresponds to `[start, end)` of a reading text, gaps included.
 */
export function sourceSpan(reading: Reading, start: number, end: number): Span | null {
  const { spans } = excerpt(reading, start, end)
  return spans.length === 0 ? null : { start: spans[0]!.start, end: spans.at(-1)!.end }
}
