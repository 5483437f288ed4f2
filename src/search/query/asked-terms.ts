import type { Asked, AskedWord, WordRead } from './analysis.ts'
import type { OfficialTerm } from './official-terms.ts'

/** Words of a query that are looked for together. */
export interface AskedTerm {
  /** at least one */
  readonly words: readonly AskedWord[]
  /** what else finds the same: the names that ministries have for it; often none */
  readonly official: readonly OfficialTerm[]
}

/**
 * How much an official name counts beside the word itself. At .75 and at 1 the dev sets come out
 * nearly the same (bench/retrieval-notes.md); below 1, texts in the words of the query come first.
 */
export const OFFICIAL = 0.9

const NONE: readonly OfficialTerm[] = []

/** The terms of a query in order: those in everyday words, and each other word by itself. */
export function askedTerms(words: readonly AskedWord[]): AskedTerm[] {
  const terms: { words: AskedWord[]; official: readonly OfficialTerm[] }[] = []
  for (const word of words) {
    const { official = NONE } = word
    const last = terms.at(-1)
    if (official !== NONE && last?.official === official) last.words.push(word)
    else terms.push({ words: [word], official })
  }
  return terms
}

/** The terms that were also looked for as ministries call them, without earlier queries'. */
export function termsAlsoAs({ words }: Asked): WordRead[] {
  return askedTerms(words.filter(({ earlier }) => !earlier))
    .filter(({ official }) => official.length > 0)
    .map(({ words: own, official }) => ({
      word: own.map(({ text }) => text).join(' '),
      as: official.map(({ text }) => text).join(', '),
    }))
}
