/**
 * Lower case, without accents and with plain apostrophes: the common form of two spellings of a
 * word.
 */
export function fold(word: string): string {
  // Most words have no accents, and normalising them would take most of the time.
  if (isAscii(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad]/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false
  return true
}
