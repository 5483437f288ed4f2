import { counted, fill, sayDate, sayList, sentence } from '../text/say.ts'
import { sayState } from './say-state.ts'
import type { Language, QueryLanguage } from '../text/language.ts'
import type { sharedWords } from '../words/chat-and-pages.ts'
import { readingWords } from '../words/reading.ts'
import type { FoundAnswer } from '../wire/answer.ts'
import type { AskResponse } from '../wire/ask.ts'
import type { WireReadFilter } from '../wire/read-filter.ts'

/**
 * The language for a reply to a query in another one; Dutch if the query does not reveal its
 * language.
 */
export function speakingTo(language: QueryLanguage): Language {
  return language === 'nl' || language === 'fy' || language === 'und' ? 'nl' : 'en'
}

type Read = Pick<AskResponse, 'readAs' | 'readWith' | 'readFilters' | 'leftOut'>

/** Explains in sentences how a query was read, so that nobody wonders about the result. */
export function sayReading(
  { readAs, readWith, readFilters, leftOut }: Read,
  language: Language,
): string[] {
  const words = readingWords[language]
  const queries = readWith.map((query) => `“${query}”`)
  const listed = (filters: Read['readFilters']) =>
    sayList(
      filters.map((filter) => sayFilter(filter, language)),
      words.and,
    )
  return [
    ...readAs.map((each) => fill(words.readAs, each)),
    ...(queries.length === 0 ? [] : [fill(words.readWith, { queries: queries.join(', ') })]),
    ...(readFilters.length === 0 ? [] : [fill(words.filters, { filters: listed(readFilters) })]),
    ...(leftOut.length === 0 ? [] : [fill(words.leftOut, { filters: listed(leftOut) })]),
  ]
}

type FoundWords = Pick<(typeof sharedWords)['nl'], 'foundOne' | 'found' | 'weakAmong' | 'weakShown'>

/** "5 answers found", and how many of them are the weak ones that the reader asked for too. */
export function sayFound(
  answers: readonly Pick<FoundAnswer, 'relevance'>[],
  words: FoundWords,
): string {
  const weak = answers.filter(({ relevance }) => relevance === 'weak').length
  if (weak === answers.length) return words.weakShown
  const found = counted(answers.length, words.foundOne, words.found)
  return weak === 0 ? found : found + fill(words.weakAmong, { n: weak })
}

/** Why nothing was found, if more can be said than that; a sentence for each open question. */
export function sayReason(
  { reason, unanswered }: Pick<AskResponse, 'reason' | 'unanswered'>,
  language: Language,
): string | null {
  const states = unanswered.map((each) => sentence(sayState(each, language)))
  return states.join(' ') || readingWords[language].reasons[reason ?? 'nothing_near']
}

/** A filter in a few words: "minister Van Weel". */
export function sayFilter(filter: WireReadFilter, language: Language): string {
  const words = readingWords[language]
  switch (filter.kind) {
    case 'document':
      return filter.documents.length === 0
        ? fill(words.absentDocument, { what: filter.said })
        : fill(words.document, { what: filter.documents.join(', ') })
    case 'question':
      return fill(words.question, { what: sayList(filter.numbers, words.and) })
    case 'asker':
    case 'minister':
      return fill(words[filter.kind], { what: filter.name })
    case 'party':
      return fill(words.asker, { what: filter.party })
    case 'ministry':
      return fill(words.ministry, { what: filter.ministry })
    case 'phrase':
      return fill(filter.stands ? words.phrase : words.absentPhrase, { what: filter.phrase })
    case 'period':
      return sayPeriod(filter, language)
  }
}

function sayPeriod(
  { from, to }: Extract<WireReadFilter, { kind: 'period' }>,
  language: Language,
): string {
  const words = readingWords[language]
  const days = {
    from: from === null ? '' : sayDate(from, language),
    to: to === null ? '' : sayDate(to, language),
  }
  if (from === null) return fill(words.until, days)
  if (to === null) return fill(words.since, days)
  return fill(from === to ? words.day : words.between, days)
}
