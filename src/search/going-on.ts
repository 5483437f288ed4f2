import type { Pair } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import type { Accented } from './filtered-search.ts'
import { LONGEST_CHAIN, type HowInContext } from './in-context.ts'
import { DEFAULT_LIMIT, LOOKED_THROUGH } from './find-answers.ts'
import { coversOwn, speaksOfBoth } from './own-first.ts'
import { takeApart, type WordReader } from './query/analysis.ts'
import { hintsBack } from './query/follow-up.ts'
import { knowsAllOf, mayGoOn, namesNoSubject } from './query/goes-on.ts'
import { isCourtesy } from './query/small-talk.ts'
import type { Found, Passage, Query } from './search.ts'
import type { Covered } from './topics.ts'

interface GoingOnDeps {
  readonly field: Field
  readonly reader: WordReader
  readonly understand: (query: Query, how?: HowInContext) => Promise<Accented>
  readonly searchUnderstood: (query: Query, understood: Accented) => Promise<Found>
  readonly search: (query: Query) => Promise<Found>
  /** the pair that a query finds first; null if it finds none */
  readonly firstPairOf: (query: Query) => Promise<number | null>
  readonly pairOf: (passage: Passage) => Pair
}

/** Makes what finds more beside the queries before, where a query need not stand by itself. */
export function createGoingOn({
  field,
  reader,
  understand,
  searchUnderstood,
  search,
  firstPairOf,
  pairOf,
}: GoingOnDeps) {
  /**
   * What a query finds beside those before it, given what it found as it was understood; null if
   * that stays. "En op welke termijn?" says nothing that an answer need have. "Did the Netherlands
   * object?", "hoe lang is de wachtlijst?" and "en de btw?" seemed to stand by themselves.
   */
  async function beside(query: Query, alone: Found): Promise<Found | null> {
    const { query: said, history = [] } = query
    const [last] = alone.readWith
    const saysNothing = alone.reason === 'no_subject' && !isCourtesy(said)
    const isEmpty = alone.reason === 'nothing_near' || saysNothing
    if (last !== undefined) {
      if (!isEmpty || !namesNoSubject(said)) return null
      const before = history.slice(0, history.lastIndexOf(last))
      const found = await search({ ...query, query: last, history: before })
      return asPossible({ ...found, readWith: [last, ...found.readWith] }, alone)
    }
    const [own] = alone.passages
    const mayBeMeant =
      isEmpty || own?.relevance === 'possible' || (own !== undefined && hintsBack(said))
    if (!mayBeMeant || alone.readFilters.length > 0 || !mayGoOn(said)) return null
    const understood = await understand(query, { goesOn: true })
    const found = await searchUnderstood(query, understood)
    const [first] = found.passages
    if (first === undefined) return null
    const covered = await coverageOf(understood, own === undefined ? [first] : [first, own])
    if (own === undefined) {
      const isKnown = knowsAllOf(said, field.knows)
      return isKnown || (covered !== null && coversOwn(covered(first)))
        ? asPossible(found, alone)
        : null
    }
    if (covered === null) return null
    if (own.relevance === 'strong' && first.relevance !== 'strong') return null
    return speaksOfBoth(covered(first)) && !speaksOfBoth(covered(own)) ? found : null
  }

  /**
   * The same with the answer first that the query by itself finds in the document that the query
   * before found first; null if that stays. "Wanneer is het klaar?" is near to many answers, and to
   * one of that document. One that is only a possible match comes before those of other documents
   * that are no surer if it speaks of what the query names, and see `firstOfBoth`. A query that
   * stands by itself with a strong answer needs none of this.
   */
  async function inDocumentBefore(query: Query, found: Found): Promise<Found | null> {
    const { query: said, history = [], limit = DEFAULT_LIMIT } = query
    const [first] = found.passages
    const last = found.readWith[0] ?? history.findLast((each) => !isCourtesy(each))
    const stands = found.readWith.length === 0 && first?.relevance === 'strong'
    if (last === undefined || stands || found.readFilters.length > 0) return null
    const earlier = history.slice(0, history.lastIndexOf(last)).slice(-LONGEST_CHAIN)
    const before = await firstPairOf({ ...query, query: last, history: earlier })
    if (before === null) return null
    const { document } = field.catalogue.pairs[before]!
    const filters = { ...query.filters, documents: [document.id] }
    const alone = { ...query, limit: LOOKED_THROUGH, explain: false, history: [], filters }
    const within = await searchUnderstood(alone, await understand(alone))
    const [own] = within.passages
    if (own === undefined || within.readFilters.length > 0) return null
    if (own.answerId === first?.answerId) return null
    const isSure = own.relevance === 'strong'
    if (!isSure && first !== undefined) {
      // "Wat vindt het kabinet?" is near to any answer.
      if (namesNoSubject(said)) return null
      const isThere = pairOf(first).document === document
      if (isThere || first.relevance === 'strong') return firstOfBoth(first, own, { found, within })
      const covered = await coverageOf(await understand(query, { goesOn: true }), [first, own])
      if (covered === null || !coversOwn(covered(own))) return null
    }
    const goesOn = found.readWith.length > 0
    if (!isSure && !goesOn && !(mayGoOn(said) && knowsAllOf(said, field.knows))) return null
    const whole = goesOn ? found : await goneOn(query, first)
    if (whole === null) return null
    const { passages, weak } = isSure ? whole : found
    const others = ({ answerId }: Passage) => answerId !== own.answerId
    const moved = {
      ...whole,
      ...{ language: found.language, readAs: found.readAs, reason: null },
      passages: [own, ...passages.filter(others)].slice(0, limit),
      weak: weak.filter(others),
    }
    return isSure ? moved : asPossible(moved, found)
  }

  /** What a query finds beside those before it, unless the first answer of its own is on both. */
  async function goneOn(query: Query, own: Passage | undefined): Promise<Found | null> {
    const understood = await understand(query, { goesOn: true })
    if (own !== undefined) {
      const covered = await coverageOf(understood, [own])
      if (covered !== null && speaksOfBoth(covered(own))) return null
    }
    return await searchUnderstood(query, understood)
  }

  async function coverageOf(
    { about, earlier }: Accented,
    passages: readonly Passage[],
  ): Promise<((passage: Passage) => Covered) | null> {
    const marker = await field.markerFor(passages.map((passage) => pairOf(passage).answer))
    const covered = marker.coveredBy(takeApart(about([]), earlier.texts, reader))
    return covered === null ? null : (passage) => covered(pairOf(passage))
  }

  return async (query: Query, alone: Found): Promise<Found | null> => {
    if ((query.history ?? []).length === 0) return null
    const found = await beside(query, alone)
    return (await inDocumentBefore(query, found ?? alone)) ?? found
  }
}

/**
 * What a query finds beside those before it, with the answer first that its own words put first
 * within a document, if it leads there by more than it lags here; null if that stays.
 */
function firstOfBoth(
  first: Passage,
  own: Passage,
  { found, within }: { readonly found: Found; readonly within: Found },
): Found | null {
  const same = (one: Passage) => (other: Passage) => one.answerId === other.answerId
  const here = found.passages.find(same(own))
  const there = [...within.passages, ...within.weak].find(same(first))
  if (here?.relevance !== first.relevance || there === undefined) return null
  if (own.score - there.score <= first.score - here.score) return null
  return { ...found, passages: [here, ...found.passages.filter((each) => each !== here)] }
}

/** What need not answer the query. */
export function asPossible(found: Found, { language, readAs }: Found): Found | null {
  if (found.passages.length === 0) return null
  const passages = found.passages.map((each) => ({ ...each, relevance: 'possible' as const }))
  return { ...found, passages, language, readAs }
}
