import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { createComposer } from '../../support/create-composer.ts'
import type { Served } from '../../../src/engine/engine.ts'
import { addExport } from '../../../src/server/api/export.ts'
import { addLists } from '../../../src/server/api/lists.ts'
import { DocumentList } from '../../../src/wire/documents.ts'
import { answeredDocument, inventedLibrary } from '../../support/invented-library.ts'

const PARTIES = ['CDA', 'D66', 'PvdA'] as const

/** A document's number is in its id and day; every third one is by the same party. */
const documents = Array.from({ length: 250 }, (_, n) =>
  answeredDocument(`d${String(n).padStart(3, '0')}`, ['Ja.', `Nee, ${n}.`], {
    title: n % 2 === 0 ? 'wolven op de Veluwe' : 'de wolf, stikstof en PFAS',
    askers: [{ name: 'Jansen', party: PARTIES[n % 3]! }],
    answered: `20${10 + Math.floor(n / 25)}-05-${10 + (n % 9)}`,
  }),
)

function apiOf(all = documents, digest = 'sha256:1') {
  const library = { ...inventedLibrary(all), digest }
  const served = { library, composer: createComposer(library) } as unknown as Served
  const api = new OpenAPIHono()
  const deps = { current: () => served, version: '0', log: () => {} }
  addLists(api, deps)
  addExport(api, deps)
  return api
}

const api = apiOf()

/** The link to the next page in a list. */
function nextOf(response: Response): string | null {
  return /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null
}

/** All pages, by following links only. */
async function follow(from: string): Promise<Response[]> {
  const pages: Response[] = []
  for (let next: string | null = from; next !== null; next = nextOf(pages.at(-1)!)) {
    pages.push(await api.request(next))
    expect(pages.length).toBeLessThan(100)
  }
  return pages
}

describe('the list of documents', () => {
  it('leads over its pages to every document, once and in order', async () => {
    const pages = await follow('/documents?limit=40')
    const lists = await Promise.all(
      pages.map(async (page) => DocumentList.parse(await page.json())),
    )
    expect(lists.flatMap((list) => list.documents.map(({ id }) => id))).toEqual(
      documents.map(({ id }) => id),
    )
    expect(lists.map(({ total }) => total)).toEqual(lists.map(() => 250))
    expect(lists.map(({ next }) => next === null)).toEqual(lists.map((_, at) => at === 6))
  })

  it('returns a bounded page without a limit in the request', async () => {
    const list = DocumentList.parse(await (await api.request('/documents')).json())
    expect(list.documents).toHaveLength(100)
    expect(list.next).toBe('d099')
  })

  it('keeps its filters from page to page', async () => {
    const pages = await follow('/documents?party=D66&from=2012-01-01&limit=7')
    const lists = await Promise.all(
      pages.map(async (page) => DocumentList.parse(await page.json())),
    )
    const fitting = documents.filter(
      ({ askers, answered }) => askers[0]!.party === 'D66' && answered! >= '2012-01-01',
    )
    expect(lists.flatMap((list) => list.documents.map(({ id }) => id))).toEqual(
      fitting.map(({ id }) => id),
    )
    expect(lists[0]!.total).toBe(fitting.length)
  })

  it('takes an empty field of a form for no filter', async () => {
    const totalOf = async (path: string) =>
      DocumentList.parse(await (await api.request(path)).json()).total
    expect(await totalOf('/documents?party=&minister=&document=')).toBe(documents.length)
    expect(await totalOf('/documents?party=&party=D66')).toBe(await totalOf('/documents?party=D66'))
  })

  it('continues at the same place when documents have come and gone', async () => {
    const first = DocumentList.parse(await (await api.request('/documents?limit=3')).json())
    const changed = documents.filter(({ id }) => id !== first.next)
    const later = await apiOf(changed).request(`/documents?limit=2&cursor=${first.next}`)
    const { documents: shown } = DocumentList.parse(await later.json())
    expect(shown.map(({ id }) => id)).toEqual(['d003', 'd004'])
  })

  it('has an empty page after its end', async () => {
    const list = DocumentList.parse(await (await api.request('/documents?cursor=zzz')).json())
    expect(list).toMatchObject({ documents: [], total: 250, next: null })
  })

  it.each(['?limit=0', '?limit=1001', '?limit=ten', '?query=wolf', '?cursor=', '?page=2'])(
    'refuses %s',
    async (query) => expect((await api.request(`/documents${query}`)).status).toBe(400),
  )
})

describe.each(['/documents?limit=2', '/export?limit=1', '/export?format=csv'])(
  'the ETag of %s',
  (path) => {
    it('spares clients that have it the body, as long as the index is the same', async () => {
      const etag = (await api.request(path)).headers.get('etag')!
      const get = (on: OpenAPIHono, from: string, tags: string) =>
        on.request(from, { headers: { 'if-none-match': tags } })
      const same = await get(api, path, `"x", W/${etag}`)
      expect(same.status).toBe(304)
      expect(await same.text()).toBe('')
      expect(same.headers.get('etag')).toBe(etag)
      expect((await get(apiOf(documents, 'sha256:2'), path, etag)).status).toBe(200)
      expect((await get(api, `${path}&to=2015-01-01`, etag)).status).toBe(200)
    })
  },
)

describe('the pages of the export', () => {
  it('lead to every answer, once and in order', async () => {
    const pages = await follow('/export?limit=33&party=PvdA')
    const lines = (await Promise.all(pages.map((page) => page.text()))).join('').split('\n')
    const ids = lines.slice(0, -1).map((line) => {
      return (JSON.parse(line) as { answer: { id: string } }).answer.id
    })
    const fitting = documents.filter(({ askers }) => askers[0]!.party === 'PvdA')
    expect(ids).toEqual(fitting.flatMap(({ answers }) => answers.map(({ id }) => id)))
    expect(pages).toHaveLength(Math.ceil(ids.length / 33))
  })

  it('have a name, where they are a table for another program', async () => {
    const nameOf = async (query: string) =>
      (await api.request(`/export?limit=1${query}`)).headers.get('content-disposition')
    expect(await nameOf('&format=csv')).toBe('attachment; filename="letterlijk.csv"')
    expect(await nameOf('&format=parquet')).toBe('attachment; filename="letterlijk.parquet"')
    expect(await nameOf('')).toBeNull()
  })

  it('end with the last answer, even if it fills its page', async () => {
    expect(await follow('/export?limit=250')).toHaveLength(2)
  })

  it('continues after an answer, and says so if it is gone', async () => {
    const rest = await api.request('/export?cursor=d248.2')
    expect((await rest.text()).match(/\n/g)).toHaveLength(2)
    const gone = await api.request('/export?cursor=d999.1')
    expect(gone.status).not.toBe(200)
  })
})

it('describes how long a filter may be and how many there may be, as it takes them', async () => {
  const { paths } = api.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } })
  const parameters = paths!['/documents']!.get!.parameters as { name: string; schema: object }[]
  const { schema } = parameters.find(({ name }) => name === 'party')!
  expect(schema).toMatchObject({ items: { maxLength: 200 }, maxItems: 50 })
  const statusOf = async (...parties: string[]) => {
    const query = new URLSearchParams(parties.map((party) => ['party', party]))
    return (await api.request(`/documents?${query}`)).status
  }
  expect(await statusOf('\u{1f600}'.repeat(200))).toBe(200)
  expect(await statusOf('\u{1f600}'.repeat(201))).toBe(400)
  expect(await statusOf(...Array<string>(51).fill('D66'))).toBe(400)
})
