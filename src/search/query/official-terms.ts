import type { Lexicon } from '../../embed/embed.ts'
import type { QueryLanguage } from '../../text/language.ts'
import { everydayTerms, type StemmedWord } from './everyday-words.ts'
import { lookedUp, type Lookup } from './lookup.ts'

/** What ministries call a word or term of everyday Dutch. */
export interface OfficialTerm extends Lookup {
  readonly text: string
}

/** The languages of a query that may have everyday Dutch: a few words may reveal none. */
const DUTCH: readonly QueryLanguage[] = ['nl', 'und']

/** What ministries call the terms of a query, by the places of their words. */
export function officialTerms(
  words: readonly StemmedWord[],
  language: QueryLanguage,
  lexicon: Lexicon | null,
): readonly (readonly OfficialTerm[] | undefined)[] {
  const found: (readonly OfficialTerm[])[] = []
  for (const { start, end, official } of everydayTerms(words)) {
    // A word alone is easily mistaken for one of another language, and this one is Dutch.
    const isAlone = start === 0 && end === words.length
    if (!isAlone && !DUTCH.includes(language)) continue
    const terms = official.map((text): OfficialTerm => ({ text, ...lookedUp(text, lexicon) }))
    for (let at = start; at < end; at++) found[at] = terms
  }
  return found
}
