import { given } from '../domain/optional-fields.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import { contextReader, LONGEST_CHAIN, type HowInContext, type InContext } from './in-context.ts'
import { onlyRefers, readStep } from './query/follow-up.ts'
import { isFunctionWord } from './query/function-words.ts'
import { readerInSteps, type ReadQuery } from './query/read.ts'
import type { FoundFilter, ReadFilter } from './query/read-filter.ts'
import { isCourtesy } from './query/small-talk.ts'
import { isReplaced } from './query/taken-up.ts'
import type { Scope } from './scope.ts'
import type { Query } from './search.ts'
import type { SignalSources } from './signals/score.ts'

/** What a query needs from those before it. */
interface Earlier {
  /** their words, as typed */
  readonly texts: readonly string[]
  readonly queries: readonly string[]
  readonly filters: readonly FoundFilter[]
  /** the latest words between quotation marks */
  readonly phrases: ReadQuery['phrases']
  readonly excluded: ReadQuery['excluded']
  readonly unwanted: readonly string[]
}

/** A query with the context that it needs. */
export interface Understood extends Omit<ReadQuery, 'readings'> {
  readonly earlier: Earlier
  /** the pairs that it leads to from the one found before; null if it does not refer to one */
  readonly step: readonly number[] | null
}

interface ConversationDeps extends Pick<SignalSources, 'lexicon'> {
  readonly catalogue: Catalogue
  readonly scope: Pick<Scope, 'numberedPairs' | 'allowedDocuments'>
  /** the pair that a query finds first; null if it finds none */
  readonly firstPairOf: (query: Query) => Promise<number | null>
}

interface Conversation {
  readonly understand: (asked: Query, how?: HowInContext) => Promise<Understood>
}

/**
 * Understands queries as part of a conversation. A query stands alone if it can; else those before
 * it complete it. Yields while it is made.
 */
export function* conversationInSteps({
  catalogue,
  lexicon,
  scope,
  firstPairOf,
}: ConversationDeps): Generator<void, Conversation> {
  const { pairs } = catalogue
  const { numberedPairs, allowedDocuments } = scope
  const readQuery = yield* readerInSteps({
    catalogue,
    isWord: (word) => isFunctionWord(word) || (lexicon?.hasWord(word) ?? false),
  })
  const readInContext = contextReader({ readQuery, subjectOf })

  async function understand(asked: Query, how: HowInContext = {}): Promise<Understood> {
    const { unread = [], history = [] } = asked
    // "Bedankt" asks nothing that "en wat kost dat?" could go on from.
    const query = { ...asked, history: history.filter((each) => !isCourtesy(each)) }
    const inContext = readInContext(query, how)
    const { read } = inContext
    const step = await stepped(query, read)
    const earlierOnes = earlier(query, inContext)
    // "En van de PVV?" behind "vragen van de SP" has no subject, and needs none.
    const before = inContext.changes ? earlierOnes : await withSubject(query, earlierOnes)
    // "en waarom niet?" asks about the same documents.
    const inherited = before.filters.filter(({ filter }) => !unread.includes(filter.said))
    const queries = step === null || inContext.followUp ? before.queries : lastAndItsOwn(query)
    const filters = [...inherited, ...read.filters]
    const isOwn = step !== null || read.phrases.length > 0
    const quoted = isOwn ? read.phrases : before.phrases
    const phrases = quoted.filter(({ said }) => !unread.includes(said))
    // The places of inherited filters are those of another query.
    const isAlone = step === null && before.texts.length === 0
    const saysNothing = isAlone && filters.length + phrases.length === 0 && onlyRefers(query.query)
    const about: ReadQuery['about'] = (counting) =>
      saysNothing
        ? ''
        : read.about(counting.filter((each) => !inherited.some((other) => other === each)))
    const excluded = [...before.excluded, ...read.excluded]
    const unwanted = [...before.unwanted, ...read.unwanted]
    return {
      ...{ ...read, filters, phrases, excluded, unwanted, about },
      earlier: { ...before, queries },
      step,
    }
  }

  /** Behind "vraag 7" or "de volgende", "waarom?" asks about the question that was found. */
  async function withSubject(query: Query, before: Earlier): Promise<Earlier> {
    const { texts, queries, filters, phrases } = before
    const isKnown = [texts, filters, phrases].some(({ length }) => length > 0)
    const pair = isKnown || queries.length === 0 ? null : await pairBefore(query)
    return pair === null ? before : { ...before, texts: [questionOf(pairs[pair]!)] }
  }

  /** The previous query, which names the document of "question 8", and those that complete it. */
  function lastAndItsOwn({ history = [], ...query }: Query): string[] {
    const last = { ...query, query: history.at(-1)!, history: history.slice(0, -1) }
    return [last.query, ...earlier(last, readInContext(last)).queries]
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

  /** What a query asks about but for these filters: the very question where it names one. */
  function subjectOf({ filters, about }: ReadQuery, replaced: readonly FoundFilter[] = []): string {
    const sure = filters.filter((each) => each.sure)
    const rest = about([...sure, ...replaced])
    if (rest !== '') return rest
    const asked = sure.map(({ filter }) => filter)
    const asksForOne = numberedPairs(asked, allowedDocuments(undefined, asked))
    return asksForOne?.length === 1 ? questionOf(pairs[asksForOne[0]!]!) : ''
  }

  /** What an incomplete query needs from those before it, latest first. */
  function earlier({ history = [], today }: Query, { read: own, followUp }: InContext): Earlier {
    const texts: string[] = []
    const queries: string[] = []
    const filters: FoundFilter[] = []
    const dates: FoundFilter[] = []
    const excluded: ReadFilter[] = []
    const unwanted: string[] = []
    let phrases: ReadQuery['phrases'] = []
    let goesOn = followUp
    // "Waarom?" says nothing that would be one too many.
    while (goesOn && texts.length < LONGEST_CHAIN && queries.length < history.length) {
      const at = history.length - 1 - queries.length
      const text = history[at]!
      const {
        read,
        followUp: more,
        hasTopic,
      } = readInContext({
        ...{ query: text, history: history.slice(0, at) },
        ...given({ today }),
      })
      const sure = read.filters.filter((each) => each.sure || !hasTopic)
      const later = [...own.filters, ...filters, ...dates]
      // "En in 2023?" does not ask about "stroomnet 2022".
      const replaced = read.readings.filter(
        (each) =>
          isReplaced(each, later) &&
          (each.filter.kind === 'period' ||
            read.filters.some(({ filter }) => filter === each.filter)),
      )
      // The year of "en in 2023?" is not that of "waarom worden ze niet verboden?" behind it.
      const added = read.filters.filter(({ sure, alone }) => !sure && alone === true)
      const subject = subjectOf(read, [...replaced, ...added])
      if (subject !== '') texts.push(subject)
      queries.push(text)
      if (phrases.length === 0) phrases = read.phrases
      excluded.push(...read.excluded)
      unwanted.push(...read.unwanted)
      filters.push(
        ...sure.filter((each) => each.filter.kind !== 'question' && !isReplaced(each, later)),
      )
      dates.push(...read.filters.filter(({ filter }) => filter.kind === 'period'))
      goesOn = more
    }
    return { texts, queries, filters, phrases, excluded, unwanted }
  }

  return { understand }
}
