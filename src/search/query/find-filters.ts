import type { SourceDocument } from '../../domain/document.ts'
import { linksIn } from './addresses.ts'
import { datesOf, isAmongFilters, isOfDocuments } from './certainty.ts'
import type { DocumentFinder } from './documents-named.ts'
import { topicsExcludedIn } from './excluded-topics.ts'
import { ministryFinder, type MinistryNamed } from './ministries.ts'
import { partyFinder, type PartyNamed } from './parties.ts'
import type { PersonNamed } from './known-people.ts'
import type { IsWord } from './name-forms.ts'
import { personFinder } from './people.ts'
import { pointsIn } from './period-points.ts'
import { readPeriods, type PeriodRead } from './periods.ts'
import type { FoundFilter } from './read-filter.ts'
import { readReference } from './reference.ts'
import { ministryAnswers, partyAsks } from './roles.ts'
import { blanked } from '../../text/segments.ts'
import { hiding, overlaps, type Stretch } from './stretch.ts'

/** What a query says about where to look, and what it says besides. */
export interface FiltersFound {
  /** in the order of the query */
  readonly filters: readonly FoundFilter[]
  /** addresses that name no document, and so say nothing */
  readonly links: readonly Stretch[]
  /** the query with markers for all of these and for what was hidden, of the same length */
  readonly rest: string
}

/** Finds filters in a query; it does not look at the stretches that are `hidden`. */
type FindFilters = (
  query: string,
  how: { readonly hidden: readonly Stretch[]; readonly today: string | undefined },
) => FiltersFound

/** Makes a finder of filters in queries, yielding in between. */
export function* filterFinder(
  documents: readonly SourceDocument[],
  { named, isWord }: { readonly named: DocumentFinder; readonly isWord: IsWord },
): Generator<void, FindFilters> {
  const findParties = partyFinder(
    documents.flatMap(({ askers }) => askers.flatMap(({ party }) => party ?? [])),
    isWord,
  )
  yield
  const findMinistries = ministryFinder(
    documents.flatMap(({ ministers, onBehalfOf }) =>
      [...ministers, ...onBehalfOf].flatMap(({ portfolio }) => portfolio ?? []),
    ),
  )
  yield
  const findPeople = personFinder(documents, isWord)
  yield

  /** Each name counts once: what is found first hides its words from the finders that follow. */
  return (query, { hidden, today }) => {
    const seen = hiding(query, hidden)
    const filters: FoundFilter[] = []
    const take = (found: readonly FoundFilter[]): void => {
      filters.push(...found)
      for (const each of found) seen.hide(each)
    }
    take(named.addressesIn(seen.text()))
    // Addresses elsewhere: those that name a document are taken.
    const links = linksIn(seen.text())
    for (const each of links) seen.hide(each)
    take(questionsIn(seen.text()))
    take(named.documentsIn(seen.text()))
    const parties = findParties(seen.text())
    const ministries = findMinistries(seen.text())
    const beforeNames = seen.text()
    take(peopleIn(query, beforeNames))
    const unnamed = <Found extends Stretch>(found: readonly Found[]): Found[] =>
      found.filter((each) => !overlaps(each, filters))
    const behindPeople = seen.text()
    take(unnamed(parties).map((party) => partyFilter(query, party, behindPeople)))
    take(unnamed(ministries).map((ministry) => ministryFilter(query, ministry, beforeNames)))
    const behindNames = seen.text()
    const dates = datesOf(beforeNames)
    take(
      readPeriods(behindNames, today).flatMap((period) => {
        const certainty = certaintyOf(period, behindNames)
        if (!certainty.sure && isToCome(period, today)) return []
        return [{ ...periodFilter(query, period, dates), ...certainty }]
      }),
    )
    // Last: "Jansen" and "2024" name somebody and a year before they name files.
    take(named.wordsIn(seen.text(), filters))
    take(named.numberIn(seen.text()))
    return { filters: filters.sort((a, b) => a.start - b.start), links, rest: seen.text() }
  }

  /** People, and the offices that are named with them; `text` is the query with markers. */
  function peopleIn(query: string, text: string): FoundFilter[] {
    // "Lindeboom, maar niet over dijken" says no more than the name.
    const unasked = topicsExcludedIn(text).filter(({ isAbout }) => isAbout)
    const people = findPeople(blanked(text, unasked))
    return [
      ...people.map(({ start, end, kind, name, sure }) => ({
        filter: { said: query.slice(start, end), kind, name },
        ...{ start, end, sure },
      })),
      ...people.flatMap((person) => officeAfter(query, person)),
    ]
  }

  /**
   * "minister Jansen van Financiën", "Minister Jansen (Financiën)" and "minister Jansen sociale
   * zaken" name both; "minister Jansen klimaat" names a topic.
   */
  function officeAfter(query: string, { end, kind }: PersonNamed): FoundFilter[] {
    if (kind !== 'minister') return []
    const lead = OFFICE_LEAD.exec(query.slice(end))?.[0] ?? ''
    const start = end + lead.length
    const [office] = findMinistries(`minister ${query.slice(start)}`)
    if (office?.start !== 0) return []
    const stop = start + office.end - 'minister '.length
    const said = query.slice(start, stop).trim()
    if (lead === '' && !said.includes(' ')) return []
    const { ministry } = office
    return [{ filter: { said, kind: 'ministry', ministry }, start, end: stop, sure: true }]
  }
}

/** What joins an office to the name before it. */
const OFFICE_LEAD = /^,?\s+(?:\(|(?=(?:van|voor|of|for)\s))/iu

function partyFilter(query: string, { start, end, party }: PartyNamed, text: string): FoundFilter {
  const filter = { said: query.slice(start, end), kind: 'party' as const, party }
  return { filter, start, end, sure: partyAsks(text, start, end) }
}

function ministryFilter(
  query: string,
  { start, end, ministry, bare }: MinistryNamed,
  text: string,
): FoundFilter {
  const filter = { said: query.slice(start, end), kind: 'ministry' as const, ministry }
  return { filter, start, end, sure: !bare && ministryAnswers(text, start, end) }
}

function periodFilter(
  query: string,
  { start, end, from, to }: PeriodRead,
  dates: ReturnType<typeof datesOf>,
): Pick<FoundFilter, 'filter' | 'start' | 'end'> {
  const said = query.slice(start, end).trim()
  return { filter: { said, kind: 'period', from, to, dates }, start, end }
}

/** "Doelen voor 2030", "vanaf 2030": no document is dated so, or all that there are. */
function isToCome({ from, to }: PeriodRead, today: string | undefined): boolean {
  if (today === undefined) return false
  return from === null ? to === null || to >= today : from > today
}

/** Whether a period dates documents; `text` has markers for the names in the query. */
function certaintyOf(period: PeriodRead, text: string): Pick<FoundFilter, 'sure' | 'alone'> {
  const ofDocuments = isOfDocuments(text, period)
  const amongFilters = isAmongFilters(text, period)
  const isAlone = amongFilters && !ofDocuments && !text.includes('\ue000')
  return { sure: ofDocuments || amongFilters, ...(isAlone && { alone: true }) }
}

/** "vraag 7", "answers 3 and 4" */
function questionsIn(text: string): FoundFilter[] {
  if (readReference(text) === null) return []
  // "vragen 18 mei 2020" names a day, "answer 3 may be wrong" does not.
  const days = pointsIn(text, undefined).filter(
    ({ start, end, from }) => from !== null || !text.slice(start, end).endsWith('may'),
  )
  const reference = readReference(hiding(text, days).text())
  if (reference === null) return []
  const { start, end, numbers } = reference
  return [
    { filter: { said: text.slice(start, end), kind: 'question', numbers }, start, end, sure: true },
  ]
}
