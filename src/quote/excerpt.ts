import type { Join, Reading, Span } from '../domain/document.ts'

/**
 * The part `[start, end)` of a reading text as a reading of its own, so that it can be rebuilt from
 * the source. A space at either edge that stands for a line end of the source belongs to no slice
 * and is left out.
 */
export function excerpt(reading: Reading, start: number, end: number): Reading {
  const spans: Span[] = []
  const joins: Join[] = []
  let text = ''
  let at = 0
  for (const [index, span] of reading.spans.entries()) {
    const join = index > 0 ? reading.joins[index - 1]! : ''
    const first = at + join.length
    at = first + span.end - span.start
    const from = Math.max(first, start)
    const to = Math.min(at, end)
    if (from >= to) continue
    if (spans.length > 0) joins.push(join)
    if (spans.length > 0) text += join
    spans.push({ start: span.start + from - first, end: span.start + to - first })
    text += reading.text.slice(from, to)
  }
  return { text, spans, joins }
}

/**
 * Where in a reading text something stands that was left out of it (a footnote mark), or null where
 * the offset in the source is not in one of the reading's gaps nor directly behind it.
 */
export function gapAt(reading: Reading, sourceOffset: number): number | null {
  let at = 0
  for (const [index, span] of reading.spans.entries()) {
    if (sourceOffset < span.end) return null
    at += (index > 0 ? reading.joins[index - 1]!.length : 0) + span.end - span.start
    const next = reading.spans[index + 1]
    if (sourceOffset < (next ? next.start : span.end + 1)) return at
  }
  return null
}
