import { given } from '../domain/optional-fields.ts'
import type { QueryLanguage } from '../text/language.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import { isFollowUp, readStep, takesUp } from './query/follow-up.ts'
import { isFunctionWord } from './query/function-words.ts'
import { readLanguage } from './query/language.ts'
import { createReader, withoutUnread, type ReadQuery } from './query/read.ts'
import { aspectOf, type FoundFilter } from './query/read-filter.ts'
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
export interface Understood extends Omit<ReadQuery, 'readings'> {
  readonly earlier: Earlier
  /** the pairs that it leads to from the one found before; null if it does not refer to one */
  readonly step: readonly number[] | null
}

/** A query beside those before it. */
interface Told {
  /** with what it puts in a place of theirs as a filter */
  readonly read: ReadQuery
  readonly followUp: boolean
  /** its filters, and those before it that still count */
  readonly standing: readonly FoundFilter[]
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
    const told = tell(query)
    const { read } = told
    const before = earlier(query, told)
    const step = await stepped(query, read)
    // "en waarom niet?" asks about the same documents.
    const inherited = before.filters.filter(({ filter }) => !unread.includes(filter.said))
    const queries = step === null || told.followUp ? before.queries : lastAndItsOwn(query)
    const filters = [...inherited, ...read.filters]
    return { ...read, filters, earlier: { ...before, queries }, step }
  }

  /** The previous query, which names the document of "question 8", and those that complete it. */
  function lastAndItsOwn({ history = [], ...query }: Query): string[] {
    const last = { ...query, query: history.at(-1)!, history: history.slice(0, -1) }
    return [last.query, ...earlier(last, tell(last)).queries]
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
    const everywhere = step === 0 ? numberedPairs(numbers, null)!.length : Infinity
    return here.length === 0 || here.length === everywhere ? null : here
  }

  /** The pair that the previous query found first. */
  async function pairBefore({ history = [], ...query }: Query): Promise<number | null> {
    const last = history.at(-1)
    if (last === undefined) return null
    return await firstPairOf({ ...query, query: last, history: history.slice(0, -1) })
  }

  /** Reads a query, and as many of those before it as it takes. */
  function tell(
    { query, history = [], today, unread = [] }: Query,
    chain: number = LONGEST_CHAIN,
  ): Told {
    const read = withoutUnread(readQuery(query, today), unread)
    const last = history.at(-1)
    const changes = read.readings.every(isChangeable) && takesUp(query, read.readings)
    const depends = isFollowUp(query, readLanguage(query))
    const alone = { read, followUp: false, standing: read.filters }
    if (last === undefined || chain === 0 || !(changes || depends)) return alone
    const before = { query: last, history: history.slice(0, -1), ...given({ today }) }
    const { standing } = tell(before, chain - 1)
    const filters = takenUp(query, read, standing)
    const says = filters.some((each) => each.sure || isReplaced(each, standing))
    if (!depends && !says) return alone
    return {
      read: { ...read, filters, ...(changes && { about: () => '' }) },
      followUp: true,
      standing: [...standing.filter((each) => !isReplaced(each, filters)), ...filters],
    }
  }

  /** What an incomplete query needs from those before it, latest first. */
  function earlier({ history = [], today }: Query, { read: own, followUp }: Told): Earlier {
    const texts: string[] = []
    const queries: string[] = []
    const filters: FoundFilter[] = []
    let goesOn = followUp
    while (goesOn && queries.length < Math.min(LONGEST_CHAIN, history.length)) {
      const at = history.length - 1 - queries.length
      const text = history[at]!
      const { read, followUp: more } = tell({
        ...{ query: text, history: history.slice(0, at) },
        ...given({ today }),
      })
      const sure = read.filters.filter((each) => each.sure)
      const asksForOne = numberedPairs(
        sure.map(({ filter }) => filter),
        null,
      )
      const later = [...own.filters, ...filters]
      // "En in 2023?" does not ask about "stroomnet 2022".
      const replaced = read.readings.filter(
        (each) =>
          isReplaced(each, later) &&
          (each.filter.kind === 'period' ||
            read.filters.some(({ filter }) => filter === each.filter)),
      )
      const about = read.about([...sure, ...replaced])
      const subject =
        asksForOne?.length === 1 && about === '' ? questionOf(pairs[asksForOne[0]!]!) : about
      if (subject !== '') texts.push(subject)
      queries.push(text)
      filters.push(
        ...sure.filter((each) => each.filter.kind !== 'question' && !isReplaced(each, later)),
      )
      goesOn = more
    }
    return { texts, queries, filters }
  }

  return { understand }
}

/** Who asks, who answers and when, as against a document or a question. */
function isChangeable({ filter: { kind } }: FoundFilter): boolean {
  return kind !== 'document' && kind !== 'question' && kind !== 'phrase'
}

/** Whether one of these filters says anew what a filter says. */
function isReplaced({ filter }: FoundFilter, later: readonly FoundFilter[]): boolean {
  return later.some((each) => aspectOf(each.filter) === aspectOf(filter))
}

/**
 * A query's filters, and each reading at its beginning that stands for one of those before it, as
 * sure as it.
 */
function takenUp(
  query: string,
  { filters, readings }: ReadQuery,
  before: readonly FoundFilter[],
): FoundFilter[] {
  return readings.flatMap((reading) => {
    const own = filters.find(({ filter }) => filter === reading.filter)
    const replaced = before.filter((each) => isReplaced(each, [reading]))
    const opens = takesUp(query.slice(0, reading.end), readings)
    if (replaced.length === 0 || !opens) return own ?? []
    return { ...reading, sure: own?.sure === true || replaced.some(({ sure }) => sure) }
  })
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
