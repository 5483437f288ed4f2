import { html as markup } from 'hono/html'
import { distinct, peopleAmong } from '../../answer/scope.ts'
import { isSamePerson } from '../../domain/names.ts'
import type { DocumentList, DocumentSummary } from '../../wire/schemas.ts'
import type { Language } from '../../text/language.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'

/** What the list is narrowed by; an empty string narrows nothing. */
export interface DocumentFilter {
  /** words in the document */
  readonly q: string
  readonly minister: string
  readonly party: string
  /** in which it was answered, or asked where it was not */
  readonly year: string
  /** "open" or "answered": of the questions that it is about */
  readonly state: string
}

export const noFilter: DocumentFilter = { q: '', minister: '', party: '', year: '', state: '' }

/** Characters of a value that count. */
const LONGEST = 200

/** The filter in the query of an address. */
export function readFilter(query: (name: string) => string | undefined): DocumentFilter {
  const names = Object.keys(noFilter) as (keyof DocumentFilter)[]
  const values = names.map((name) => [name, (query(name) ?? '').trim().slice(0, LONGEST)])
  return { ...noFilter, ...Object.fromEntries(values) }
}

export function narrows(filter: DocumentFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}

/** All but the words: those are looked for in the texts. */
export function meetsFilter(
  document: DocumentSummary,
  { minister, party, year, state }: DocumentFilter,
): boolean {
  return (
    (minister === '' || document.ministers.some((each) => isSamePerson(each, minister))) &&
    (party === '' || document.askers.some((asker) => asker.party === party)) &&
    (year === '' || yearOf(document) === year) &&
    (state === '' || document.matter.state === state)
  )
}

function yearOf({ answered, asked }: DocumentSummary): string {
  return (answered ?? asked ?? '').slice(0, 4)
}

/** The address of a page of the list, always in the same order. */
export function listHref(filter: DocumentFilter, page: number, language: Language): string {
  const given = Object.entries(filter).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...given, ['lang', language]])
  if (page > 1) query.set('page', String(page))
  return `/documents?${query.toString()}`
}

/**
 * By GET: a list is a place to come back to, and to show to others. Nothing of the chat goes here.
 */
export function filterForm(
  { documents }: DocumentList,
  filter: DocumentFilter,
  language: Language,
): Html {
  const text = pageText[language]
  const options = (name: keyof DocumentFilter, values: readonly string[]): Html =>
    markup`<select name="${name}">
        <option value="">${text.all}</option>
        ${values.map(
          (value) =>
            markup`<option${value === filter[name] ? markup` selected` : ''} lang="nl">${value}</option>`,
        )}
      </select>`
  const parties = documents.flatMap(({ askers }) => askers.map(({ party }) => party ?? ''))
  const states = [
    ['answered', text.stateAnswered],
    ['open', text.stateOpen],
  ] as const
  return markup`<form method="get" action="/documents" class="filter" role="search">
    <input type="hidden" name="lang" value="${language}" />
    <div class="first">
      <label>${text.filterWords}<input type="search" name="q" value="${filter.q}" maxlength="${LONGEST}" /></label>
      <button class="solid">${text.filter}</button>
      ${narrows(filter) ? markup`<a class="plain" href="/documents?lang=${language}">${text.clear}</a>` : ''}
    </div>
    <div class="more">
      <label>${text.filterMinister}${options('minister', peopleAmong(documents.flatMap(({ ministers }) => ministers)))}</label>
      <label>${text.filterParty}${options('party', distinct(parties))}</label>
      <label>${text.filterYear}${options('year', distinct(documents.map(yearOf)).toReversed())}</label>
      <label>${text.filterState}<select name="state">
        <option value="">${text.all}</option>
        ${states.map(
          ([value, label]) =>
            markup`<option value="${value}"${value === filter.state ? markup` selected` : ''}>${label}</option>`,
        )}
      </select></label>
    </div>
  </form>`
}
