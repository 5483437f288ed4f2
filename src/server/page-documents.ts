import { html as markup } from 'hono/html'
import { layout, type Html } from './page-layout.ts'
import { withLanguage } from './page-result.ts'
import { fill, sayAsker, sayDate, sayTitle } from './page-say.ts'
import { pageText, type PageLanguage, type PageText } from './page-text.ts'
import type { DocumentList, DocumentSummary } from './schemas.ts'

/** What the list is narrowed by; an empty string narrows nothing. Dates are of the answer. */
export interface DocumentFilter {
  readonly subject: string
  readonly asker: string
  readonly minister: string
  readonly party: string
  readonly from: string
  readonly to: string
}

export const noFilter: DocumentFilter = {
  subject: '',
  asker: '',
  minister: '',
  party: '',
  from: '',
  to: '',
}

/** Longest list on one page; who wants the rest narrows it. */
const LONGEST_LIST = 200

export interface DocumentsData {
  readonly language: PageLanguage
  readonly origin: string
  readonly list: DocumentList
  readonly filter: DocumentFilter
}

/** All documents, newest answer first, with what was read of each: the coverage report. */
export function documentsPage({ language, origin, list, filter }: DocumentsData): Html {
  const text = pageText[language]
  const fitting = newestFirst(list.documents.filter((document) => fits(document, filter)))
  const shown = fitting.slice(0, LONGEST_LIST)
  return layout(
    { language, origin, path: '/documents', title: `${text.documents} · Letterlijk` },
    markup`<h1>${text.documents}</h1>
      <p class="quiet">${fill(text.documentsIntro, { ...list.index })}</p>
      ${list.documents.length < 2 ? '' : filterForm(list, filter, language)}
      ${list.documents.length < 2 ? '' : markup`<p class="quiet" role="status">${fill(text.documentsShown, { n: shown.length, all: list.documents.length })}</p>`}
      ${shown.length === 0 ? markup`<p class="nothing">${text.noDocuments}</p>` : ''}
      <ul class="documents">
        ${shown.map((document) => markup`<li>${entry(document, language)}</li>`)}
      </ul>`,
  )
}

function entry(document: DocumentSummary, language: PageLanguage): Html {
  const text = pageText[language]
  const { coverage, askers, ministers, answered, asked, links } = document
  const date = answered ?? asked
  const said = document.kind === 'notice' ? text.notice : sayCoverage(coverage, text)
  return markup`<article>
    <h2 lang="nl"><a href="${withLanguage(links.page, language)}">${sayTitle(document)}</a></h2>
    <p lang="nl">${[...askers.map(sayAsker), ...ministers].join(' · ')}</p>
    <p class="quiet">
      ${date === null ? '' : `${sayDate(date, language)} · `}${said} · ${document.id}
    </p>
    ${coverage.warnings.length === 0 ? '' : warnings(document, text)}
  </article>`
}

function sayCoverage({ answers, questions }: DocumentSummary['coverage'], text: PageText): string {
  return fill(answers === 0 ? text.coverageNone : text.coverage, { answers, questions })
}

function warnings({ coverage }: DocumentSummary, text: PageText): Html {
  return markup`<details>
    <summary>${fill(text.warnings, { n: coverage.warnings.length })}</summary>
    <ul>
      ${coverage.warnings.map((warning) => markup`<li>${fill(text.warningLine, { ...warning })}</li>`)}
    </ul>
  </details>`
}

function filterForm(list: DocumentList, filter: DocumentFilter, language: PageLanguage): Html {
  const text = pageText[language]
  const field = (name: keyof DocumentFilter, label: string, type: string): Html =>
    markup`<label>${label}<input type="${type}" name="${name}" value="${filter[name]}" /></label>`
  const choice = (name: keyof DocumentFilter, label: string, values: readonly string[]): Html =>
    markup`<label>${label}<select name="${name}">
        <option value="">${text.all}</option>
        ${distinct(values).map(
          (value) =>
            markup`<option${value === filter[name] ? markup` selected` : ''} lang="nl">${value}</option>`,
        )}
      </select></label>`
  const parties = list.documents.flatMap(({ askers }) => askers.map(({ party }) => party ?? ''))
  return markup`<form method="post" action="/documents?lang=${language}" class="filter">
    ${field('subject', text.filterSubject, 'search')} ${field('asker', text.filterAsker, 'search')}
    ${choice(
      'minister',
      text.filterMinister,
      list.documents.flatMap(({ ministers }) => ministers),
    )}
    ${choice('party', text.filterParty, parties)} ${field('from', text.filterFrom, 'date')}
    ${field('to', text.filterTo, 'date')}
    <div>
      <button class="solid">${text.filter}</button>
      <a class="plain" href="/documents?lang=${language}">${text.clear}</a>
    </div>
  </form>`
}

function distinct(values: readonly string[]): string[] {
  const sorted = [...new Set(values)].filter((value) => value !== '')
  return sorted.sort((a, b) => a.localeCompare(b, 'nl'))
}

/** Without regard to case and accents, as people type. */
function fits(
  { title, askers, ministers, answered }: DocumentSummary,
  filter: DocumentFilter,
): boolean {
  return (
    holds(title, filter.subject) &&
    (filter.asker === '' || askers.some(({ name }) => holds(name, filter.asker))) &&
    (filter.minister === '' || ministers.includes(filter.minister)) &&
    (filter.party === '' || askers.some(({ party }) => party === filter.party)) &&
    (filter.from === '' || (answered !== null && answered >= filter.from)) &&
    (filter.to === '' || (answered !== null && answered <= filter.to))
  )
}

function holds(text: string, part: string): boolean {
  return plain(text).includes(plain(part.trim()))
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** Documents without a date come last; ties in order of id. */
export function newestFirst<T extends Pick<DocumentSummary, 'id' | 'answered'>>(
  documents: readonly T[],
): T[] {
  return [...documents].sort(
    (a, b) => compare(b.answered ?? '', a.answered ?? '') || compare(a.id, b.id),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
