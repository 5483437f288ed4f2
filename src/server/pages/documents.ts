import { html as markup } from 'hono/html'
import type { Filters } from '../../search/search.ts'
import type { FullText, Snippet } from '../../search/full-text.ts'
import type { SourceDocument } from '../../domain/document.ts'
import { facetsIn } from '../../answer/facets.ts'
import { given } from '../../domain/optional-fields.ts'
import type { Language } from '../../text/language.ts'
import { counted, fill, sayAsker, sayDate, sayTitle } from '../../text/say.ts'
import { segmentsOf } from '../../text/segments.ts'
import type { Served } from '../../engine/engine.ts'
import { answerPageHref } from '../../wire/links.ts'
import type { DocumentSummary } from '../../wire/documents.ts'
import type { IndexState } from '../../wire/health.ts'
import { pageText, type PageText } from '../../words/page.ts'
import { feedLink } from '../feeds/links.ts'
import { withLanguage, type Html } from '../http/html.ts'
import { filterForm, listHref, narrows, type DocumentFilter } from './document-filter.ts'
import { layout } from './layout.ts'
import { corrections, related } from './matter.ts'
import { sayState } from '../../answer/say-state.ts'
import { pageCount, pager } from './pager.ts'

/** Documents on one page of the list. */
export const DOCUMENTS_PER_PAGE = 50

interface DocumentsData {
  readonly language: Language
  readonly origin: string
  readonly served: Pick<Served, 'library' | 'composer'>
  readonly filter: DocumentFilter
  /** those that meet it, the newest answer first */
  readonly documents: readonly SourceDocument[]
  /** finds the words of the filter in a document; null if it has none */
  readonly words: Pick<FullText, 'snippet'> | null
  /** counts from 1; an impossible page becomes the nearest possible one */
  readonly page: number
}

/** All documents, or those that match the filter, newest answer first. */
export function documentsPage({
  language,
  origin,
  served: { library, composer },
  filter,
  documents,
  words,
  page,
}: DocumentsData): Html {
  const text = pageText[language]
  const pages = pageCount(documents.length, DOCUMENTS_PER_PAGE)
  const here = Math.min(Math.max(1, page), pages)
  const from = (here - 1) * DOCUMENTS_PER_PAGE
  const shown = documents.slice(from, from + DOCUMENTS_PER_PAGE)
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
      <p class="ways">
        ${all < 2 ? '' : markup`<a href="/browse?lang=${language}">${text.browseTitle}</a>`}
        ${openLink(composer.waiting, language)}
      </p>
      ${all < 2 ? '' : filterForm(facetsIn(library.documents), filter, language)}
      ${
        all < 2
          ? ''
          : markup`<p class="quiet" role="status">${counted(
              documents.length,
              text.documentsShownOne,
              fill(text.documentsShown, { all }),
            )}</p>`
      }
      ${shown.length === 0 ? markup`<p class="nothing">${text.noDocuments}</p>` : ''}
      <ul class="documents">
        ${shown.map((document) => {
          const snippet = words?.snippet(document) ?? null
          return markup`<li>${documentEntry(composer.summary(document), language, snippet)}</li>`
        })}
      </ul>
      ${pager({
        page: here,
        pages,
        language,
        to: (number) => listHref(filter, number, language),
      })} ${feedLink(feeds, language)}`,
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
  return markup`<a href="/open-questions?lang=${language}">${counted(
    waiting,
    text.openLinkOne,
    text.openLink,
  )}</a>`
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
      ${
        date === null ? '' : `${sayDate(date, language)} · `
      }${said} · ${document.id}${state === '' ? '' : ` · ${state}`}
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
