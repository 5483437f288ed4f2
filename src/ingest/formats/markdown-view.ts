/**
 * A stretch of a text without what is set before its lines ("> ", the room before a list's text),
 * and where its characters stand.
 */
export interface View {
  readonly text: string
  /** where each character of `text` stands in the whole text */
  readonly offsets: readonly number[]
}

/** The whole of a text. */
export function wholeView(text: string): View {
  return { text, offsets: Array.from({ length: text.length }, (_, index) => index) }
}

/**
 * The stretch of a view whose lines, without what is set before them, are those of `inner`; null
 * where they are not there in this order.
 */
export function innerView(view: View, from: number, to: number, inner: string): View | null {
  const offsets: number[] = []
  let at = from
  for (const [index, line] of inner.split('\n').entries()) {
    if (index > 0) {
      const lineEnd = view.text.indexOf('\n', at)
      if (lineEnd < 0 || lineEnd >= to) return null
      offsets.push(view.offsets[lineEnd]!)
      at = lineEnd + 1
    }
    const found = view.text.indexOf(line, at)
    if (found < 0 || found + line.length > to) return null
    for (let each = 0; each < line.length; each++) offsets.push(view.offsets[found + each]!)
    at = found + line.length
  }
  return { text: inner, offsets }
}
