import { html as markup } from 'hono/html'
import { findValue, type Facets } from '../../answer/facets.ts'
import { distinct } from '../../answer/scope.ts'
import type { SourceDocument } from '../../domain/document.ts'
import type { MatterState } from '../../domain/matters.ts'
import { isSameName, isSamePerson, ministerLabel } from '../../domain/names.ts'
import { newestIn } from '../../domain/order.ts'
import type { Served } from '../../engine/engine.ts'
import type { Language } from '../../text/language.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'

/** The filters of the list; an empty string filters nothing. */
export interface DocumentFilter {
  /** words in the document */
  readonly q: string
  readonly minister: string
  readonly party: string
  /** year of the answer, else of the question */
  readonly year: string
  /** "open" or "answered", of the matter that the document belongs to */
  readonly state: string
}

export const noFilter: DocumentFilter = { q: '', minister: '', party: '', year: '', state: '' }

/** Characters of a value that are used. */
const LONGEST = 200

/** Reads the filter from the query string. */
export function readFilter(query: (name: string) => string | undefined): DocumentFilter {
  const names = Object.keys(noFilter) as (keyof DocumentFilter)[]
  const values = names.map((name) => [name, (query(name) ?? '').trim().slice(0, LONGEST)])
  return { ...noFilter, ...Object.fromEntries(values) }
}

export function narrows(filter: DocumentFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}

/**
 * The documents that match all of a filter but its words, newest answer first. The words are looked
 * up in the text.
 */
export function documentsMeeting(
  { library, composer }: Pick<Served, 'library' | 'composer'>,
  filter: DocumentFilter,
): SourceDocument[] {
  return newestIn(library.documents).filter((document) =>
    meetsFilter(document, filter, composer.stateOf),
  )
}

function meetsFilter(
  document: SourceDocument,
  { minister, party, year, state }: DocumentFilter,
  stateOf: (document: SourceDocument) => MatterState,
): boolean {
  return (
    (minister === '' ||
      document.ministers.some((each) => isSamePerson(ministerLabel(each), minister))) &&
    (party === '' ||
      document.askers.some((asker) => asker.party !== null && isSameName(asker.party, party))) &&
    (year === '' || yearOf(document) === year) &&
    (state === '' || stateOf(document) === state)
  )
}

function yearOf({ answered, asked }: SourceDocument): string {
  return (answered ?? asked ?? '').slice(0, 4)
}

/** The address of a page of the list, always with its parameters in the same order. */
export function listHref(filter: DocumentFilter, page: number, language: Language): string {
  const given = Object.entries(filter).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...given, ['lang', language]])
  if (page > 1) query.set('page', String(page))
  return `/documents?${query.toString()}`
}

/**
 * Sent by GET: a list is a place to return to and to share. Queries of the chat never appear here.
 */
export function filterForm(facets: Facets, filter: DocumentFilter, language: Language): Html {
  const text = pageText[language]
  const options = (name: 'minister' | 'party' | 'year', values: readonly string[]): Html => {
    const wanted = filter[name]
    const chosen = wanted === '' ? undefined : findValue(facets, name, wanted)?.value
    return markup`<select name="${name}">
        <option value="">${text.all}</option>
        ${values.map(
          (value) =>
            markup`<option${value === chosen ? markup` selected` : ''} lang="nl">${value}</option>`,
        )}
      </select>`
  }
  const states = [
    ['answered', text.stateAnswered],
    ['open', text.stateOpen],
  ] as const
  return markup`<form method="get" action="/documents" class="filter" role="search">
    <input type="hidden" name="lang" value="${language}" />
    <div class="first">
      <label>${text.filterWords}<input type="search" name="q"
        value="${filter.q}" maxlength="${LONGEST}" /></label>
      <button class="solid">${text.filter}</button>
      ${
        narrows(filter)
          ? markup`<a class="plain" href="/documents?lang=${language}">${text.clear}</a>`
          : ''
      }
    </div>
    <div class="narrow">
      <label>${text.filterMinister}${options(
        'minister',
        distinct([...facets.minister.keys()]),
      )}</label>
      <label>${text.filterParty}${options('party', distinct([...facets.party.keys()]))}</label>
      <label>${text.filterYear}${options('year', [...facets.year.keys()])}</label>
      <label>${text.filterState}<select name="state">
        <option value="">${text.all}</option>
        ${states.map(
          ([value, label]) =>
            markup`<option value="${value}"${
              value === filter.state ? markup` selected` : ''
            }>${label}</option>`,
        )}
      </select></label>
    </div>
  </form>`
}
