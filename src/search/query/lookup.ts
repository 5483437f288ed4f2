import type { Lexicon } from '../../embed/embed.ts'
import { stemsOfText } from '../../text/words.ts'

/** The keys by which a word or a term is looked up. */
export interface Lookup {
  /** the lexicon's tokens; empty without a lexicon */
  readonly tokens: readonly number[]
  readonly stems: readonly string[]
}

export function lookedUp(text: string, lexicon: Lexicon | null): Lookup {
  return { tokens: lexicon?.tokenize(text) ?? [], stems: stemsOfText(text) }
}
