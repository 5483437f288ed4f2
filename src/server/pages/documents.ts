import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import type { Snippet } from '../../search/full-text.ts'
import { facetsIn } from '../../answer/facets.ts'
import { given } from '../../domain/given.ts'
import { newestFirst } from '../../domain/order.ts'
import type { Language } from '../../text/language.ts'
import { counted, fill, sayAsker, sayDate, sayTitle } from '../../text/say.ts'
import { segmentsOf } from '../../text/segments.ts'
import type { Served } from '../../engine/engine.ts'
import { answerPageHref } from '../../wire/links.ts'
import type { DocumentSummary, IndexState } from '../../wire/schemas.ts'
import { pageText, type PageText } from '../../words/page.ts'
import { feedLink } from '../feeds/links.ts'
import { withLanguage, type Html } from '../http/html.ts'
import {
  filterForm,
  listHref,
  meetsFilter,
  narrows,
  type DocumentFilter,
} from './document-filter.ts'
import { layout } from './layout.ts'
import { corrections, related, sayState } from './matter.ts'

/** Documents on one page of the list. */
export const DOCUMENTS_PER_PAGE = 50

/** Searches the text of the documents; see `FullText`. */
export interface WordsIn {
  holds(documentId: string): boolean
  snippet(documentId: string): Snippet | null
}

export interface DocumentsData {
  readonly language: Language
  readonly origin: string
  readonly served: Pick<Served, 'library' | 'composer'>
  readonly filter: DocumentFilter
  /** the result for the words of the filter; null if it has none */
  readonly words: WordsIn | null
  /** counts from 1; an impossible page becomes the nearest possible one */
  readonly page: number
}

/** All documents, or those that match the filter, newest answer first. */
export function documentsPage({
  language,
  origin,
  served: { library, composer },
  filter,
  words,
  page,
}: DocumentsData): Html {
  const text = pageText[language]
  const fitting = library.documents.filter(
    (document) =>
      meetsFilter(document, filter, composer.stateOf) &&
      (words === null || words.holds(document.id)),
  )
  const pages = Math.max(1, Math.ceil(fitting.length / DOCUMENTS_PER_PAGE))
  const here = Math.min(Math.max(1, page), pages)
  const from = (here - 1) * DOCUMENTS_PER_PAGE
  const shown = newestFirst(fitting)
    .slice(from, from + DOCUMENTS_PER_PAGE)
    .map(composer.summary)
  const all = library.documents.length
  const feeds = feedFilters(filter)
  return layout(
    {
      language,
      origin,
      path: '/documents',
      title: `${text.documentsTitle} · Letterlijk`,
      feeds,
      ...given({ isPrivate: narrows(filter) || undefined }),
    },
    markup`<h1>${text.documentsTitle}</h1>
      <p class="quiet">${sayIndex(composer.index, text)}</p>
      ${all < 2 ? '' : markup`<p><a href="/browse?lang=${language}">${text.browseTitle}</a></p>`}
      ${openLink(composer.waiting, language)}
      ${all < 2 ? '' : filterForm(facetsIn(library.documents), filter, language)}
      ${all < 2 ? '' : markup`<p class="quiet" role="status">${counted(fitting.length, text.documentsShownOne, fill(text.documentsShown, { all }))}</p>`}
      ${shown.length === 0 ? markup`<p class="nothing">${text.noDocuments}</p>` : ''}
      <ul class="documents">
        ${shown.map((document) => {
          const snippet = words?.snippet(document.id) ?? null
          return markup`<li>${documentEntry(document, language, snippet)}</li>`
        })}
      </ul>
      ${pages === 1 ? '' : pager({ here, pages, filter, language })} ${feedLink(feeds, language)}`,
  )
}

/**
 * The filters of the list that its feed takes too: words that somebody typed are not among them.
 */
function feedFilters({ q, minister, party, year, state }: DocumentFilter): Filters {
  if (q !== '' || state !== '') return {}
  const isYear = /^\d{4}$/.test(year)
  return given({
    ministers: minister === '' ? undefined : [minister],
    parties: party === '' ? undefined : [party],
    from: isYear ? `${year}-01-01` : undefined,
    to: isYear ? `${year}-12-31` : undefined,
  })
}

function openLink(waiting: number, language: Language): Html | string {
  const text = pageText[language]
  if (waiting === 0) return ''
  return markup`<p>
    <a href="/open-questions?lang=${language}">${counted(waiting, text.openLinkOne, text.openLink)}</a>
  </p>`
}

interface Pager {
  readonly here: number
  readonly pages: number
  readonly filter: DocumentFilter
  readonly language: Language
}

function pager({ here, pages, filter, language }: Pager): Html {
  const text = pageText[language]
  const to = (page: number, label: string, rel: string): Html =>
    page < 1 || page > pages
      ? markup`<span></span>`
      : markup`<a class="plain" rel="${rel}" href="${listHref(filter, page, language)}">${label}</a>`
  return markup`<nav class="pager" aria-label="${text.pages}">
    ${to(here - 1, text.previousPage, 'prev')}
    <span>${fill(text.pageOf, { here, pages })}</span>
    ${to(here + 1, text.nextPage, 'next')}
  </nav>`
}

/** A document in a list. */
export function documentEntry(
  document: DocumentSummary,
  language: Language,
  snippet: Snippet | null = null,
): Html {
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
    ${corrections(document, language)} ${related(document, language)}
    ${snippet === null ? '' : snippetOf(snippet, document, language)}
  </article>`
}

/** The label of a document without answers; others show how many they have. */
const SAID_BY_KIND: Partial<Record<DocumentSummary['kind'], (text: PageText) => string>> = {
  notice: (text) => text.notice,
  withdrawal: (text) => text.withdrawal,
}

/** A snippet with the words marked; one from an answer links to it. */
function snippetOf(
  { text, found, cut, answer }: Snippet,
  { id }: DocumentSummary,
  language: Language,
): Html {
  const pieces = segmentsOf(text, found).map(({ text: piece, ranges }) =>
    ranges.length === 0 ? piece : markup`<mark>${piece}</mark>`,
  )
  const words = markup`${cut.before ? '… ' : ''}${pieces}${cut.behind ? ' …' : ''}`
  if (answer === null) return markup`<p class="snippet" lang="nl">${words}</p>`
  const href = `${withLanguage(answerPageHref(id, answer), language)}-p${answer.paragraph}`
  return markup`<p class="snippet" lang="nl"><a href="${href}">${words}</a></p>`
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
