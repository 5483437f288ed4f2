/** A stretch `[start, end)` of a text with a property. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** A piece of a text between two boundaries, with the ranges that cover it. */
interface Segment<R extends TextRange> {
  readonly text: string
  readonly ranges: readonly R[]
}

/**
 * Cuts a text at every boundary of the ranges, which may overlap. The pieces concatenate to the
 * text; parts of a range outside the text are ignored.
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

/** A text with spaces in place of these ranges, so that the other offsets stay. */
export function blanked(text: string, ranges: readonly TextRange[]): string {
  return ranges.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  )
}
