import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastDay, newestOf } from '../../../src/server/feeds/saved-search.ts'
import { answerOf } from '../../web/wire-fixture.ts'
import { examplesApp } from '../../support/indexed-app.ts'
import { readShared } from '../../../web/share.ts'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { childrenOf, readXml, textOf } from '../../support/read-feed.ts'
import { postJson } from '../../support/post-json.ts'

let app: OpenApp

beforeAll(async () => {
  app = await examplesApp()
})
afterAll(() => app.close())

const feedFor = (query: string, headers: Record<string, string> = {}) =>
  app.request(`/search.atom?${new URLSearchParams({ query, lang: 'nl' })}`, { headers })

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

describe('the feed of a saved search', () => {
  it('contains the latest answers that are at least possible, newest first', async () => {
    const query = 'een fietshelm voor oudere fietsers'
    const feed = readXml(await (await feedFor(query)).text())
    const titles = childrenOf(feed, 'entry').map((entry) => textOf(entry, 'title'))
    expect(titles.some((title) => title.includes('fietshelm'))).toBe(true)
    const [page] = childrenOf(feed, 'link').filter(
      ({ attributes }) => attributes['rel'] === 'alternate',
    )
    expect(readShared(new URL(page!.attributes['href']!).hash)).toMatchObject({ query })
    const asked = await app.request(
      '/v1/ask',
      postJson({ query, limit: 20, filters: { from: '2023-06-04' } }),
    )
    const { answers } = (await asked.json()) as { answers: { id: string; relevance: string }[] }
    expect(titles).toHaveLength(answers.length)
    expect(answers.every(({ relevance }) => relevance !== 'weak')).toBe(true)
    const dates = childrenOf(feed, 'entry').map((entry) => textOf(entry, 'updated'))
    expect(dates).toEqual([...dates].sort().reverse())
    expect(dates.every((date) => date >= '2023-06-04')).toBe(true)
  })

  it('counts from the newest day, but not from a mistyped one in the future', () => {
    const now = new Date('2025-06-04T23:30:00Z')
    expect(lastDay(['2024-01-01', '2025-06-05', '2205-06-01'], now)).toBe('2025-06-05')
    expect(lastDay(['2205-06-01'], now)).toBe('2205-06-01')
    expect(lastDay([], now)).toBe('')
  })

  it('has the new answers of a week even if twenty of two years fit better', async () => {
    const dated = (id: string, day: string) => {
      const answer = answerOf(id)
      return { ...answer, id, document: { ...answer.document, answered: day } }
    }
    const old = Array.from({ length: 20 }, (_, n) => dated(`old.${n}`, '2024-01-01'))
    const best = new Map([
      ['2023-06-04', old],
      ['2025-05-28', [dated('new.1', '2025-06-04')]],
    ])
    const latest = await newestOf('2025-06-04', async (from) => best.get(from)!)
    expect(latest).toHaveLength(21)
    expect(latest[0]!.id).toBe('new.1')
    // With room left nothing was crowded out.
    best.set('2023-06-04', old.slice(1))
    expect(await newestOf('2025-06-04', async (from) => best.get(from)!)).toHaveLength(19)
  })

  it('is empty if nothing answers, and searches once per index', async () => {
    // The committed index: only its model is calibrated to refuse.
    const committed = await openApp()
    const path = '/search.atom?query=hoe+bak+ik+een+appeltaart'
    const response = await committed.request(path)
    expect(childrenOf(readXml(await response.text()), 'entry')).toEqual([])
    const etag = response.headers.get('etag')!
    const again = await committed.request(path, { headers: { 'if-none-match': etag } })
    await committed.close()
    expect(again.status).toBe(304)
  })

  it('is refused without a query, or with other parameters', async () => {
    for (const search of [
      '',
      '?query=',
      '?query=%20',
      `?query=${'x'.repeat(5000)}`,
      '?query=a&party=D66',
      '?query=a&query=b',
    ]) {
      expect((await app.request(`/search.atom${search}`)).status, search.slice(0, 20)).toBe(400)
    }
  })

  it('is offered by a form, so that no link contains the question', async () => {
    const query = 'mag een winkel contant geld weigeren?'
    const html = await (await app.request('/?lang=nl', form({ query }))).text()
    expect(html).toContain('action="/search.atom"')
    expect(html).toContain('De vraag staat dan in het adres')
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].filter(([, href]) => /contant.*weigeren/.test(href!)),
    ).toEqual([])
    // Half a conversation means nothing on its own.
    const followed = await (
      await app.request('/?lang=nl', form({ query: 'en gemeenten?', history: query }))
    ).text()
    expect(followed).not.toContain('action="/search.atom"')
  })

  it('appears in no log', async () => {
    await feedFor('geheimewoorden in een zoekvraag')
    expect(JSON.stringify([app.logged, app.happened])).not.toContain('geheimewoorden')
  })
})
