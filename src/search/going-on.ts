import type { Pair } from './corpus/catalogue.ts'
import type { HowTold } from './conversation.ts'
import type { Field } from './field.ts'
import type { Accented } from './filtered-search.ts'
import { coversOwn, speaksOfBoth } from './own-first.ts'
import { takeApart, type WordReader } from './query/analysis.ts'
import { hintsBack } from './query/follow-up.ts'
import { knowsAllOf, mayGoOn, namesNoSubject } from './query/goes-on.ts'
import type { Found, Passage, Query } from './search.ts'
import type { Covered } from './topics.ts'

interface GoingOnDeps {
  readonly field: Field
  readonly reader: WordReader
  readonly understand: (query: Query, how: HowTold) => Promise<Accented>
  readonly searchUnderstood: (query: Query, understood: Accented) => Promise<Found>
  readonly search: (query: Query) => Promise<Found>
  readonly pairOf: (passage: Passage) => Pair
}

/** Makes what finds more beside the queries before, where a query need not stand by itself. */
export function createGoingOn({
  field,
  reader,
  understand,
  searchUnderstood,
  search,
  pairOf,
}: GoingOnDeps) {
  /**
   * What a query finds beside those before it, given what it found as it was understood; null if
   * that stays. "En op welke termijn?" says nothing that an answer need have. "Did the Netherlands
   * object?", "hoe lang is de wachtlijst?" and "en de btw?" seemed to stand by themselves.
   */
  return async (query: Query, alone: Found): Promise<Found | null> => {
    const { query: said, history = [] } = query
    if (history.length === 0) return null
    const [last] = alone.readWith
    const isEmpty = alone.reason === 'nothing_near'
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

  async function coverageOf(
    { about, earlier }: Accented,
    passages: readonly Passage[],
  ): Promise<((passage: Passage) => Covered) | null> {
    const marker = await field.markerFor(passages.map((passage) => pairOf(passage).answer))
    const covered = marker.coveredBy(takeApart(about([]), earlier.texts, reader))
    return covered === null ? null : (passage) => covered(pairOf(passage))
  }
}

/** What need not answer the query. */
function asPossible(found: Found, { language, readAs }: Found): Found | null {
  if (found.passages.length === 0) return null
  const passages = found.passages.map((each) => ({ ...each, relevance: 'possible' as const }))
  return { ...found, passages, language, readAs }
}
