import type { Glyph } from './pdf-glyphs.ts'

/** "b e s l i s t": letters that stand apart, of a word or of several. */
export const SET_APART = /(?<!\S)\S(?: \S){2,}(?!\S)/gu

/** A gap between words is wider than that between letters by this share of the type size. */
const WIDER = 0.12

/** The character of a run at a place, and the drawn one that matches it. */
interface Pair {
  readonly at: number
  readonly glyph: number
}

/**
 * The text of a run without the spaces that pdf.js sees between letters that are set apart. A space
 * that the page draws stays, and so does one that is wider than the gaps between letters.
 */
export function withoutSpacing(
  text: string,
  size: number,
  pairs: readonly Pair[],
  glyphs: readonly Glyph[],
): string {
  const glyphAt = new Map(pairs.map(({ at, glyph }) => [at, glyph]))
  return text.replace(SET_APART, (letters: string, from: number) => {
    const gaps = [...letters.matchAll(/ /g)].map(({ index }) => {
      const before = glyphAt.get(from + index - 1)
      const after = glyphAt.get(from + index + 1)
      if (before === undefined || after === undefined || after !== before + 1) return null
      return glyphs[after]!.startX - glyphs[before]!.endX
    })
    const seen = gaps.filter((gap) => gap !== null).sort((a, b) => a - b)
    const usual = seen[Math.floor(seen.length / 2)]
    if (usual === undefined || !/\p{L} \p{L}/u.test(letters)) return letters
    let at = -1
    return letters.replace(/ /g, () => {
      at++
      const gap = gaps[at]
      return gap === null || gap! > usual + size * WIDER ? ' ' : ''
    })
  })
}
