import { stemmer } from '@orama/stemmers/dutch'
import { fold } from '../domain/fold.ts'

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

/** A text as a lookup key: without soft hyphens, which are not letters of a word. */
export function withoutSoftHyphens(text: string): string {
  return text.replaceAll('\u00ad', '')
}

/** The Dutch stem (Snowball) under which words are indexed and looked up. */
export function stemOf(word: string): string {
  return stemmer(fold(word))
}

/** The stems of a text's words, in their order. */
export function stemsOfText(text: string): string[] {
  return wordsOf(text).map((word) => stemOf(word.text))
}
