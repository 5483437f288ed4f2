import { given } from '../domain/optional-fields.ts'
import { fold } from '../domain/fold.ts'
import { wordsOf } from '../text/words.ts'
import { addsTopic, isFollowUp } from './query/follow-up.ts'
import { readLanguage } from './query/language.ts'
import { namesBody, withoutUnread, type AskedWhen, type ReadQuery } from './query/read.ts'
import { isOfPeople, type FoundFilter } from './query/read-filter.ts'
import { isCourtesy } from './query/small-talk.ts'
import { blanked } from '../text/segments.ts'
import { aboutOfChange, isReplaced, takenUp, withNames, withNumber } from './query/taken-up.ts'
import { asTakingUp, numberAlone, placeOfName, takesUp } from './query/takes-up.ts'
import { isGlue, ordersOnly } from './query/topic.ts'
import type { Query } from './search.ts'

/** Earlier queries that may help to understand a follow-up, at most. */
export const LONGEST_CHAIN = 3

/** A query beside those before it. */
export interface InContext {
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

/** How to read a query beside those before it. */
export interface HowInContext {
  /** whether it goes on from them, though by its words it stands alone */
  readonly goesOn?: boolean
}

interface ContextReaderDeps {
  readonly readQuery: (query: string, asking: AskedWhen) => ReadQuery
  /** what a query asks about; empty if it does not say */
  readonly subjectOf: (read: ReadQuery) => string
}

/** Makes a reader of queries beside those before them, of which it reads as many as it takes. */
export function contextReader({ readQuery, subjectOf }: ContextReaderDeps) {
  return readInContext

  function readInContext(
    { query: said, history = [], today, unread = [] }: Query,
    { goesOn = false, chain = LONGEST_CHAIN }: HowInContext & { readonly chain?: number } = {},
  ): InContext {
    const follows = history.length > 0 && !isCourtesy(said)
    const readAs = (text: string) => withoutUnread(readQuery(text, { today, follows }), unread)
    const { query, read } = follows
      ? asFollowing(said, readAs)
      : { query: said, read: readAs(said) }
    const isOrder = follows && ordersOnly(query)
    const own = { ...read, ...(isOrder && { about: () => '' }) }
    const hasTopic = !namesBody(own) && subjectOf(own) !== ''
    const alone = { read: own, followUp: false, standing: own.filters, hasTopic, changes: false }
    const depends = goesOn || isOrder || leavesOut(query, own)
    const last = history.at(-1)
    if (last === undefined || chain === 0 || !(depends || mayTakeUp(query))) return alone
    const before = readInContext(
      { query: last, history: history.slice(0, -1), ...given({ today }) },
      { chain: chain - 1 },
    )
    const beside = { query, alone, depends, before, readAs }
    return withOtherNumber(beside) ?? withTopic(beside) ?? withChanges(beside) ?? alone
  }
}

/** A query, and how the one before it was read. */
interface Beside {
  /** with the word that goes on from the one before */
  readonly query: string
  /** as it is read by itself */
  readonly alone: InContext
  /** whether it leaves out what the one before says */
  readonly depends: boolean
  readonly before: InContext
  readonly readAs: (text: string) => ReadQuery
}

/** Whether a query leaves out what it is about, or of what it asks. */
function leavesOut(query: string, own: ReadQuery): boolean {
  // "Maar niet over wachttijden"
  const onlyExcludes = own.unwanted.length > 0 && own.about([]) === ''
  const isIncomplete = isFollowUp(query, readLanguage(query)) && !isCourtesy(query)
  return isIncomplete || asksOnlyOf(query, own) || onlyExcludes
}

/** Whether what a query names may take the place of what the one before names. */
function mayTakeUp(query: string): boolean {
  return placeOfName(query) !== null || numberAlone(query) !== null || addsTopic(query)
}

/** "En 7?" behind "vraag 6" */
function withOtherNumber({ query, alone, before, readAs }: Beside): InContext | null {
  const number = numberAlone(query)
  if (number === null || !before.read.filters.some(isNumbered)) return null
  const read = withNumber(query, { own: alone.read, number, readAs })
  return { ...alone, read, standing: read.filters, hasTopic: false }
}

/** "Over Israël" behind "vragen van DENK" */
function withTopic({ query, alone, depends, before }: Beside): InContext | null {
  const isTopic = !depends && addsTopic(query) && !before.hasTopic && before.standing.length > 0
  return isTopic
    ? { ...alone, followUp: true, standing: stillStanding(before, alone.standing), hasTopic: true }
    : null
}

/** "En van de PVV?" behind "vragen van de SP over tbs", "en waarom?" */
function withChanges({ query, alone, depends, before, readAs }: Beside): InContext | null {
  const language = readLanguage(query)
  const place = placeOfName(query)
  const own = alone.read
  const read =
    place === null ? own : withNames(query, { own, place, readAs, before: before.standing })
  const changes = read.readings.every(isChangeable) && takesUp(query, read.readings, language)
  if (!(changes || depends)) return null
  const about = changes ? aboutOfChange(query, read) : read.about
  const filters = takenUp(query, { ...read, language, changes, before })
  const says = filters.some(
    (each) => each.sure || each.alone === true || isReplaced(each, before.standing),
  )
  if (!depends && !says) return null
  return {
    read: { ...read, filters, about },
    followUp: true,
    standing: stillStanding(before, filters),
    hasTopic: before.hasTopic || (alone.hasTopic && !changes),
    changes: changes && read.readings.length > 0,
  }
}

/** The filters of the query before that these do not replace, and these. */
function stillStanding(before: InContext, filters: readonly FoundFilter[]): FoundFilter[] {
  return [...before.standing.filter((each) => !isReplaced(each, filters)), ...filters]
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
  const addsOnly = isWhose || (isWhen && others.length === 0)
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
