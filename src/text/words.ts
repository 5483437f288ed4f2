import { stemmer } from '@orama/stemmers/dutch'

/** A word of a text and where it stands, in UTF-16 code units. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Letters and digits; an apostrophe inside ("foto's") belongs to the word, and so does a soft
 * hyphen; a hyphen parts two.
 */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:['’]|\u00ad+)[\p{L}\p{N}\p{M}]+)*/gu

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  }
  return words
}

/** Lower case, without accents and with plain apostrophes: what two spellings of a word share. */
export function fold(word: string): string {
  // Most words: they have no accents, and taking them apart would take most of the time.
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

/** A text in the form of a lookup key: without soft hyphens, which are no letters of a word. */
export function withoutSoftHyphens(text: string): string {
  return text.replaceAll('\u00ad', '')
}

/** The Dutch stem (Snowball) that words are indexed and looked up by. */
export function stemOf(word: string): string {
  return stemmer(fold(word))
}
