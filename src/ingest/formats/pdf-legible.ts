/** The output of a font without a map to Unicode: codes that are not characters. */
const NO_CHARACTER = /(?!\s)[\p{Cc}\ufffd]/gu

/** A few may be rules or bullets from a symbol font. */
const FEW = 3
const SMALL_SHARE = 0.002

/** The private use area, which fonts number as they like; symbols stand there too. */
const OWN = /[\ue000-\uf8ff]/gu
const LARGE_SHARE = 0.1

/** A quarter of the words in any Dutch or English text are among these. */
const USUAL = new Set(
  (
    'de het een en van in is op te dat die voor met zijn aan er niet om ook als bij door over ' +
    'uit naar of ja nee u ik the and to that for it on'
  ).split(' '),
)

/** Characters of a text that reveal its language. */
const SAMPLE = 20_000

/** Fewer words prove nothing. */
const ENOUGH_WORDS = 40
const FEWEST_USUAL = 0.04

/** Why the extracted text of a PDF cannot be what its pages show; null if it can. */
export function whyIllegible(text: string): string | null {
  const none = (text.match(NO_CHARACTER) ?? []).length
  const own = (text.match(OWN) ?? []).length
  const characters = none + own === 0 ? 0 : (text.match(/\S/gu) ?? []).length
  if (none > Math.max(FEW, characters * SMALL_SHARE) || own > characters * LARGE_SHARE) {
    return 'its letters cannot be told, a font has no map to Unicode'
  }
  const words =
    text
      .slice(0, SAMPLE)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const usual = words.filter((word) => USUAL.has(word)).length
  if (words.length >= ENOUGH_WORDS && usual < words.length * FEWEST_USUAL) {
    return 'its letters are not those that its pages show, or it is in another language'
  }
  return null
}
