/** "6", "-2", "+3", "0,5", "n": a possible exponent. */
const RAISED = /^(?<sign>[-\u2010-\u2013\u2212+])?(?:\d{1,3}(?:[.,]\d{1,3})?|[knxyz])$/u

/**
 * The sign to insert before a raised number on a plain line, as in linear formulas: "10^6", since
 * "106" would be another number, and "m^-2". None after a unit: "km2".
 */
export function signBefore(before: string, raised: string): '^' | '' {
  const match = RAISED.exec(raised.trim())
  if (match === null) return ''
  const signed = match.groups?.['sign'] !== undefined
  return (signed ? /[\p{L}\p{N})]$/u : /\p{N}$/u).test(before) ? '^' : ''
}

/** The sign to insert before a lowered number that follows another: "16_10" is not 1610. */
export function signBelow(before: string, lowered: string): '_' | '' {
  return /\p{N}$/u.test(before) && /^\s*\p{N}/u.test(lowered) ? '_' : ''
}

/** What precedes an exponent: "km", "m", "cm" and the like, or a power of ten. */
const UNIT = /(?:^|[^\p{L}])(?:[cdkmhµ]?m|ha|s|x|10)$/iu

/** "km2", "m3": a raised number after a unit is not a mark but part of the text. */
export function isExponent(before: string, mark: string): boolean {
  if (!UNIT.test(before.trimEnd().slice(-6))) return false
  return /^[23]$/.test(mark) || /(?:^|\D)10$/.test(before)
}
