import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import { feedLink } from '../feeds/links.ts'
import { FilterQuery, filtersOf } from '../http/filter-query.ts'
import { layout } from './layout.ts'
import { related, sayState } from './matter.ts'
import { counted, fill, sayAsker, sayDate, sayTitle } from '../../text/say.ts'
import { pageText, type PageText } from '../../words/page.ts'
import type { DocumentList, DocumentSummary, IndexState } from '../../wire/schemas.ts'
import { withLanguage, type Html } from '../http/html.ts'
import type { Language } from '../../text/language.ts'
import { newestFirst } from '../../domain/order.ts'

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

/** Documents on one page of the list. */
export const DOCUMENTS_PER_PAGE = 50

export interface DocumentsData {
  readonly language: Language
  readonly origin: string
  readonly list: DocumentList
  readonly filter: DocumentFilter
  /** counts from 1; one that does not exist is the nearest that does */
  readonly page: number
}

/** All documents, newest answer first, with what was read of each: the coverage report. */
export function documentsPage({ language, origin, list, filter, page }: DocumentsData): Html {
  const text = pageText[language]
  const fitting = newestFirst(list.documents.filter((document) => fits(document, filter)))
  const pages = Math.max(1, Math.ceil(fitting.length / DOCUMENTS_PER_PAGE))
  const here = Math.min(Math.max(1, page), pages)
  const shown = fitting.slice((here - 1) * DOCUMENTS_PER_PAGE, here * DOCUMENTS_PER_PAGE)
  const all = list.documents.length
  const feeds = feedFilters(filter)
  return layout(
    { language, origin, path: '/documents', title: `${text.documentsTitle} · Letterlijk`, feeds },
    markup`<h1>${text.documentsTitle}</h1>
      <p class="quiet">${sayIndex(list.index, text)}</p>
      ${all < 2 ? '' : markup`<p><a href="/browse?lang=${language}">${text.browseTitle}</a></p>`}
      ${openLink(list, language)} ${failures(list, text)} ${all < 2 ? '' : filterForm(list, filter, language)}
      ${all < 2 ? '' : markup`<p class="quiet" role="status">${fill(text.documentsShown, { n: fitting.length, all })}</p>`}
      ${shown.length === 0 ? markup`<p class="nothing">${text.noDocuments}</p>` : ''}
      <ul class="documents">
        ${shown.map((document) => markup`<li>${documentEntry(document, language)}</li>`)}
      </ul>
      ${pages === 1 ? '' : pager({ here, pages, filter, language })} ${feedLink(feeds, language)}`,
  )
}

/**
 * What a feed can be narrowed by of what the list is. A subject or a name that somebody typed is as
 * private as a question, and stays out of addresses: then there is the feed of all only.
 */
function feedFilters({ subject, asker, minister, party, from, to }: DocumentFilter): Filters {
  if (subject !== '' || asker !== '') return {}
  const given = Object.entries({ minister, party, from, to }).filter(([, value]) => value !== '')
  const parsed = FilterQuery.safeParse(Object.fromEntries(given))
  return parsed.success ? filtersOf(parsed.data) : {}
}

function openLink({ documents }: DocumentList, language: Language): Html | string {
  const text = pageText[language]
  // One of a matter's documents stands for it: its questions, or the notice where the index lacks them.
  const waiting = documents.filter(
    ({ kind, matter }) =>
      matter.state === 'open' &&
      (kind === 'questions' || !matter.documents.some((each) => each.kind === 'questions')),
  )
  if (waiting.length === 0) return ''
  return markup`<p>
    <a href="/open-questions?lang=${language}">${counted(waiting.length, text.openLinkOne, text.openLink)}</a>
  </p>`
}

/** Files that are not in the index: a list that left them out would look complete. */
function failures({ failures: files }: DocumentList, text: PageText): Html | string {
  if (files.length === 0) return ''
  return markup`<details class="note bad">
    <summary>${counted(files.length, text.failuresOne, text.failures)}</summary>
    <ul>
      ${files.map(({ file, reason }) => markup`<li><code>${file}</code>: <span lang="en">${reason}</span></li>`)}
    </ul>
  </details>`
}

interface Pager {
  readonly here: number
  readonly pages: number
  readonly filter: DocumentFilter
  readonly language: Language
}

/** Links, or where the list is narrowed buttons of its form: what is looked for stays out of addresses. */
function pager({ here, pages, filter, language }: Pager): Html {
  const text = pageText[language]
  const to = (page: number, label: string, rel: string): Html | string => {
    if (page < 1 || page > pages) return markup`<span></span>`
    return narrows(filter)
      ? markup`<button class="plain" form="filter" name="page" value="${page}">${label}</button>`
      : markup`<a class="plain" rel="${rel}" href="/documents?lang=${language}&amp;page=${page}">${label}</a>`
  }
  return markup`<nav class="pager" aria-label="${text.pages}">
    ${to(here - 1, text.previousPage, 'prev')}
    <span>${fill(text.pageOf, { here, pages })}</span>
    ${to(here + 1, text.nextPage, 'next')}
  </nav>`
}

/** A document in a list. */
export function documentEntry(document: DocumentSummary, language: Language): Html {
  const text = pageText[language]
  const { coverage, askers, ministers, answered, asked, links } = document
  const date = answered ?? asked
  const said = SAID_BY_KIND[document.kind]?.(text) ?? sayCoverage(coverage, text)
  const state = sayState(document, language)
  return markup`<article>
    <h2 lang="nl"><a href="${withLanguage(links.page, language)}">${sayTitle(document)}</a></h2>
    <p lang="nl">${[...askers.map(sayAsker), ...ministers].join(' · ')}</p>
    <p class="quiet">
      ${date === null ? '' : `${sayDate(date, language)} · `}${said} · ${document.id}${state === '' ? '' : ` · ${state}`}
    </p>
    ${related(document, language)}
    ${coverage.warnings.length === 0 ? '' : warnings(document, text)}
  </article>`
}

/** What a document without answers is called; the others say how many they have. */
const SAID_BY_KIND: Partial<Record<DocumentSummary['kind'], (text: PageText) => string>> = {
  notice: (text) => text.notice,
  withdrawal: (text) => text.withdrawal,
}

function sayIndex({ documents, answers, paragraphs }: IndexState, text: PageText): string {
  return [
    counted(documents, text.documentsOne, text.documents),
    counted(answers, text.answersOne, text.answers),
    counted(paragraphs, text.paragraphsOne, text.paragraphs),
  ].join(' · ')
}

function sayCoverage(coverage: DocumentSummary['coverage'], text: PageText): string {
  const questions = counted(coverage.questions, text.questionsOne, text.questions)
  const answers = counted(coverage.answers, text.answersOne, text.answers)
  return coverage.answers === 0
    ? fill(text.coverageNone, { questions })
    : fill(text.coverage, { answers, questions })
}

function warnings({ coverage }: DocumentSummary, text: PageText): Html {
  return markup`<details>
    <summary>${counted(coverage.warnings.length, text.warningsOne, text.warnings)}</summary>
    <ul>
      ${coverage.warnings.map((warning) => markup`<li lang="en">${fill(text.warningLine, { ...warning })}</li>`)}
    </ul>
  </details>`
}

function filterForm(list: DocumentList, filter: DocumentFilter, language: Language): Html {
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
  const isOpen = narrows({ ...filter, subject: '' })
  const clear = markup`<a class="plain" href="/documents?lang=${language}">${text.clear}</a>`
  return markup`<form method="post" action="/documents?lang=${language}" class="filter" id="filter">
    <div class="first">
      ${field('subject', text.filterSubject, 'search')}
      <button class="solid">${text.filter}</button>
      ${narrows(filter) ? clear : ''}
    </div>
    <details${isOpen ? markup` open` : ''}>
      <summary>${text.moreFilters}</summary>
      <div class="more">
        ${field('asker', text.filterAsker, 'search')}
        ${choice('party', text.filterParty, parties)}
        ${choice(
          'minister',
          text.filterMinister,
          list.documents.flatMap(({ ministers }) => ministers),
        )}
        ${field('from', text.filterFrom, 'date')} ${field('to', text.filterTo, 'date')}
      </div>
    </details>
  </form>`
}

function narrows(filter: DocumentFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
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
