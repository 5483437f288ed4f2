import { html as markup } from 'hono/html'
import { counted, fill } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { DocumentSummary } from '../../wire/documents.ts'
import type { Language } from '../../text/language.ts'
import { withLanguage, type Html } from '../http/html.ts'
import { documentEntry, DOCUMENTS_PER_PAGE } from './documents.ts'
import { FACETS, facetPage, type Facet, type FacetValue, type Facets } from '../../answer/facets.ts'
import { layout } from './layout.ts'
import { pageCount, pager } from './pager.ts'

interface Place {
  readonly language: Language
  readonly origin: string
}

/** Values of each kind on the first page; the rest have a page of their own. */
const SHOWN = 12

/** Everything that documents can be browsed by, with counts. */
export function browsePage({ language, origin }: Place, facets: Facets): Html {
  const text = pageText[language]
  const some = FACETS.filter((facet) => facets[facet].size > 0)
  return layout(
    { language, origin, path: '/browse', title: `${text.browseTitle} · Letterlijk` },
    markup`<h1>${text.browseTitle}</h1>
      ${some.map((facet) => {
        const values = [...facets[facet].values()]
        const all =
          values.length > SHOWN
            ? markup`<p><a href="${withLanguage(facetPage(facet), language)}">${fill(
                text.browseAll,
                { n: values.length },
              )}</a></p>`
            : ''
        return markup`<section class="kind">
          <h2>${text.facets[facet]}</h2>
          ${list(facet, values.slice(0, SHOWN), language)} ${all}
        </section>`
      })}`,
  )
}

/** One page of the values of a kind. */
export const VALUES_PER_PAGE = 500

interface FacetListData extends Place {
  readonly facet: Facet
  readonly values: readonly FacetValue[]
  readonly page: number
}

/** All values of one kind, with counts, one page at a time. */
export function facetListPage({ language, origin, facet, values, page }: FacetListData): Html {
  const text = pageText[language]
  const path = facetPage(facet)
  const pages = pageCount(values.length, VALUES_PER_PAGE)
  const shown = values.slice((page - 1) * VALUES_PER_PAGE, page * VALUES_PER_PAGE)
  return layout(
    { language, origin, path, title: `${text.facets[facet]} · Letterlijk` },
    markup`<h1>${text.facets[facet]}</h1>
      ${list(facet, shown, language)} ${pager({
        page,
        pages,
        language,
        to: pageOf(path, language),
      })}`,
  )
}

function list(facet: Facet, values: readonly FacetValue[], language: Language): Html {
  const text = pageText[language]
  return markup`<ul class="browse">
    ${values.map(
      ({ value, documents }) =>
        markup`<li>
          <a href="${withLanguage(facetPage(facet, value), language)}" lang="nl">${value}</a>
          <span class="quiet">${counted(documents.length, text.documentsOne, text.documents)}</span>
        </li>`,
    )}
  </ul>`
}

interface FacetData extends Place {
  readonly facet: Facet
  readonly value: string
  /** how many exist in all */
  readonly count: number
  /** those on this page */
  readonly documents: readonly DocumentSummary[]
  readonly page: number
}

/** The documents of one value, one page at a time. */
export function facetPageOf(data: FacetData): Html {
  const { language, origin, facet, value, count, documents, page } = data
  const text = pageText[language]
  const path = facetPage(facet, value)
  const pages = pageCount(count, DOCUMENTS_PER_PAGE)
  return layout(
    { language, origin, path, title: `${value} · ${text.facets[facet]} · Letterlijk` },
    markup`<h1 lang="nl">${value}</h1>
      <p class="quiet">
        <a href="${withLanguage(facetPage(facet), language)}">${text.facets[facet]}</a> ·
        ${counted(count, text.documentsOne, text.documents)}
      </p>
      <ul class="documents">
        ${documents.map((document) => markup`<li>${documentEntry(document, language)}</li>`)}
      </ul>
      ${pager({ page, pages, language, to: pageOf(path, language) })}`,
  )
}

function pageOf(path: string, language: Language): (page: number) => string {
  return (page) => `${withLanguage(path, language)}&page=${page}`
}
