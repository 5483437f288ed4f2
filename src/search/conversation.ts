import { given } from '../domain/optional-fields.ts'
import type { QueryLanguage } from '../text/language.ts'
import { fold, stemOf, wordsOf } from '../text/words.ts'
import { questionOf, type Catalogue } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import { addsTopic, isFollowUp, onlyRefers, readStep } from './query/follow-up.ts'
import { asTakingUp, numberAlone, placeOfName, takesUp } from './query/takes-up.ts'
import { isFunctionWord } from './query/function-words.ts'
import { readLanguage } from './query/language.ts'
import { createReader, namesBody, withoutUnread, type ReadQuery } from './query/read.ts'
import { isOfPeople, type FoundFilter, type ReadFilter } from './query/read-filter.ts'
import { isCourtesy } from './query/small-talk.ts'
import { blanked } from './query/stretch.ts'
import { isGlue, ordersOnly } from './query/topic.ts'
import { aboutOfChange, isReplaced, takenUp, withNames, withNumber } from './query/taken-up.ts'
import type { Scope } from './scope.ts'
import type { Query } from './search.ts'
import type { SignalSources } from './signals/score.ts'

/** Earlier queries that may help to understand a follow-up, at most. */
export const LONGEST_CHAIN = 3

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

/** A query beside those before it. */
interface Told {
  /** with what it puts in a place of theirs as a filter */
  readonly read: ReadQuery
  readonly followUp: boolean
  /** its filters, and those before it that still count */
  readonly standing: readonly FoundFilter[]
  /** whether it has a topic, of its own or from before */
  readonly hasTopic: boolean
  /** whether it only puts names or dates in the place of those before it */
  readonly changes: boolean
}

/** How a query is told to stand beside those before it. */
export interface HowTold {
  /** whether it goes on from them, though by its words it stands alone */
  readonly goesOn?: boolean
}

interface ConversationDeps extends Pick<SignalSources, 'lexicon'> {
  readonly catalogue: Catalogue
  readonly scope: Pick<Scope, 'numberedPairs' | 'allowedDocuments'>
  /** the pair that a query finds first; null if it finds none */
  readonly firstPairOf: (query: Query) => Promise<number | null>
}

/**
 * Understands queries as part of a conversation. A query stands alone if it can; else those before
 * it complete it.
 */
export function createConversation({ catalogue, lexicon, scope, firstPairOf }: ConversationDeps) {
  const { pairs } = catalogue
  const { numberedPairs, allowedDocuments } = scope
  const readQuery = createReader({
    catalogue,
    isWord: (word) => isFunctionWord(word) || (lexicon?.hasWord(word) ?? false),
  })

  async function understand(asked: Query, how: HowTold = {}): Promise<Understood> {
    const { unread = [], history = [] } = asked
    // "Bedankt" asks nothing that "en wat kost dat?" could go on from.
    const query = { ...asked, history: history.filter((each) => !isCourtesy(each)) }
    const told = tell(query, how)
    const { read } = told
    const step = await stepped(query, read)
    const earlierOnes = earlier(query, told)
    // "En van de PVV?" behind "vragen van de SP" has no subject, and needs none.
    const before = told.changes ? earlierOnes : await withSubject(query, earlierOnes)
    // "en waarom niet?" asks about the same documents.
    const inherited = before.filters.filter(({ filter }) => !unread.includes(filter.said))
    const queries = step === null || told.followUp ? before.queries : lastAndItsOwn(query)
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
    { query: said, history = [], today, unread = [] }: Query,
    { goesOn = false, chain = LONGEST_CHAIN }: HowTold & { readonly chain?: number } = {},
  ): Told {
    const follows = history.length > 0 && !isCourtesy(said)
    const readAs = (text: string) => withoutUnread(readQuery(text, today, follows), unread)
    const { query, read: asRead } = follows
      ? asFollowing(said, readAs)
      : { query: said, read: readAs(said) }
    const isOrder = follows && ordersOnly(query)
    const own = { ...asRead, ...(isOrder && { about: () => '' }) }
    const hasTopic = !namesBody(own) && subjectOf(own) !== ''
    const alone = { read: own, followUp: false, standing: own.filters, hasTopic, changes: false }
    const last = history.at(-1)
    const language = readLanguage(query)
    // "Maar niet over wachttijden"
    const onlyExcludes = own.unwanted.length > 0 && own.about([]) === ''
    const depends =
      goesOn ||
      isOrder ||
      (isFollowUp(query, language) && !isCourtesy(query)) ||
      asksOnlyOf(query, own) ||
      onlyExcludes
    const place = placeOfName(query)
    const number = numberAlone(query)
    const mayTakeUp = depends || place !== null || number !== null || addsTopic(query)
    if (last === undefined || chain === 0 || !mayTakeUp) return alone
    const before = tell(
      { query: last, history: history.slice(0, -1), ...given({ today }) },
      { chain: chain - 1 },
    )
    if (number !== null && before.read.filters.some(isNumbered)) {
      const read = withNumber(query, { own, number, readAs })
      return { ...alone, read, standing: read.filters, hasTopic: false }
    }
    // "Vragen van DENK", "over Israël"
    if (!depends && addsTopic(query) && !before.hasTopic && before.standing.length > 0) {
      const kept = before.standing.filter((each) => !isReplaced(each, own.filters))
      return { ...alone, followUp: true, standing: [...kept, ...own.filters], hasTopic: true }
    }
    const read =
      place === null ? own : withNames(query, { own, place, readAs, before: before.standing })
    const changes = read.readings.every(isChangeable) && takesUp(query, read.readings, language)
    if (!(changes || depends)) return alone
    const about = changes ? aboutOfChange(query, read) : read.about
    const filters = takenUp(query, { ...read, language, before })
    const says = filters.some(
      (each) => each.sure || each.alone === true || isReplaced(each, before.standing),
    )
    if (!depends && !says) return alone
    return {
      read: { ...read, filters, about },
      followUp: true,
      standing: [...before.standing.filter((each) => !isReplaced(each, filters)), ...filters],
      hasTopic: before.hasTopic || (hasTopic && !changes),
      changes: changes && read.readings.length > 0,
    }
  }

  /** What a query asks about but for these filters: the very question where it names one. */
  function subjectOf({ filters, about }: ReadQuery, replaced: readonly FoundFilter[] = []): string {
    const sure = filters.filter((each) => each.sure)
    const rest = about([...sure, ...replaced])
    if (rest !== '') return rest
    const told = sure.map(({ filter }) => filter)
    const asksForOne = numberedPairs(told, allowedDocuments(undefined, told))
    return asksForOne?.length === 1 ? questionOf(pairs[asksForOne[0]!]!) : ''
  }

  /** What an incomplete query needs from those before it, latest first. */
  function earlier({ history = [], today }: Query, { read: own, followUp }: Told): Earlier {
    const texts: string[] = []
    const queries: string[] = []
    const filters: FoundFilter[] = []
    const dates: FoundFilter[] = []
    const excluded: ReadFilter[] = []
    const unwanted: string[] = []
    let phrases: ReadQuery['phrases'] = []
    let goesOn = followUp
    while (goesOn && queries.length < Math.min(LONGEST_CHAIN, history.length)) {
      const at = history.length - 1 - queries.length
      const text = history[at]!
      const {
        read,
        followUp: more,
        hasTopic,
      } = tell({
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

/**
 * A query behind another as it is read, with the "en" that one leaves out which corrects, or only
 * says when or of whom: "in 2024", "van minister Bos".
 */
function asFollowing(
  said: string,
  readAs: (text: string) => ReadQuery,
): { query: string; read: ReadQuery } {
  const query = asTakingUp(said)
  const read = readAs(query)
  const { readings } = read
  const others = wordsOf(blanked(query, readings)).map(({ text }) => fold(text))
  const isWhen = readings.every(({ filter }) => filter.kind === 'period')
  const isWhose = readings.every(isOfPeople) && OF_WHOM.test(query) && others.every(isGlue)
  const addsOnly = isWhose || (isWhen && others.every((word) => isFunctionWord(word)))
  if (readings.length === 0 || !addsOnly || takesUp(query, readings)) return { query, read }
  return { query: `en ${query}`, read: readAs(`en ${query}`) }
}

const OF_WHOM = /^\s*(?:van|door|by|from)\s/iu

/** "Wat vond DENK?", "what did minister Hoekstra say?": of what, the query before says. */
function asksOnlyOf(query: string, { filters, about }: ReadQuery): boolean {
  const isOfWhom = filters.length > 0 && filters.every(isOfPeople)
  return isOfWhom && /^\s*(?:wat|what)\s/iu.test(query) && about(filters) === ''
}

function isNumbered({ filter: { kind } }: FoundFilter): boolean {
  return kind === 'question'
}

/** Who asks, who answers and when, as against a document or a question. */
function isChangeable({ filter: { kind } }: FoundFilter): boolean {
  return kind !== 'document' && kind !== 'question' && kind !== 'phrase'
}

/** The letters of so few words tell little. */
const FEW_WORDS = 3

/**
 * The language of a query's own words. Names and numbers reveal none; up to three words that the
 * index has are Dutch, two or three unless they seem English.
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
