/**
 * The line that begins at an offset in texts, without its end; the bytes may change with the next.
 */
export type LineAt = (start: number) => Uint8Array

export const LINE_END = 0x0a

/** The lines of texts in memory. */
export function linesIn(textsOf: () => Uint8Array): LineAt {
  return (start) => {
    const texts = textsOf()
    return texts.subarray(start, texts.indexOf(LINE_END, start))
  }
}
