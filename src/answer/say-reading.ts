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

type Reason = NonNullable<AskResponse['reason']>

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
  // Some reasons say no more than that nothing was found.
  const reasons: Partial<Record<Reason, string>> = readingWords[language].reasons
  return states.join(' ') || (reasons[reason!] ?? null)
}

/** A filter in a few words: "minister Van Weel". */
export function sayFilter(filter: WireReadFilter, language: Language): string {
  const words = readingWords[language]
  const say = (form: Exclude<keyof typeof words, 'reasons'>, what: string) =>
    fill(words[form], { what })
  switch (filter.kind) {
    case 'document':
      return filter.documents.length === 0
        ? say('absentDocument', filter.said)
        : say('document', filter.documents.join(', '))
    case 'question':
      return say('question', sayList(filter.numbers, words.and))
    case 'asker':
    case 'minister':
      return say(filter.kind, filter.name)
    case 'party':
      return say('asker', filter.party)
    case 'ministry':
      return say('ministry', filter.ministry)
    case 'phrase':
      return say(filter.stands ? 'phrase' : 'absentPhrase', filter.phrase)
    case 'without':
      return say('without', filter.said)
    case 'period':
      return sayPeriod(filter, language)
  }
}

function sayPeriod(
  { from, to }: Extract<WireReadFilter, { kind: 'period' }>,
  language: Language,
): string {
  const form = from === null ? 'until' : to === null ? 'since' : from === to ? 'day' : 'between'
  const say = (day: string | null) => (day === null ? '' : sayDate(day, language))
  return fill(readingWords[language][form], { from: say(from), to: say(to) })
}
