import table from './language-table.json' with { type: 'json' }
import type { QueryLanguage } from '../../text/language.ts'
import { rememberWords } from '../../text/word-memory.ts'
import { STEPS, stretchesOf, tellingWords } from './letters.ts'

/**
 * Most queries are Dutch, and many are English: a word of several languages counts as one of these.
 */
const PRIOR = new Map<string, number>([
  ['nl', Math.log(3)],
  ['en', Math.log(2)],
])

/**
 * The best language must be this many times as likely as the next, or the result is unknown; a
 * single word says less than it seems to.
 */
const CERTAIN = Math.log(2)
const CERTAIN_OF_ONE = Math.log(10)

/** This many words tell a language beyond doubt, which bounds the time for a long text. */
const ENOUGH_WORDS = 30

/**
 * How likely each stretch of one to four letters, and each frequent word, is in each language,
 * learned by `npm run languages`: a naive Bayes classifier (Cavnar & Trenkle 1994 count the same
 * stretches). A score is the logarithm of its frequency, relative to that of the language where it
 * is most frequent, in steps of 1/28.
 *
 * The table is read at the first query.
 */
let scoresOf: ReadonlyMap<string, Uint8Array> | undefined

/** Texts whose language is remembered: several steps look for that of one query. */
const REMEMBERED = 8

/** The language of a text of one word or more. */
export const readLanguage = rememberWords(REMEMBERED, languageIn)

function languageIn(text: string): QueryLanguage {
  const scores = table.languages.map((language) => PRIOR.get(language) ?? 0)
  let known = false
  const words = tellingWords(text).slice(0, ENOUGH_WORDS)
  for (const word of words) {
    for (const stretch of stretchesOf(word)) {
      const each = (scoresOf ??= readTable()).get(stretch)
      if (each === undefined) continue
      known = true
      for (let at = 0; at < scores.length; at++) scores[at]! -= each[at]! / STEPS
    }
  }
  if (!known) return 'und'
  const [best, next] = scores.map((score, at) => ({ score, at })).sort((a, b) => b.score - a.score)
  const certain = words.length > 1 ? CERTAIN : CERTAIN_OF_ONE
  return best!.score - next!.score < certain ? 'und' : (table.languages[best!.at] as QueryLanguage)
}

function readTable(): ReadonlyMap<string, Uint8Array> {
  const bytes = Uint8Array.from(atob(table.scores), (character) => character.charCodeAt(0))
  const width = table.languages.length
  return new Map(
    table.stretches
      .split(' ')
      .map((stretch, row) => [stretch, bytes.subarray(row * width, (row + 1) * width)]),
  )
}
