import { DUTCH_CARDINALS, DUTCH_ORDINALS } from '../../text/number-words.ts'
import { romanNumeral } from '../../text/roman-numerals.ts'

/**
 * A count as a list shows it, in one of the Word formats that letters use; any other is written in
 * digits.
 */
export function formatCount(value: number, format: string): string {
  switch (format) {
    case 'none':
      return ''
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    case 'ordinal':
      return `${value}e`
    case 'cardinalText':
      return inWords(value, DUTCH_CARDINALS)
    case 'ordinalText':
      return inWords(value, DUTCH_ORDINALS)
    case 'numberInDash':
      return `- ${value} -`
    case 'decimalEnclosedParen':
      return `(${value})`
    case 'decimalEnclosedCircle':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
    case 'decimalZero':
      return String(value).padStart(2, '0')
    default:
      return String(value)
  }
}

/** a, b ... z, aa, bb: Word repeats the letter. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

function roman(value: number): string {
  return value < 1 || value > 3999 ? String(value) : romanNumeral(value)
}

/** A number word from a list whose first is one, with a capital; in digits beyond the list. */
function inWords(value: number, words: readonly string[]): string {
  const word = words[value - 1]
  return word === undefined ? String(value) : word[0]!.toUpperCase() + word.slice(1)
}
