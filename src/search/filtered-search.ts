import type { QueryLanguage } from '../text/language.ts'
import { stemsOfText, wordsOf } from '../text/words.ts'
import { given } from '../domain/optional-fields.ts'
import type { VectorOf } from './asked-vector.ts'
import type { Understood } from './conversation.ts'
import type { Field } from './field.ts'
import type { createFinder, Where } from './find-answers.ts'
import { takeApart, wordsReadAs, type Asked, type WordRead } from './query/analysis.ts'
import { askingFor } from './query/confirm-spelling.ts'
import { readLanguage } from './query/language.ts'
import { languageOf } from './query/own-language.ts'
import { phraseFinder } from './query/phrases.ts'
import type { FoundFilter, ReadFilter } from './query/read-filter.ts'
import { withoutCourtesies } from './query/small-talk.ts'
import { asksNewest } from './query/topic.ts'
import type { Scope, SoughtPhrase } from './scope.ts'
import type { EmptyReason, Found, Query } from './search.ts'
import type { SignalSources } from './signals/score.ts'

/** A query as understood, and the words of it that were read with accents. */
export interface Accented extends Understood {
  readonly accents: readonly WordRead[]
}

/** A query as understood, and the vector of what some of its filters leave. */
export interface PreparedQuery extends Accented {
  readonly vectorOf: VectorOf
}

interface FilteredSearchDeps extends Pick<SignalSources, 'lexicon' | 'embedder'> {
  readonly field: Field
  readonly scope: Scope
  readonly finder: Pick<ReturnType<typeof createFinder>, 'findWithin' | 'pointedAt'>
}

/** Makes the search for a query as understood, with some of its filters. */
export function createFilteredSearch({
  field,
  scope,
  finder,
  lexicon,
  embedder,
}: FilteredSearchDeps) {
  const rankedBy = rankedByWhat({ lexicon, embedder })
  const reader = { lexicon, spelling: field.spelling, knows: field.knows }
  const { pairsOf, quotedPairs, numberedPairs, inOneDocument, allowedDocuments } = scope
  const { findWithin, pointedAt } = finder

  /** Searches where these filters of the query point. */
  async function searchWith(
    query: Query,
    whole: PreparedQuery,
    filters: readonly FoundFilter[],
  ): Promise<Found> {
    const { earlier, step, about, accents, excluded, unwanted } = whole
    const read = filters.map(({ filter }) => filter)
    const rest = about(filters)
    const typed = takeApart(rest, earlier.texts, { ...reader, ...given({ asTyped: query.unread }) })
    const asking = askingFor(typed, embedder, lexicon)
    const language = languageOf(query.query, earlier.queries, {
      ...{ filters: whole.filters, knows: field.knows },
    })
    const readFilters = [...read, ...leftOutBy(whole)]
    const toldOf = async (outcome: Partial<Found>, others: readonly ReadFilter[] = []) => ({
      ...bare(
        language,
        await asking.confirmed,
        accents.filter(({ as }) => wordsOf(rest).some(({ text }) => text === as)),
      ),
      ...{ readWith: earlier.queries, readFilters: [...readFilters, ...others] },
      ...outcome,
    })
    const allowed = allowedDocuments(query.filters, read, excluded)
    const within = allowed === null ? null : pairsOf(allowed)
    if (within?.length === 0) return await toldOf({ reason: 'filters_leave_nothing' })
    const numbered = step ?? numberedPairs(read, allowed)
    if (numbered?.length === 0) return await toldOf({ reason: 'filters_leave_nothing' })
    const quoted = await whereQuoted(whole.phrases, { allowed, numbered })
    const { marks, asFilters } = quoted
    const list = async (named: readonly number[]) => {
      const options = { ...query, marks, unwanted }
      return await toldOf(await pointedAt(named, await asking.confirmed, options), asFilters)
    }
    const only = quoted.pairs ?? numbered
    if (only !== null && (rest === '' || (quoted.pairs === null && inOneDocument(only)))) {
      return await list(only)
    }
    if (rest === '' && earlier.texts.length === 0) {
      const asksNothing = read.length === 0 && !asksNewest(withoutCourtesies(query.query))
      return await (asksNothing
        ? toldOf({ reason: 'no_subject' }, asFilters)
        : list(within ?? pairsOf(null)))
    }
    // A store knows the pairs that the request's filters leave by those filters.
    const selects = read.some(({ kind }) => kind !== 'question') || excluded.length > 0
    const judged = await findWithin(asking, query, {
      ...{ filters: query.filters, named: selects ? allowed : null, documents: allowed },
      ...{ pairs: only, marks, vector: whole.vectorOf(filters), unwanted },
    })
    // "vraag 3 miljoen mensen naar hun mening" names no question.
    const isLost = judged.passages.length === 0 && numbered !== null && quoted.pairs === null
    const unnumbered = filters.filter(({ filter }) => filter.kind !== 'question')
    if (isLost && unnumbered.length < filters.length) {
      return await searchWith(query, { ...whole, step: null }, unnumbered)
    }
    const reason = judged.reason !== null && quoted.isNowhere ? 'phrase_not_found' : judged.reason
    return await toldOf({ ...judged, reason }, asFilters)
  }

  /** What a query excludes, but for words that no answer has: "waiting times" of an English one. */
  function leftOutBy({ excluded, unwanted }: PreparedQuery): ReadFilter[] {
    const occurs = (said: string) => stemsOfText(said).every(field.knows)
    const without = [...excluded.map(({ said }) => said), ...unwanted.filter(occurs)]
    return without.map((said) => ({ kind: 'without', said }))
  }

  /**
   * Where the words between quotation marks stand. Those that occur nowhere are searched for as
   * ordinary words.
   */
  async function whereQuoted(
    phrases: PreparedQuery['phrases'],
    {
      allowed,
      numbered,
    }: {
      readonly allowed: ReadonlySet<string> | null
      readonly numbered: readonly number[] | null
    },
  ): Promise<Quoted> {
    if (phrases.length === 0) return { pairs: null, isNowhere: false, marks: [], asFilters: [] }
    const marks = phrases.map(({ phrase }) => ({ phrase, finder: phraseFinder(phrase) }))
    const sought = marks.map(({ phrase, finder }): SoughtPhrase => ({
      finder,
      mayStandIn: async (how) => (await field.mayHold?.(phrase, how)) ?? null,
    }))
    const pairs = await quotedPairs(sought, allowed, numbered)
    const stands = pairs.length > 0
    const asFilters = phrases.map(({ phrase, said }) => {
      return { kind: 'phrase' as const, said, phrase, stands }
    })
    return stands
      ? { pairs, isNowhere: false, marks, asFilters }
      : { pairs: null, isNowhere: true, marks: [], asFilters }
  }

  function nothing({ query }: Query, reason: EmptyReason): Found {
    return { ...bare(readLanguage(query), takeApart('', [], reader)), reason }
  }

  function bare(language: QueryLanguage, asked: Asked, accents: readonly WordRead[] = []) {
    return {
      language,
      readAs: [...accents, ...wordsReadAs(asked)],
      readWith: [] as readonly string[],
      readFilters: [] as ReadFilter[],
      leftOut: [] as readonly ReadFilter[],
      reason: null as EmptyReason | null,
      passages: [],
      weak: [],
      signals: rankedBy,
    } satisfies Found
  }

  return { searchWith, nothing }
}

/** What of a query stands between quotation marks. */
interface Quoted {
  /** the pairs that have all of it; null if nothing does, or nothing is quoted */
  readonly pairs: readonly number[] | null
  readonly isNowhere: boolean
  /** what to mark in the answers */
  readonly marks: Where['marks']
  readonly asFilters: readonly ReadFilter[]
}

/** The signals that rank answers. */
function rankedByWhat({
  lexicon,
  embedder,
}: Pick<SignalSources, 'lexicon' | 'embedder'>): Found['signals'] {
  return [
    ...(embedder === null ? [] : (['encoder'] as const)),
    ...(lexicon === null ? [] : (['lexicon'] as const)),
    'words',
  ]
}
