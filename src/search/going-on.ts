import type { SourceDocument } from '../domain/document.ts'
import type { Pair } from './corpus/catalogue.ts'
import type { Field } from './field.ts'
import type { Accented } from './filtered-search.ts'
import { eachOnce, isSame } from './each-once.ts'
import { LONGEST_CHAIN, type HowInContext } from './in-context.ts'
import { DEFAULT_LIMIT, LOOKED_THROUGH } from './find-answers.ts'
import { nearerBefore } from './nearer-before.ts'
import { coversOwn } from './own-first.ts'
import { takeApart, type WordReader } from './query/analysis.ts'
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

/** What a conversation came to before a query. */
interface Before {
  /** the last query that found something */
  readonly asked: string
  /** what it found first */
  readonly pair: Pair
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
   * What a query that needs those before it finds, given what it found with them; null if that
   * stays.
   */
  async function withBefore(query: Query, found: Found): Promise<Found | null> {
    const listed = await whatWasFound(query, found)
    return (await inDocumentBefore(query, listed ?? found)) ?? listed
  }

  /** "En op welke termijn?" says nothing that an answer need have. */
  async function whatWasFound(query: Query, own: Found): Promise<Found | null> {
    const { query: said, history = [] } = query
    const { reason, readWith } = own
    const isEmpty = reason === 'nothing_near' || (reason === 'no_subject' && !isCourtesy(said))
    if (!isEmpty || !namesNoSubject(said)) return null
    const last = readWith[0]!
    const before = history.slice(0, history.lastIndexOf(last))
    const found = await search({ ...query, query: last, history: before })
    return asPossible({ ...found, readWith: [last, ...found.readWith] }, own)
  }

  /**
   * The same with the answer first that the query by itself finds in the document found before;
   * null if that stays. "Wanneer is het klaar?" is near to many answers, and to one of that
   * document. One that is only a possible match comes before those of other documents that are no
   * surer if it speaks of what the query names, and see `firstOfBoth`. One comes before the answer
   * found before too, if that is found again for the query before alone.
   */
  async function inDocumentBefore(query: Query, found: Found): Promise<Found | null> {
    const { query: said, limit = DEFAULT_LIMIT } = query
    const [first] = found.passages
    const before = found.readFilters.length > 0 ? null : await foundBefore(query)
    if (before === null) return null
    const within = await searchWithin(query, before.pair.document)
    if (within.readFilters.length > 0) return null
    const inOrder = [...within.passages, ...within.weak]
    const [own] = inOrder
    // "Wat vindt het kabinet?" is near to any answer.
    const names = !namesNoSubject(said)
    const isAgain = names && first !== undefined && pairOf(first) === before.pair
    const isForBefore = isAgain && isWeakIn(inOrder, first)
    if (own === undefined || own.answerId === first?.answerId) {
      return isForBefore ? asPossible(found, found) : null
    }
    if (!isForBefore && own.relevance === 'weak') return null
    if (!isForBefore && own.relevance === 'possible' && first !== undefined) {
      if (!names) return null
      const isThere = pairOf(first).document === before.pair.document
      if (isThere || first.relevance === 'strong') return firstOfBoth(first, own, { found, within })
      const covered = await coverageOf(await understand(query, { goesOn: true }), [first, own])
      if (covered === null || !coversOwn(covered(own))) return null
    }
    const isOther = (each: Passage) => !isSame(own)(each)
    const moved = {
      ...found,
      ...{ reason: null, readWith: withAsked(found.readWith, before) },
      passages: [own, ...found.passages.filter(isOther)].slice(0, limit),
      weak: found.weak.filter(isOther),
    }
    return own.relevance === 'strong' ? moved : asPossible(moved, found)
  }

  /**
   * What a query that seemed to stand by itself finds with those before it, given what it found
   * alone; null if that stays.
   */
  async function besideBefore(query: Query, alone: Found): Promise<Found | null> {
    const goesOn = mayGoOn(query.query)
    const stands = !goesOn && alone.passages[0]?.relevance === 'strong'
    const before = stands || alone.readFilters.length > 0 ? null : await foundBefore(query)
    if (before === null) return null
    const within = await searchWithin(query, before.pair.document)
    if (within.readFilters.length > 0) return null
    const widely = { ...query, limit: LOOKED_THROUGH }
    const beside = goesOn
      ? await searchUnderstood(widely, await understand(widely, { goesOn }))
      : null
    const nearer = nearerBefore({ alone, within, beside })
    if (nearer === null) return null
    const isNear = alone.passages.length > 0 || within.passages.some(isSame(nearer))
    if (!isNear && !(await speaksOf(nearer, query))) return null
    const { limit = DEFAULT_LIMIT } = query
    const all = [nearer, ...alone.passages.slice(0, 1), ...(beside ?? alone).passages]
    const passages = eachOnce(all).slice(0, limit)
    const found = {
      ...(beside ?? alone),
      ...{ language: alone.language, readAs: alone.readAs, reason: null },
      readWith: withAsked(beside?.readWith ?? [], before),
      passages,
      weak: [],
    }
    return nearer.relevance === 'strong' ? found : asPossible(found, found)
  }

  /**
   * Whether an answer speaks of what a query names, or others in the index do: "waarom is de lucht
   * blauw?" goes on from nothing.
   */
  async function speaksOf(passage: Passage, query: Query): Promise<boolean> {
    if (knowsAllOf(query.query, field.knows)) return true
    const covered = await coverageOf(await understand(query, { goesOn: true }), [passage])
    return covered !== null && coversOwn(covered(passage))
  }

  /** What the last of the queries before found that found something; null if none did. */
  async function foundBefore({ history = [], ...query }: Query): Promise<Before | null> {
    const asked = history.filter((each) => !isCourtesy(each)).slice(-LONGEST_CHAIN - 1)
    for (const [at, each] of [...asked.entries()].reverse()) {
      const pair = await firstPairOf({ ...query, query: each, history: asked.slice(0, at) })
      if (pair !== null) return { asked: each, pair: field.catalogue.pairs[pair]! }
    }
    return null
  }

  /** What a query by itself finds in a document. */
  async function searchWithin(query: Query, { id }: SourceDocument): Promise<Found> {
    const filters = { ...query.filters, documents: [id] }
    const alone = { ...query, limit: LOOKED_THROUGH, explain: false, history: [], filters }
    return await searchUnderstood(alone, await understand(alone))
  }

  async function coverageOf(
    { about, earlier }: Accented,
    passages: readonly Passage[],
  ): Promise<((passage: Passage) => Covered) | null> {
    const marker = await field.markerFor(passages.map((passage) => pairOf(passage).answer))
    const covered = marker.coveredBy(takeApart(about([]), earlier.texts, reader))
    return covered === null ? null : (passage) => covered(pairOf(passage))
  }

  return async (query: Query, found: Found): Promise<Found | null> => {
    if ((query.history ?? []).length === 0 || isCourtesy(query.query)) return null
    return await (found.readWith.length > 0 ? withBefore : besideBefore)(query, found)
  }
}

/** The queries that one is read with, and the one whose document it goes on from. */
function withAsked(queries: readonly string[], { asked }: Before): readonly string[] {
  return queries.includes(asked) ? queries : [...queries, asked]
}

/** Whether an answer is a weak match among those of its document, or none. */
function isWeakIn(inOrder: readonly Passage[], passage: Passage): boolean {
  const { relevance = 'weak' } = inOrder.find(isSame(passage)) ?? {}
  return relevance === 'weak'
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
  const here = found.passages.find(isSame(own))
  const there = [...within.passages, ...within.weak].find(isSame(first))
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
