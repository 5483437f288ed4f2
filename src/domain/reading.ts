import type { Join, Reading, Span } from './document.ts'

/** The slices and joins of a reading text. */
export interface Recipe {
  readonly spans: readonly Span[]
  readonly joins: readonly Join[]
}

/**
 * Makes a reading text from the source. Throws a RangeError for an invalid recipe: spans outside
 * the source, empty or out of order, or a wrong number of joins.
 */
export function rebuild(source: string, { spans, joins }: Recipe): string {
  if (joins.length !== Math.max(0, spans.length - 1)) throw new RangeError('joins do not fit spans')
  let text = ''
  let from = 0
  for (const [index, { start, end }] of spans.entries()) {
    if (start < from || end <= start || end > source.length) {
      throw new RangeError(`span ${start}-${end} does not fit the source`)
    }
    if (index > 0) text += joins[index - 1]!
    text += source.slice(start, end)
    from = end
  }
  return text
}

/** Makes a reading of a source: the text and the recipe that rebuilds it. */
export function read(source: string, recipe: Recipe): Reading {
  return { text: rebuild(source, recipe), spans: recipe.spans, joins: recipe.joins }
}

/** True if the reading text is what the source says. */
export function isVerbatim(source: string, reading: Reading): boolean {
  try {
    return rebuild(source, reading) === reading.text
  } catch {
    // A recipe that does not fit the source proves nothing: that is a result, not a failure.
    return false
  }
}
