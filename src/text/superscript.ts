/** The raised digits from 0 to 9. */
const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The source of a pattern for one to three of them. */
export const RAISED_NUMBER = `[${DIGITS}]{1,3}`

/** The number that raised digits are: 12 for "¹²". */
export function readRaised(text: string): number {
  return Number([...text].map((digit) => DIGITS.indexOf(digit)).join(''))
}

/** A text with its digits raised: "¹²" for "12". */
export function superscript(text: string): string {
  return text.replace(/\d/g, (digit) => DIGITS[Number(digit)]!)
}
