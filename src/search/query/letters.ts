/** Steps of the table per unit of the logarithm. */
export const STEPS = 28

const LONGEST_STRETCH = 4

/**
 * The words that reveal a language; an abbreviation is the same in all of them, if it stands beside
 * other words.
 */
export function tellingWords(text: string): string[] {
  const words = [...text.matchAll(WORD)].map(([word]) => word)
  const isLoud = words.length > 1 && !/\p{Ll}/u.test(text)
  return words
    .filter((word) => isLoud || !/^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word))
    .map((word) => word.normalize('NFC').replaceAll('’', "'").toLowerCase())
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

/**
 * The stretches of letters within a word, its ends included, and the word itself: "_e", "en",
 * "_en_".
 */
export function stretchesOf(word: string): string[] {
  const whole = `_${word}_`
  const stretches: string[] = []
  for (let length = 1; length <= LONGEST_STRETCH; length++) {
    for (let at = 0; at + length <= whole.length; at++) {
      const stretch = whole.slice(at, at + length)
      if (stretch !== '_') stretches.push(stretch)
    }
  }
  if (whole.length > LONGEST_STRETCH) stretches.push(whole)
  return stretches
}

/** Converts differences of logarithms into the table's steps. */
export function stepsBelow(difference: number): number {
  return Math.min(255, Math.round(difference * STEPS))
}
