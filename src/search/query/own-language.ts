import type { QueryLanguage } from '../../text/language.ts'
import { stemOf, wordsOf } from '../../text/words.ts'
import { readLanguage } from './language.ts'
import type { FoundFilter } from './read-filter.ts'
import { blanked } from '../../text/segments.ts'

/** The letters of so few words tell little. */
const FEW_WORDS = 3

/**
 * The language of a query's own words. Names and numbers reveal none; up to three words that the
 * index has are Dutch, two or three unless they seem English.
 */
export function languageOf(
  query: string,
  before: readonly string[],
  {
    filters,
    knows,
  }: { readonly filters: readonly FoundFilter[]; readonly knows: (stem: string) => boolean },
): QueryLanguage {
  let text = query
  for (const { filter, start, end } of filters) {
    if (filter.kind === 'period' || filter.kind === 'ministry' || filter.kind === 'question')
      continue
    text = blanked(text, [{ start, end }])
  }
  const [only, ...others] = wordsOf(text)
  // "question 9", "antwoord 3" and "Frage 2" are read in three languages.
  const reference = filters.find(({ filter }) => filter.kind === 'question')
  if (reference !== undefined && wordsOf(blanked(text, [reference])).length === 0) {
    const { said } = reference.filter
    if (/question|answer|repl|response/iu.test(said)) return 'en'
    if (!/frage|antwort|pregunta|respuesta/iu.test(said)) return 'nl'
  }
  const few = only === undefined || others.length >= FEW_WORDS ? [] : [only, ...others]
  const isKnown = few.length > 0 && few.every((word) => knows(stemOf(word.text)))
  // "wifi trein" is German by its letters, and "climate change" may stand in an answer.
  if (isKnown && (few.length === 1 || readLanguage(text) !== 'en')) return 'nl'
  return [text, ...before].map(readLanguage).find((language) => language !== 'und') ?? 'und'
}
