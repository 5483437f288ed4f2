import { html as markup } from 'hono/html'
import type { Language } from '../../text/language.ts'
import { fill } from '../../text/say.ts'
import { pageText } from '../../words/page.ts'
import type { Html } from '../http/html.ts'

interface Pager {
  /** counts from 1 */
  readonly page: number
  readonly pages: number
  readonly language: Language
  /** the address of a page */
  readonly to: (page: number) => string
}

/** The links to the previous and next page of a list; empty if it has only one page. */
export function pager({ page, pages, language, to }: Pager): Html | string {
  if (pages === 1) return ''
  const text = pageText[language]
  const way = (number: number, label: string, rel: string): Html =>
    number < 1 || number > pages
      ? markup`<span></span>`
      : markup`<a class="plain" rel="${rel}" href="${to(number)}">${label}</a>`
  return markup`<nav class="pager" aria-label="${text.pages}">
    ${way(page - 1, text.previousPage, 'prev')}
    <span>${fill(text.pageOf, { here: page, pages })}</span>
    ${way(page + 1, text.nextPage, 'next')}
  </nav>`
}

/** The number of pages of a list: an empty one has one. */
export function pageCount(count: number, aPage: number): number {
  return Math.max(1, Math.ceil(count / aPage))
}
