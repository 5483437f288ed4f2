import type { QueryLanguage } from '../text/language.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import { isFollowUp, readStep } from './query/follow-up.ts'
import { isFunctionWord } from './query/function-words.ts'
import { readLanguage } from './query/language.ts'
import { createReader, withoutUnread, type ReadQuery } from './query/read.ts'
import type { FoundFilter } from './query/read-filter.ts'
import type { Stretch } from './query/stretch.ts'
import type { Scope } from './scope.ts'
import type { Query } from './search.ts'
import type { SignalSources } from './signals/score.ts'

/** Earlier queries that may help to understand a follow-up, at most. */
const LONGEST_CHAIN = 3

/** What a query needs from those before it. */
interface Earlier {
  /** their words, as typed */
  readonly texts: readonly string[]
  readonly queries: readonly string[]
  readonly filters: readonly FoundFilter[]
}

/** A query with the context that it needs. */
export interface Understood extends ReadQuery {
  readonly earlier: Earlier
  /** the pairs that it leads to from the one found before; null if it does not refer to one */
  readonly step: readonly number[] | null
}

interface ConversationDeps extends Pick<SignalSources, 'lexicon'> {
  readonly catalogue: Catalogue
  readonly scope: Pick<Scope, 'numberedPairs'>
  /** the pair that a query finds first; null if it finds none */
  readonly firstPairOf: (query: Query) => Promise<number | null>
}

/**
 * Understands queries as part of a conversation. A query stands alone if it can; else those before
 * it complete it.
 */
export function createConversation({ catalogue, lexicon, scope, firstPairOf }: ConversationDeps) {
  const { pairs } = catalogue
  const { numberedPairs } = scope
  const readQuery = createReader({
    catalogue,
    isWord: (word) => isFunctionWord(word) || (lexicon?.hasWord(word) ?? false),
  })

  async function understand(query: Query): Promise<Understood> {
    const { unread = [] } = query
    const read = withoutUnread(readQuery(query.query, query.today), unread)
    const before = earlier(query)
    const step = await stepped(query, read)
    const own = new Set(read.filters.map(({ filter }) => filter.kind))
    // "en waarom niet?" asks about the same documents.
    const inherited = before.filters.filter(
      ({ filter }) => !own.has(filter.kind) && !unread.includes(filter.said),
    )
    return { ...read, filters: [...inherited, ...read.filters], earlier: before, step }
  }

  /** "The next one", and "question 8" of the document that an earlier query asked for. */
  async function stepped(query: Query, { filters }: ReadQuery): Promise<number[] | null> {
    const step = readStep(query.query)
    const kinds = filters.map(({ filter }) => filter.kind)
    const onlyNumbered = kinds.includes('question') && kinds.every((kind) => kind === 'question')
    if (step === 0 && !onlyNumbered) return null
    const before = await pairBefore(query)
    if (before === null) return null
    const { document } = pairs[before]!
    const numbers = filters.map(({ filter }) => filter)
    const candidates =
      step === 0 ? numberedPairs(numbers, new Set([document.id]))! : [before + step]
    const here = candidates.filter((pair) => pairs[pair]?.document === document)
    return here.length === 0 ? null : here
  }

  /** The pair that the previous query found first. */
  async function pairBefore({ history = [], ...query }: Query): Promise<number | null> {
    const last = history.at(-1)
    if (last === undefined) return null
    return await firstPairOf({ ...query, query: last, history: history.slice(0, -1) })
  }

  /** What an incomplete query needs from those before it, latest first. */
  function earlier({ query, history = [], today }: Query): Earlier {
    const texts: string[] = []
    const queries: string[] = []
    const filters: FoundFilter[] = []
    let followUp = isFollowUp(query, readLanguage(query))
    while (followUp && queries.length < Math.min(LONGEST_CHAIN, history.length)) {
      const text = history.at(-1 - queries.length)!
      const read = readQuery(text, today)
      const sure = read.filters.filter((each) => each.sure)
      const asksForOne = numberedPairs(
        sure.map(({ filter }) => filter),
        null,
      )
      const about = read.about(sure)
      texts.push(
        asksForOne?.length === 1 && about === '' ? questionOf(pairs[asksForOne[0]!]!) : about,
      )
      queries.push(text)
      filters.push(...sure.filter(({ filter }) => filter.kind !== 'question'))
      followUp = isFollowUp(text, readLanguage(text))
    }
    return { texts, queries, filters }
  }

  return { understand }
}

/**
 * The language of a query's own words. Names and numbers reveal none; a single word that the index
 * has is Dutch.
 */
export function languageOf(
  query: string,
  before: readonly string[],
  { filters, knows }: { filters: readonly FoundFilter[]; knows: Field['knows'] },
): QueryLanguage {
  let text = query
  for (const { filter, start, end } of filters) {
    if (filter.kind === 'period' || filter.kind === 'ministry' || filter.kind === 'question')
      continue
    text = without(text, { start, end })
  }
  const [only, ...others] = wordsOf(text)
  // "question 9" and "antwoord 3" are read in two languages.
  const reference = filters.find(({ filter }) => filter.kind === 'question')
  if (reference !== undefined && wordsOf(without(text, reference)).length === 0) {
    return /question|answer|repl|response/iu.test(reference.filter.said) ? 'en' : 'nl'
  }
  if (only !== undefined && others.length === 0 && knows(stemOf(only.text))) return 'nl'
  return [text, ...before].map(readLanguage).find((language) => language !== 'und') ?? 'und'
}

function without(text: string, { start, end }: Stretch): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}
