import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../src/domain/errors.ts'
import { createApp } from '../../../src/server/app.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import { documentPage } from '../../../src/server/pages/document.ts'
import { resultPage } from '../../../src/server/pages/result.ts'
import { openApp } from '../../support/open-app.ts'
import { documentOf, responseOf } from '../../web/wire-fixture.ts'

const html = { accept: 'text/html,application/xhtml+xml' }
const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: html,
  body: new URLSearchParams(fields),
})

/** An app without an index, as during its start: `current` throws this. */
function appWithout(error: Error) {
  const logged: LogEntry[] = []
  const app = createApp({
    current: () => {
      throw error
    },
    log: (entry) => logged.push(entry),
    version: 'test',
    web: new Map(),
    allowedOrigins: [],
  })
  return { app, logged }
}

describe('the pages', async () => {
  const { request, logged, close } = await openApp()
  afterAll(close)

  it.each([
    ['/documents/?lang=en', '/documents?lang=en'],
    ['/verify/', '/verify'],
    ['//elsewhere.example/', null],
    ['/documents//', null],
    ['/elsewhere', null],
  ])('are found with a slash behind their address: %s', async (path, target) => {
    const response = await request(path, { headers: html })
    expect(response.status).toBe(target === null ? 404 : 308)
    expect(response.headers.get('location')).toBe(target)
    expect((await request(path)).status).toBe(404)
  })

  it('answer a question by POST, in the chosen language, and are not cached', async () => {
    const response = await request('/?lang=en', form({ query: 'vraag 7' }))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-language')).toBe('en')
    expect(await response.text()).toContain('Answer to question 7')
  })

  it('say which words were corrected', async () => {
    const response = await request('/?lang=en', form({ query: 'semicondutors' }))
    expect(await response.text()).toContain('“semicondutors” was read as “semiconductors”.')
  })

  it.each([['   '], ['x'.repeat(1_001)]])(
    'ask again for an invalid question: %.12s',
    async (query) => {
      const response = await request('/?lang=nl', form({ query }))
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('Typ een vraag van 1 tot 1000 tekens.')
    },
  )

  it('return an overlong text whole, with earlier questions: no browser cuts it', async () => {
    const query = 'woord '.repeat(200).trim()
    const response = await request('/?lang=nl', form({ query, history: 'nachttrein' }))
    const page = await response.text()
    expect(page).toContain(`>\n${query}</textarea>`)
    expect(page).toContain('<input type="hidden" name="history" value="nachttrein" />')
    const quote = 'woord '.repeat(2_000).trim()
    const checked = await request('/verify?lang=nl', form({ quote }))
    expect(checked.status).toBe(400)
    const verdict = await checked.text()
    expect(verdict).toContain('Plak een citaat van 1 tot 10000 tekens.')
    expect(verdict).toContain(`>${quote}</textarea>`)
    const followUp = await (await request('/?lang=nl', form({ query: 'vraag 7' }))).text()
    for (const each of [page, verdict, followUp]) expect(each).not.toContain('maxlength')
  })

  it('name the answer that holds a quote in the reader’s language', async () => {
    const quote = 'De overheid herkent de noodzaak om semiconductoren toe te voegen'
    const inEnglish = await (await request('/verify?lang=en', form({ quote }))).text()
    expect(inEnglish).toContain('<h3>Answer to question 7</h3>')
    const inDutch = await (await request('/verify?lang=nl', form({ quote }))).text()
    expect(inDutch).toContain('<h3>Antwoord op vraag 7</h3>')
  })

  it('check each quotation of a text that is more than one quote', async () => {
    const quote =
      'Het kabinet is gevraagd. “De overheid herkent de noodzaak om semiconductoren toe te ' +
      'voegen”, aldus minister Hoekstra. Anderen vinden: “Dit heeft de minister nooit geschreven.”'
    const page = await (await request('/verify?lang=en', form({ quote }))).text()
    expect(page).toContain('Only what stands in quotation marks was compared (2).')
    expect(page).toContain('Not compared: aldus minister Hoekstra.')
    expect(page).not.toContain('aria-labelledby="result-')
    // Coming back, a browser would not show the result again.
    expect(page).toMatch(
      /target="_blank"\s+rel="noopener">Read in the document<span[^>]+> \(opens a new/,
    )
    expect(page.match(/class="verdict \w+"/g)).toEqual([
      'class="verdict verbatim"',
      'class="verdict not_found"',
    ])
    expect(page).toContain('<h3>Answer to question 7</h3>')
  })

  it('say that a quote only leaves sentences out, and whether it marks that', async () => {
    const [first, last] = [
      'Deze sanctiewetgeving is afgestemd met een grote groep van gelijkgestemde partners zoals ' +
        'de VS, het VK, Japan en Zuid-Korea, die deze maatregelen ook hebben overgenomen.',
      'Nederland is dan ook voorstander van het toevoegen van dergelijke elektronische ' +
        'componenten aan de EU-sanctiemaatregelen.',
    ]
    for (const [between, title] of [
      [' ', 'sentences between them were left out'],
      [' […] ', 'what was left out is marked'],
    ]) {
      const quote = `${first}${between}${last}`
      const page = await (await request('/verify?lang=en', form({ quote }))).text()
      expect(page).toContain('class="verdict altered"')
      expect(page).toContain('>With an omission</h2>')
      expect(page).toContain(title)
    }
  })

  it('never write a query to the log', async () => {
    await request('/', form({ query: 'zeldzaamwoord' }))
    await request('/verify', form({ quote: 'zeldzaamwoord' }))
    expect(JSON.stringify(logged)).not.toContain('zeldzaamwoord')
  })

  it('narrow the list of documents by words, ignoring case and accents', async () => {
    const list = async (q: string) =>
      (await request(`/documents?${new URLSearchParams({ q })}`)).text()
    expect(await list('CHINÉSE bedrijven')).toContain('/documents/2022D35172')
    expect(await list('visserij')).not.toContain('/documents/2022D35172')
  })

  it('describe a document to machines: questions, accepted answers, address', async () => {
    const page = await (await request('/documents/2022D35172')).text()
    const [, json = ''] = page.match(/<script type="application\/ld\+json">(.*?)<\/script>/s) ?? []
    const data = JSON.parse(json) as {
      hasPart: { '@type': string; acceptedAnswer: { text: string } }[]
    }
    expect(data.hasPart).toHaveLength(10)
    expect(data.hasPart[0]).toMatchObject({
      '@type': 'Question',
      acceptedAnswer: { text: 'Ja.' },
    })
    expect(page).toContain('<link rel="canonical" href="http://localhost/documents/2022D35172"')
  })

  it('point into the public page by words that are unique there', async () => {
    const page = await (await request('/documents/2022D35172')).text()
    expect(page).toContain(
      'did=2022D35172&amp;id=2022D35172#:~:text=De%20huidige%20EU%2Dsanctiewetgeving%20voorziet,',
    )
  })

  it('point at each answer by a unique text, even at two that say "Ja."', async () => {
    const page = await (await request('/documents/2022D35172')).text()
    const directives = [...page.matchAll(/#:~:text=([^"]+)"/g)].map(([, directive]) => directive)
    expect(new Set(directives).size).toBe(10)
    expect(directives.slice(0, 2)).toEqual(['Antwoord%201-,Ja.', 'Antwoord%202-,Ja.'])
  })
})

describe('the publications that a document refers to', () => {
  const seen = [
    { sessionYear: '2021-2022', number: 594, page: '/documents/uitstel' },
    { sessionYear: '2021-2022', number: 12, page: null },
  ]
  const label = (number: number): string => `Aanhangsel Handelingen II 2021/22, nr. ${number}`
  const common = { language: 'nl', origin: 'https://antwoorden.example.nl' } as const
  const linked = `<a href="/documents/uitstel?lang=nl">${label(594)}</a>`

  it('appear on its page, linked if they are in the index', async () => {
    const document = { ...documentOf('x'), earlier: seen }
    const data = { ...common, document, source: 'x1', previous: null, next: null }
    const page = String(await documentPage(data))
    expect(page).toContain('<dt>Zie ook</dt>')
    expect(page).toContain(linked)
    expect(page).toContain(`<li lang="nl">${label(12)}</li>`)
    expect(String(await documentPage({ ...data, document: documentOf('x') }))).not.toContain(
      'Zie ook',
    )
  })

  it('appear on an answer, without JavaScript too', async () => {
    const response = responseOf('x')
    const answers = response.answers.map((answer) => ({
      ...answer,
      document: { ...answer.document, earlier: seen },
    }))
    const data = { ...common, response: { ...response, answers }, history: [] }
    expect(String(await resultPage(data))).toContain(linked)
    expect(String(await resultPage({ ...data, response }))).not.toContain('Zie ook')
  })
})

it('says of weak answers alone that they are probably not about the question', async () => {
  const response = responseOf('x')
  const [answer] = response.answers
  const answers = [answer!, { ...answer!, id: 'd.2', relevance: 'weak' as const }]
  const data = { language: 'en', origin: 'https://antwoorden.example.nl', history: [] } as const
  expect(String(await resultPage({ ...data, response: { ...response, answers } }))).toContain(
    '2 answers found, 1 of them probably not about your question',
  )
})

describe('unavailable pages', () => {
  it('say why, as a page, before an index is open', async () => {
    const { app, logged } = appWithout(new AppError('unavailable', 'The index is being opened.'))
    const response = await app.request('/documents?lang=en', { headers: html })
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('The documents are not available yet.')
    expect(logged).toMatchObject([{ event: 'page_failed' }])
  })

  it.each(['index_mismatch', 'index_damaged', 'model_missing'] as const)(
    'keep details for operators in the log: %s',
    async (code) => {
      const { app, logged } = appWithout(new AppError(code, 'Run `npm run index` in /srv.'))
      const page = await (await app.request('/documents?lang=nl', { headers: html })).text()
      expect(page).not.toContain('npm run')
      expect(page).toContain('ligt aan de server, niet aan u')
      expect(JSON.stringify(logged)).toContain('npm run index')
    },
  )

  it('say in the language of their reader that the server is busy', async () => {
    const { app } = appWithout(new AppError('overloaded', 'Too many requests are being answered.'))
    const page = await (await app.request('/documents?lang=nl', { headers: html })).text()
    expect(page).toContain('Het is nu te druk.')
  })

  it('report a bug in the app’s log, and reveal nothing of it', async () => {
    const { app, logged } = appWithout(new Error('secret'))
    const response = await app.request('/', { headers: html })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(logged).toMatchObject([{ event: 'request_failed' }])
  })
})
