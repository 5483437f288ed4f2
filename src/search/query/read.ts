import type { Catalogue } from '../corpus/catalogue.ts'
import { allSure, likely } from './certainty.ts'
import { documentFinder } from './documents-named.ts'
import { excludedIn, leavesOut, referredIn } from './excluded-filters.ts'
import { isExcluded, opensWithExclusion, topicsExcludedIn } from './excluded-topics.ts'
import { filterFinder } from './find-filters.ts'
import type { IsWord } from './name-forms.ts'
import { findPhrases } from './phrases.ts'
import type { FoundFilter, ReadFilter } from './read-filter.ts'
import { courtesiesIn } from './small-talk.ts'
import { blanked } from '../../text/segments.ts'
import { overlaps, type Stretch } from './stretch.ts'
import { aboutOf, instructionsIn, leadIn } from './topic.ts'

/** A query as read, before any search. */
export interface ReadQuery {
  /** the words between quotation marks, which must occur in the text */
  readonly phrases: readonly { readonly phrase: string; readonly said: string }[]
  /** in the order of the query */
  readonly filters: readonly FoundFilter[]
  /** these, and what is the topic unless the query before gives it a place: "en van DENK?" */
  readonly readings: readonly FoundFilter[]
  /** filters whose documents it does not ask for: "behalve de vragen van Lindeboom" */
  readonly excluded: readonly ReadFilter[]
  /** what it is not about: "niet over kernenergie" */
  readonly unwanted: readonly string[]
  /**
   * its topic if these filters apply, without quotation marks; empty if only function words are
   * left
   */
  about(filters: readonly Stretch[]): string
}

/** "GroenLinks", "OCW": a party or a ministry alone asks for its documents, not who mentions it. */
export function namesBody({ filters, about }: Pick<ReadQuery, 'filters' | 'about'>): boolean {
  const isBody = ({ filter: { kind } }: FoundFilter) => kind === 'party' || kind === 'ministry'
  return filters.length > 0 && filters.every(isBody) && about(filters) === ''
}

/** The same query with these words taken as its topic, not as filters. */
export function withoutUnread(read: ReadQuery, unread: readonly string[]): ReadQuery {
  return {
    ...read,
    phrases: read.phrases.filter(({ said }) => !unread.includes(said)),
    filters: read.filters.filter(({ filter }) => !unread.includes(filter.said)),
    readings: read.readings.filter(({ filter }) => !unread.includes(filter.said)),
    excluded: read.excluded.filter(({ said }) => !unread.includes(said)),
    unwanted: read.unwanted.filter((said) => !unread.includes(said)),
  }
}

interface ReaderDeps {
  readonly catalogue: Pick<Catalogue, 'documents'>
  /** see `IsWord` */
  readonly isWord: IsWord
}

/** When a query is asked, and whether behind another one. */
export interface AskedWhen {
  /** `YYYY-MM-DD`, for "last year" */
  readonly today: string | undefined
  readonly follows?: boolean
}

type QueryReader = (query: string, when: AskedWhen) => ReadQuery

/** Makes a reader of queries for an index, yielding in between. */
export function* readerInSteps({
  catalogue: { documents },
  isWord,
}: ReaderDeps): Generator<void, QueryReader> {
  const named = documentFinder(documents)
  yield
  const findFilters = yield* filterFinder(documents, { named, isWord })

  return (query, { today, follows = false }) => {
    // "2022D35172" between quotation marks is that document all the same.
    const phrases = findPhrases(query).filter(({ phrase }) => !named.isDocument(phrase))
    const refused = phrases.filter((each) => isExcluded(query, each))
    const quoted = phrases.filter((each) => !refused.includes(each))
    const courtesies = courtesiesIn(query)
    const found = findFilters(query, { hidden: [...phrases, ...courtesies], today })
    const referred = referredIn(found)
    const excluded = withoutThese(excludedIn(found), referred)
    const asked = withoutThese(found.filters, [...referred, ...excluded])
    const without = topicsExcludedIn(found.rest)
    const body = blanked(query, [...courtesies, ...found.links])
    const lead = [...refused, ...leadIn(body)]
    // What is left out of nothing is the topic, unless another query has one: "niet over gas". The
    // hyphen of "-gas" only excludes.
    const isAllLeftOut =
      without.length > 0 &&
      !follows &&
      !opensWithExclusion(found.rest) &&
      found.filters.length === 0 &&
      aboutOf(body, quoted, [...lead, ...without]) === ''
    const filters = allSure(query, {
      read: asked,
      likely: likely(query, asked, [...referred, ...excluded, ...without]),
    })
    const isTopic = ({ filter, sure }: FoundFilter) =>
      filter.kind === 'document' && !sure && !filters.some((each) => each.filter === filter)
    return {
      phrases: quoted.map(({ phrase, start, end }) => ({ phrase, said: query.slice(start, end) })),
      filters,
      readings: asked.filter((each) => !isTopic(each)),
      excluded: excluded.filter(leavesOut).map(({ filter }) => filter),
      unwanted: isAllLeftOut
        ? []
        : [...refused.map(({ phrase }) => phrase), ...without.flatMap(({ words }) => words)],
      about: topicReader(body, {
        quoted,
        never: [...referred, ...excluded, ...lead, ...(isAllLeftOut ? [] : without)],
        ofDocuments: asked.filter(({ filter }) => filter.kind === 'document'),
      }),
    }
  }
}

/** What of a query may be its topic, and what never is. */
interface TopicParts {
  readonly quoted: readonly Stretch[]
  readonly never: readonly Stretch[]
  /** the documents that it asks for */
  readonly ofDocuments: readonly Stretch[]
}

/** Makes `ReadQuery.about`. */
function topicReader(body: string, { quoted, never, ofDocuments }: TopicParts): ReadQuery['about'] {
  return (counting) => {
    const told = [...counting, ...never]
    const rest = aboutOf(body, quoted, told)
    // "Vat 2022D35172 samen" is about nothing but the document.
    if (rest === '' || !counting.some((each) => overlaps(each, ofDocuments))) return rest
    const isOrder = aboutOf(body, quoted, [...told, ...instructionsIn(body)]) === ''
    return isOrder ? '' : rest
  }
}

function withoutThese(
  filters: readonly FoundFilter[],
  these: readonly FoundFilter[],
): FoundFilter[] {
  return filters.filter(({ filter }) => !these.some((each) => each.filter === filter))
}
