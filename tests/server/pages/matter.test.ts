import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AskResponse } from '../../../src/wire/ask.ts'
import { OpenQuestionList } from '../../../src/wire/documents.ts'
import { indexedApp, type IndexedApp } from '../../support/indexed-app.ts'
import { childrenOf, readXml, textOf } from '../../support/read-feed.ts'
import { postJson } from '../../support/post-json.ts'

let app: IndexedApp

const head = (kind: string) =>
  `${kind} van Minister De Boer (Proefzaken) (ontvangen 20 maart 2024).`
const asked =
  'Vragen van het lid Jansen (ABC) aan de Minister van Proefzaken over dijken (ingezonden 1 ' +
  'maart 2024).'
const question = 'Vraag 1\nHoe hoog zijn de dijken?'

/** One set of questions waits with a notice, one was answered, and one was withdrawn. */
const files: Record<string, [text: string, metadata: object]> = {
  'waits.txt': [`${asked}\n\n${question}\n`, { zaak: '2024Z00001' }],
  'late.txt': [
    `${asked}\n\n${head('Mededeling')}\n\nMededeling\nDe antwoorden komen later.\n`,
    { zaak: '2024Z00001', kind: 'notice' },
  ],
  'asked.txt': [`${asked}\n\n${question}\n`, { zaak: '2024Z00002' }],
  'answered.txt': [
    `${asked}\n\n${head('Antwoord')}\n\n${question}\n\nAntwoord 1\nDe dijken zijn hoog genoeg.\n`,
    { zaak: ['2024Z00003', '2024Z00002'], supersedes: 'before' },
  ],
  'taken.txt': [`${asked}\n\n${question}\n`, { zaak: '2024Z00004' }],
  'back.txt': [
    `${asked}\n\n${head('Mededeling')}\n\nMededeling\nDe vragen zijn ingetrokken.\n`,
    { zaak: '2024Z00004', kind: 'withdrawal' },
  ],
  'dunes.txt': [
    `${asked.replace('dijken', 'duinen en kwelders')}\n\n${question}\n`,
    { zaak: '2024Z00005', kind: 'withdrawal' },
  ],
}

beforeAll(async () => {
  const metadata = Object.entries(files).map(([name, [, facts]]) => [
    name.replace('.txt', '.json'),
    JSON.stringify(facts),
  ])
  const texts = Object.entries(files).map(([name, [text]]) => [name, text])
  app = await indexedApp(Object.fromEntries([...texts, ...metadata]) as Record<string, string>)
})
afterAll(() => app.close())

const page = async (path: string) => (await app.request(path)).text()

describe('questions without an answer', () => {
  it('are listed by the API, with their notice', async () => {
    const list = OpenQuestionList.parse(await (await app.request('/v1/open-questions')).json())
    expect(list.questions).toMatchObject([
      {
        id: 'waits',
        asked: '2024-03-01',
        matter: {
          state: 'open',
          documents: [{ id: 'late', kind: 'notice', answered: '2024-03-20' }],
        },
      },
    ])
  })

  it('appear on the list of documents and have a page of their own', async () => {
    const list = await page('/documents?lang=nl')
    expect(list).toContain('1 stel vragen wacht op antwoord')
    expect(list).toContain(
      'nog niet beantwoord sinds 1 maart 2024; uitstel gemeld op 20 maart 2024',
    )
    const open = await page('/open-questions?lang=en')
    expect(open).toContain('unanswered since 1 March 2024; delay announced on 20 March 2024')
    expect(open).toContain('href="/documents/waits?lang=en"')
    expect(open).not.toContain('/documents/asked')
    expect(open).not.toContain('/documents/taken')
  })

  it('come as a feed, which is not resent unchanged', async () => {
    const response = await app.request('/open-questions.atom?lang=nl')
    const feed = readXml(await response.text())
    expect(childrenOf(feed, 'entry').map((entry) => textOf(entry, 'title'))).toEqual(['Dijken'])
    const [entry] = childrenOf(feed, 'entry')
    // The delay is news to those who follow the questions.
    for (const each of [feed, entry!]) {
      expect(textOf(each, 'updated')).toBe('2024-03-20T12:00:00.000Z')
    }
    const etag = response.headers.get('etag')!
    const again = await app.request('/open-questions.atom?lang=nl', {
      headers: { 'if-none-match': etag },
    })
    expect(again.status).toBe(304)
  })

  it('lead to their answer once they have one, and the answer back to them', async () => {
    expect(await page('/documents/asked?lang=nl')).toMatch(
      /href="\/documents\/answered\?lang=nl">De antwoorden<\/a> \(20 maart 2024\)/,
    )
    expect(await page('/documents/answered?lang=nl')).toMatch(
      /href="\/documents\/asked\?lang=nl">De vragen<\/a>/,
    )
    expect(await page('/documents/taken?lang=nl')).toContain('Ingetrokken.')
  })
})

describe('a query that points to questions without an answer', () => {
  const asking = (query: string, body: object = {}, accept = 'application/json') =>
    app.request('/v1/ask', postJson({ query, ...body }, { accept }))
  const asked = async (query: string, body: object = {}) =>
    AskResponse.parse(await (await asking(query, body)).json())
  const result = async (query: string, language: string) => {
    const body = new URLSearchParams({ query })
    return (await app.request(`/?lang=${language}`, { method: 'POST', body })).text()
  }

  it.each([
    ['2024Z00001', 'waits', 'open'],
    ['vraag 1 van 2024Z00001', 'waits', 'open'],
    ['2024Z00001 over dijken', 'waits', 'open'],
    // the notice, which stands for the questions that it is about
    ['late', 'waits', 'open'],
    ['2024Z00004', 'taken', 'withdrawn'],
  ])('"%s" gets them', async (query, id, state) => {
    const { outcome, reason, answers, unanswered } = await asked(query)
    expect([outcome, reason, answers]).toEqual(['nothing_found', 'not_answered', []])
    expect(unanswered).toMatchObject([{ id, asked: '2024-03-01', matter: { state } }])
  })

  it('gets them by the words of their title where no answer comes near', async () => {
    const { outcome, reason, answers, unanswered } = await asked('duinen en kwelders')
    expect([outcome, reason, answers]).toEqual(['nothing_found', 'not_answered', []])
    expect(unanswered).toMatchObject([{ id: 'dunes', matter: { state: 'withdrawn' } }])
    expect((await asked('kwelders van glas')).unanswered).toEqual([])
    expect((await asked('vragen van Pietersen over kwelders')).unanswered).toEqual([])
    // whoever may answer them
    const addressed = await asked('vragen van Jansen aan de minister van Defensie over kwelders')
    expect(addressed.unanswered).toMatchObject([{ id: 'dunes' }])
  })

  it.each([
    ['uitstel dijken', ['taken', 'waits']],
    ['wanneer worden de vragen over dijken beantwoord?', ['taken', 'waits']],
    ['Hoi, uitstel dijken aub', ['taken', 'waits']],
    ['unanswered questions about kwelders', ['dunes']],
    ['onbeantwoorde vragen van Jansen', ['dunes', 'taken', 'waits']],
    ['welke vragen wachten nog op antwoord?', ['dunes', 'taken', 'waits']],
    ['welke vragen van Jansen staan nog open?', ['dunes', 'taken', 'waits']],
    ['vragen zonder antwoord over kwelders', ['dunes']],
    ['antwoorden over dijken', []],
    ['uitstel', []],
    ['zijn de dijken nog open?', []],
    ['uitstel van betaling voor dijken', []],
  ])('"%s" asks for %j, whatever answers come near', async (query, ids) => {
    const { answers, unanswered } = await asked(query)
    expect(unanswered.map(({ id }) => id).sort()).toEqual(ids)
    if (ids.length > 0) expect(answers).toEqual([])
  })

  it.each(['2024Z00002', 'vraag 9 van answered', '2024Z99999', 'vraag 9', 'vragen van Pietersen'])(
    'is not "%s"',
    async (query) => expect((await asked(query)).unanswered).toEqual([]),
  )

  it('is none if the reader’s own filters leave these questions out', async () => {
    const response = await asked('2024Z00001', { filters: { parties: ['XYZ'] } })
    expect([response.reason, response.unanswered]).toEqual(['filters_leave_nothing', []])
  })

  it('says so on the page, with a link, in both languages', async () => {
    const dutch = await result('2024Z00001', 'nl')
    expect(dutch).toContain('Nog niet beantwoord sinds 1 maart 2024; uitstel gemeld op 20 maart')
    expect(dutch).toContain('<a href="/documents/waits?lang=nl">Dijken</a>')
    expect(dutch).not.toContain('Geen antwoord voldoet')
    const english = await result('2024Z00001', 'en')
    expect(english).toContain('Unanswered since 1 March 2024; delay announced on 20 March 2024.')
    expect(english).toContain('<a href="/documents/waits?lang=en">Dijken</a>')
    expect(await result('2024Z00004', 'nl')).toContain('Ingetrokken.')
  })

  it('is no answer on the page of its notice, nor is a withdrawal', async () => {
    const waits = await page('/documents/late?lang=nl')
    expect(waits).toMatch(/<dt>Meegedeeld<\/dt>\s*<dd><time datetime="2024-03-20">/)
    expect(waits).not.toMatch(/<dt>Beantwoord/)
    const withdrawn = await page('/documents/back?lang=en')
    expect(withdrawn).toMatch(/<dt>Withdrawn<\/dt>/)
    expect(withdrawn).not.toMatch(/<dt>Answered/)
  })

  it('says so in Markdown, for terminals and language models', async () => {
    const markdown = await (await asking('2024Z00001', {}, 'text/markdown')).text()
    expect(markdown).toContain('Nog niet beantwoord sinds 1 maart 2024; uitstel gemeld')
    expect(markdown).toMatch(/Dijken\n\nJansen \\?\(ABC\\?\) · waits/)
    // Of several each beside its own, so that nothing is said of another.
    const several = await (await asking('onbeantwoorde vragen', {}, 'text/markdown')).text()
    expect(several).toMatch(/^Ingetrokken\.\n\nDijken\n\nJansen \\?\(ABC\\?\) · taken$/m)
  })
})

describe('a former id of a document', () => {
  it('redirects permanently to the current one', async () => {
    const response = await app.request('/documents/before?lang=nl')
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe('/documents/answered?lang=nl')
  })

  it('is understood by the API, for documents, sources and answers', async () => {
    for (const [path, id] of [
      ['documents/before', 'answered'],
      ['answers/before.1', 'answered.1'],
    ]) {
      expect(await (await app.request(`/v1/${path}`)).json()).toMatchObject({ id })
    }
    expect(await page('/v1/documents/before/source')).toContain('hoog genoeg')
    expect((await app.request('/v1/answers/before.7')).status).toBe(404)
  })
})

describe('a former id', () => {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const response = await app.request(path, {
      ...{ method: 'POST', headers },
      body: JSON.stringify(body),
    })
    return (await response.json()) as object
  }
  const documents = ['before']

  it('filters what is asked and the check of a quote', async () => {
    const filters = { documents }
    expect(await post('/v1/ask', { query: 'hoe hoog zijn de dijken', filters })).toMatchObject({
      answers: [{ id: 'answered.1' }],
      searched: { documents: 1 },
    })
    const quote = 'De dijken zijn hoog genoeg.'
    expect(await post('/v1/verify', { quote, documents })).toMatchObject({
      verdict: 'verbatim',
      matches: [{ answerId: 'answered.1' }],
    })
    const others = ['waits', 'unknown']
    expect(await post('/v1/verify', { quote, documents: others })).toMatchObject({ matches: [] })
    expect(await post('/v1/verify', { quote, documents: ['unknown'] })).toMatchObject({
      status: 400,
      detail: 'This index has no document unknown.',
    })
  })

  it.each([
    ['/v1/documents?document=before', '"total":1'],
    ['/v1/export?document=before', '"id":"answered.1"'],
    ['/v1/export?document=before&limit=5', '"id":"answered.1"'],
    ['/v1/filters?document=before', '"id":"answered"'],
    ['/feed.atom?document=before', 'De dijken zijn hoog genoeg.'],
  ])('filters %s', async (path, held) => {
    expect(await page(path)).toContain(held)
    expect(await page(path.replace('before', 'unknown'))).not.toContain(held)
  })
})
