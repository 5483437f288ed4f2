/** A stretch of a text with something to say about it; `[start, end)`. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A piece of a text between two borders, with the ranges that cover it. */
export interface Segment<R extends TextRange> {
  readonly text: string
  readonly ranges: readonly R[]
}

/**
 * Cuts a text at every border of the ranges, which may overlap. The pieces make up the text again;
 * what of a range lies outside the text counts for nothing.
 */
export function segmentsOf<R extends TextRange>(text: string, ranges: readonly R[]): Segment<R>[] {
  const borders = new Set([0, text.length])
  for (const { start, end } of ranges) {
    for (const border of [start, end]) if (border > 0 && border < text.length) borders.add(border)
  }
  const cuts = [...borders].sort((a, b) => a - b)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index]!
    return {
      text: text.slice(start, end),
      ranges: ranges.filter((range) => range.start < end && range.end > start),
    }
  })
}
