const SIGNS = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const

/** A whole number from 1 to 3999 in small Roman numerals: "xiv". */
export function romanNumeral(value: number): string {
  let left = value
  let text = ''
  for (const [size, sign] of SIGNS) {
    while (left >= size) {
      text += sign
      left -= size
    }
  }
  return text
}

/** The Roman numerals from "i" to that of `last`. */
export function romanNumerals(last: number): string[] {
  return Array.from({ length: last }, (_, at) => romanNumeral(at + 1))
}

/** The value of small letters read as a Roman numeral; "iiii" is 4, as "iv" is. */
export function valueOfRoman(numeral: string): number {
  const values = [...numeral].map((letter) => SIGNS.find(([, sign]) => sign === letter)?.[0] ?? 0)
  return values.reduce<number>((sum, value, at) => {
    return sum + (value < (values[at + 1] ?? 0) ? -value : value)
  }, 0)
}
