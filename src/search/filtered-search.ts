import type { QueryLanguage } from '../text/language.ts'
import { stemOf, wordsOf } from '../text/words.ts'
import { given } from '../domain/optional-fields.ts'
import type { VectorOf } from './asked-vector.ts'
import type { Understood } from './conversation.ts'
import type { Field } from './field.ts'
import type { createFinder } from './find-answers.ts'
import { takeApart, wordsReadAs, type Asked, type WordRead } from './query/analysis.ts'
import { askingFor } from './query/confirm-spelling.ts'
import { readLanguage } from './query/language.ts'
import { languageOf } from './query/own-language.ts'
import { phraseFinder } from './query/phrases.ts'
import type { FoundFilter, ReadFilter } from './query/read-filter.ts'
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
    const { phrases, earlier, step, about, accents, vectorOf, excluded, unwanted } = whole
    const read = filters.map(({ filter }) => filter)
    const rest = about(filters)
    const typed = takeApart(rest, earlier.texts, { ...reader, ...given({ asTyped: query.unread }) })
    const asking = askingFor(typed, embedder, lexicon)
    const language = languageOf(query.query, earlier.queries, {
      ...{ filters: whole.filters, knows: field.knows },
    })
    // No answer is left out for words that none has: "waiting times" of an English query.
    const occurs = (said: string) => wordsOf(said).every(({ text }) => field.knows(stemOf(text)))
    const without = [...excluded.map(({ said }) => said), ...unwanted.filter(occurs)]
    const readFilters = [...read, ...without.map((said) => ({ kind: 'without' as const, said }))]
    const found = async () => ({
      ...bare(
        language,
        await asking.confirmed,
        accents.filter(({ as }) => wordsOf(rest).some(({ text }) => text === as)),
      ),
      readWith: earlier.queries,
      readFilters,
    })
    const allowed = allowedDocuments(query.filters, read, excluded)
    const within = allowed === null ? null : pairsOf(allowed)
    if (within?.length === 0) return { ...(await found()), reason: 'filters_leave_nothing' }
    const numbered = step ?? numberedPairs(read, allowed)
    if (numbered?.length === 0) return { ...(await found()), reason: 'filters_leave_nothing' }
    const finders = phrases.map(({ phrase }) => phraseFinder(phrase))
    const sought = phrases.map(({ phrase }, nth): SoughtPhrase => ({
      finder: finders[nth]!,
      mayStandIn: async (how) => (await field.mayHold?.(phrase, how)) ?? null,
    }))
    const holding = sought.length === 0 ? null : await quotedPairs(sought, allowed, numbered)
    // A phrase that occurs nowhere is searched for as ordinary words.
    const stands = holding !== null && holding.length > 0
    const quoted = stands ? holding : null
    for (const { phrase, said } of phrases) {
      readFilters.push({ kind: 'phrase', said, phrase, stands })
    }
    const marks = stands
      ? phrases.map(({ phrase }, nth) => ({ phrase, finder: finders[nth]! }))
      : []
    // A store knows the pairs that the request's filters leave by those filters.
    const selects = read.some(({ kind }) => kind !== 'question') || excluded.length > 0
    const named = selects ? allowed : null
    const vector = vectorOf(filters)
    const where = { filters: query.filters, named, documents: allowed, marks, vector, unwanted }

    const only = quoted ?? numbered
    if (only !== null && (rest === '' || (quoted === null && inOneDocument(only)))) {
      const asked = await asking.confirmed
      return {
        ...(await found()),
        ...(await pointedAt(only, asked, { ...query, marks, unwanted })),
      }
    }
    if (rest === '' && earlier.texts.length === 0) {
      if (read.length === 0 && !asksNewest(query.query)) {
        return { ...(await found()), reason: 'no_subject' }
      }
      const asked = await asking.confirmed
      const all = within ?? pairsOf(null)
      return { ...(await found()), ...(await pointedAt(all, asked, { ...query, marks, unwanted })) }
    }
    const judged = await findWithin(asking, query, { ...where, pairs: only })
    const lost = judged.passages.length === 0 && numbered !== null && quoted === null
    if (judged.reason !== null && holding !== null && !stands) judged.reason = 'phrase_not_found'
    if (!lost) return { ...(await found()), ...judged }
    // "vraag 3 miljoen mensen naar hun mening" names no question.
    const unnumbered = filters.filter(({ filter }) => filter.kind !== 'question')
    if (unnumbered.length === filters.length) return { ...(await found()), ...judged }
    return await searchWith(query, { ...whole, step: null }, unnumbered)
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
