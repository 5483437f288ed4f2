import { Hono } from 'hono'
import type { Library } from '../../format/library.ts'
import type { ServerDeps } from '../http/deps.ts'
import { originOf } from '../http/origin.ts'
import { documentPageHref } from '../../wire/links.ts'
import { browsePage, facetListPage, facetPageOf, VALUES_PER_PAGE } from './browse.ts'
import { DOCUMENTS_PER_PAGE } from './documents.ts'
import {
  FACETS,
  facetPage,
  facetsIn,
  findValue,
  type Facet,
  type Facets,
} from '../../answer/facets.ts'
import { pageCount } from './pager.ts'
import { missing, send } from './send.ts'

/** A sitemap may have 50,000 addresses; a fifth of that loads faster. */
const PER_SITEMAP = 10_000

/** Pages by minister, ministry, party, member and year, and their sitemaps for search engines. */
export function createBrowsing({ current }: Pick<ServerDeps, 'current'>): Hono {
  const pages = new Hono()
  const facetsNow = (): Facets => facetsIn(current().library.documents)

  pages.get('/browse', (c) =>
    send(c, 200, (language, origin) => browsePage({ language, origin }, facetsNow())),
  )

  pages.get('/browse/:facet', (c) => {
    const facet = c.req.param('facet')
    if (!isFacet(facet)) return missing(c)
    const values = [...facetsNow()[facet].values()]
    const page = pageAmong(c.req.query('page'), pageCount(values.length, VALUES_PER_PAGE))
    if (page === null) return missing(c)
    return send(c, 200, (language, origin) =>
      facetListPage({ language, origin, facet, values, page }),
    )
  })

  pages.get('/browse/:facet/:value', (c) => {
    const { facet, value } = c.req.param()
    const found = isFacet(facet) ? findValue(facetsNow(), facet, value) : undefined
    if (!isFacet(facet) || found === undefined) return missing(c)
    const count = found.documents.length
    const page = pageAmong(c.req.query('page'), pageCount(count, DOCUMENTS_PER_PAGE))
    if (page === null) return missing(c)
    const { composer } = current()
    const documents = found.documents
      .slice((page - 1) * DOCUMENTS_PER_PAGE, page * DOCUMENTS_PER_PAGE)
      .map(composer.summary)
    return send(c, 200, (language, origin) =>
      facetPageOf({ language, origin, facet, value: found.value, count, documents, page }),
    )
  })

  pages.get('/robots.txt', (c) =>
    c.text(
      'User-agent: *\nDisallow: /v1/\nDisallow: /mcp\nDisallow: /embed\n\nSitemap: ' +
        `${originOf(c)}/sitemap.xml\n`,
    ),
  )

  pages.get('/sitemap.xml', (c) => {
    const count = Math.ceil(addresses(current().library, facetsNow()).length / PER_SITEMAP)
    const names = Array.from({ length: count }, (_, at) => `/sitemaps/${at + 1}`)
    return c.body(sitemap('sitemapindex', 'sitemap', originOf(c), names), 200, XML)
  })

  pages.get('/sitemaps/:number', (c) => {
    const number = Number(c.req.param('number'))
    const all = addresses(current().library, facetsNow())
    const some = Number.isInteger(number)
      ? all.slice((number - 1) * PER_SITEMAP, number * PER_SITEMAP)
      : []
    if (number < 1 || some.length === 0) return missing(c)
    return c.body(sitemap('urlset', 'url', originOf(c), some), 200, XML)
  })

  return pages
}

/** The requested page, by default the first; null if it does not exist. */
function pageAmong(asked: string | undefined, pages: number): number | null {
  if (asked === undefined) return 1
  const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 0
  return page < 1 || page > pages ? null : page
}

const XML = { 'content-type': 'application/xml; charset=utf-8' }

function isFacet(name: string): name is Facet {
  return (FACETS as readonly string[]).includes(name)
}

/** All public addresses, always in the same order. */
function addresses({ documents }: Library, facets: Facets): string[] {
  return [
    '/',
    '/documents',
    '/open-questions',
    '/browse',
    ...FACETS.flatMap((facet) => [...facets[facet].keys()].map((value) => facetPage(facet, value))),
    ...documents.map(({ id }) => documentPageHref(id)),
  ]
}

/**
 * Encoded addresses contain no character that XML objects to except the apostrophe, which is fine
 * in text.
 */
function sitemap(root: string, item: string, origin: string, paths: readonly string[]): string {
  const items = paths.map((path) => `<${item}><loc>${origin}${path}</loc></${item}>`)
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ` +
    `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('\n')}\n</${root}>\n`
  )
}
