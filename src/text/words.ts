import { stemmer } from '@orama/stemmers/dutch'

/** A word of a text with its place, in UTF-16 code units. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Letters and digits; an apostrophe inside ("foto's") belongs to the word, and so does a soft
 * hyphen; a hyphen separates two.
 */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:['’]|\u00ad+)[\p{L}\p{N}\p{M}]+)*/gu

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  }
  return words
}

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

/** A text as a lookup key: without soft hyphens, which are not letters of a word. */
export function withoutSoftHyphens(text: string): string {
  return text.replaceAll('\u00ad', '')
}

/** The Dutch stem (Snowball) under which words are indexed and looked up. */
export function stemOf(word: string): string {
  return stemmer(fold(word))
}
