import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { facetsIn, findValue } from '../../../src/answer/facets.ts'
import { bare } from '../../support/bare-document.ts'
import { examplesApp } from '../../support/indexed-app.ts'
import type { OpenApp } from '../../support/open-app.ts'
import { childrenOf, readXml, textOf } from '../../support/read-feed.ts'

let app: OpenApp

beforeAll(async () => {
  app = await examplesApp()
})
afterAll(() => app.close())

const page = async (path: string) => (await app.request(path)).text()

/** The addresses below `/browse/` to which a page links. */
const linksIn = (html: string) =>
  [...html.matchAll(/href="(\/browse\/[^"]+)"/g)].map((match) => match[1]!.replaceAll('&amp;', '&'))

describe('browsing', () => {
  it('leads from its first page to every document, by each kind', async () => {
    const all = new Set(app.served.library.documents.map(({ id }) => id))
    for (const facet of ['party', 'member', 'year']) {
      const found = new Set<string>()
      for (const link of linksIn(await page(`/browse/${facet}?lang=nl`))) {
        const response = await app.request(link)
        expect(response.status, link).toBe(200)
        const html = await response.text()
        for (const [, id] of html.matchAll(/<h2 lang="nl"><a href="\/documents\/([^?"]+)/g)) {
          found.add(decodeURIComponent(id!))
        }
      }
      expect([...all].filter((id) => !found.has(id))).toEqual([])
    }
  })

  it('counts the documents that it leads to', async () => {
    const html = await page('/browse/party?lang=nl')
    const { documents } = app.served.library
    const named = documents.filter(({ askers }) => askers.some(({ party }) => party === 'Kompas'))
    expect(html).toMatch(
      new RegExp(`Kompas</a>\\s*<span class="quiet">${named.length} documenten</span>`),
    )
    expect(await page('/browse/party/Kompas?lang=en')).toContain(`${named.length} documents`)
  })

  it('is empty for an empty index', async () => {
    const nothing = [
      '/browse/colour',
      '/browse/party/Nobody',
      '/browse/year/2011?page=2',
      '/browse/year/2011?page=0',
      '/browse/year/constructor',
      '/browse/toString',
      '/sitemaps/0',
      '/sitemaps/2',
      '/sitemaps/x',
      '/sitemaps/1.5',
    ]
    for (const path of nothing) expect((await app.request(path)).status, path).toBe(404)
  })

  it('groups documents by names with any characters', () => {
    const documents = Array.from({ length: 120 }, (_, at) => ({
      ...bare(`d${at}`),
      answered: `2024-01-${String(1 + (at % 28)).padStart(2, '0')}`,
      askers: [{ name: 'Jansen', party: 'A & B / "C" <d>' }],
    }))
    const facets = facetsIn(documents)
    expect(facets.year.get('2024')!.documents).toHaveLength(120)
    expect([...facets.party.keys()]).toEqual(['A & B / "C" <d>'])
    expect(facets.minister.size).toBe(0)
  })

  it('lists a person once, and finds them by each spelling of their name', () => {
    const names = [
      'Van Weel',
      'D.M. van Weel',
      'van Weel',
      'K. Blok',
      'J. Blok',
      'Blok',
      'Zwart',
      'Şahin',
    ]
    const documents = names.map((name, at) => ({
      ...bare(`d${at}`),
      ministers: [{ role: 'Minister', name, preposition: null, portfolio: 'Justitie' }],
      askers: [{ name, party: null }],
    }))
    const facets = facetsIn(documents)
    expect(facets.minister.get('Minister D.M. van Weel (Justitie)')!.documents).toHaveLength(3)
    expect(facets.member.get('D.M. van Weel')!.documents).toHaveLength(3)
    // Most documents first, and then by the alphabet, whatever the accents.
    const members = ['D.M. van Weel', 'Blok', 'J. Blok', 'K. Blok', 'Şahin', 'Zwart']
    expect([...facets.member.keys()]).toEqual(members)
    const found = (value: string) => findValue(facets, 'minister', value)?.value
    expect(found('Minister Van Weel (Justitie)')).toBe('Minister D.M. van Weel (Justitie)')
    expect(found('Minister Sahin (Justitie)')).toBe('Minister Şahin (Justitie)')
    expect(found('Minister Blok (Justitie)')).toBe('Minister Blok (Justitie)')
    expect(found('Minister L. Blok (Justitie)')).toBe('Minister Blok (Justitie)')
    expect(found('Minister J. van Weel (Justitie)')).toBeUndefined()
  })
})

describe('a name that documents spell in two ways', () => {
  const ministry = (portfolio: string) => [
    { role: 'Minister', name: null, preposition: null, portfolio },
  ]
  const spelled = [
    ['Kompas', 'Financiën'],
    ['KOMPAS', 'Financie\u0308n'],
    ['Kompas', 'financiën'],
    ['E\u0301e\u0301n', 'Financiën'],
  ] as const
  const facets = facetsIn(
    spelled.map(([party, portfolio], at) => ({
      ...bare(`d${at}`),
      title: 'de cafe\u0301s',
      ministers: ministry(portfolio),
      askers: [{ name: 'Jansen', party }],
    })),
  )

  it('is listed once, in its most frequent form', () => {
    expect([...facets.party.keys()]).toEqual(['Kompas', 'Één'])
    expect([...facets.ministry.keys()]).toEqual(['Financiën'])
    expect(facets.party.get('Kompas')!.documents).toHaveLength(3)
  })

  it.each([
    ['party', 'kompas', 'Kompas'],
    ['party', 'één', 'Één'],
    ['party', 'E\u0301e\u0301n', 'Één'],
    ['ministry', 'Financie\u0308n', 'Financiën'],
  ] as const)('is found as the %s %s', (facet, asked, value) => {
    expect(findValue(facets, facet, asked)?.value).toBe(value)
  })

  it('is a subject in either form', () => {
    const documents = ['cafés', 'cafe\u0301s', 'hotels', 'de prijs', 'de norm']
    const titled = [...documents, ...'abcdefgh'].map((title, at) => ({ ...bare(`d${at}`), title }))
    expect([...facetsIn(titled).subject.keys()]).toEqual(['cafés'])
  })
})

describe('information for search engines', () => {
  it('names the sitemaps, which list every page', async () => {
    const robots = await page('/robots.txt')
    expect(robots).toContain('Disallow: /v1/')
    const address = /^Sitemap: (\S+)$/m.exec(robots)![1]!
    const sitemaps = childrenOf(readXml(await page(new URL(address).pathname)), 'sitemap')
    const paths: string[] = []
    for (const each of sitemaps) {
      const urls = childrenOf(readXml(await page(new URL(textOf(each, 'loc')).pathname)), 'url')
      paths.push(...urls.map((url) => new URL(textOf(url, 'loc')).pathname))
    }
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths.filter((path) => path.startsWith('/documents/'))).toHaveLength(
      app.served.library.documents.length,
    )
    for (const path of paths) expect((await app.request(path)).status, path).toBe(200)
  })
})
