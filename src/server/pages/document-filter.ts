import { html as markup } from 'hono/html'
import type { Facets } from '../../answer/facets.ts'
import type { SourceDocument } from '../../domain/document.ts'
import type { MatterState } from '../../domain/matters.ts'
import { isSamePerson, ministerLabel } from '../../domain/names.ts'
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
  document: SourceDocument,
  { minister, party, year, state }: DocumentFilter,
  stateOf: (document: SourceDocument) => MatterState,
): boolean {
  return (
    (minister === '' ||
      document.ministers.some((each) => isSamePerson(ministerLabel(each), minister))) &&
    (party === '' || document.askers.some((asker) => asker.party === party)) &&
    (year === '' || yearOf(document) === year) &&
    (state === '' || stateOf(document) === state)
  )
}

function yearOf({ answered, asked }: SourceDocument): string {
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
export function filterForm(facets: Facets, filter: DocumentFilter, language: Language): Html {
  const text = pageText[language]
  const options = (name: keyof DocumentFilter, values: readonly string[]): Html =>
    markup`<select name="${name}">
        <option value="">${text.all}</option>
        ${values.map(
          (value) =>
            markup`<option${value === filter[name] ? markup` selected` : ''} lang="nl">${value}</option>`,
        )}
      </select>`
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
      <label>${text.filterMinister}${options('minister', named(facets.minister))}</label>
      <label>${text.filterParty}${options('party', named(facets.party))}</label>
      <label>${text.filterYear}${options('year', [...facets.year.keys()])}</label>
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

/** In order of the alphabet, since people look for a name in it. */
function named(values: ReadonlyMap<string, unknown>): string[] {
  return [...values.keys()].filter((value) => value !== '').sort(byName)
}

const { compare: byName } = new Intl.Collator('nl')
