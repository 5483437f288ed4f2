import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexedApp, type IndexedApp } from '../../support/indexed-app.ts'
import { indexWithShared } from '../../support/shared-model.ts'
import { postJson } from '../../support/post-json.ts'

let app: IndexedApp

const QUESTIONS = ['Hoe hoog zijn de dijken?', 'Wie betaalt de dijken?']
const pairs = (answers: readonly string[]) =>
  answers.map(
    (answer, at) => `Vraag ${at + 1}\n${QUESTIONS[at]!}\n\nAntwoord ${at + 1}\n${answer}\n`,
  )
const answers = ['De dijken zijn «drie» meter hoog.', 'Het waterschap betaalt de dijken.']
const html = (lines: readonly string[]) =>
  `<!doctype html><html><body>${lines.map((line) => `<p>${line}</p>`).join('\n')}</body></html>`

const official = [
  'Vragen van het lid Jansen (ABC) aan de Minister van Proefzaken over dijken (ingezonden 1 ' +
    'maart 2024).',
  'Antwoord van Minister De Boer (Proefzaken) (ontvangen 20 maart 2024).',
  ...pairs(answers).flatMap((pair) => pair.trim().split(/\n+/)),
]

/** The minister's letter, with other quotation marks, and one answer in different words. */
const letter = `Geachte voorzitter,

Hierbij ontvangt u de antwoorden op de vragen van het lid Jansen (ABC) over dijken.

${pairs(['De dijken zijn "drie" meter\nhoog.', 'Het Rijk betaalt de dijken.']).join('\n')}`

beforeAll(async () => {
  app = await indexedApp({
    '2024D12345.txt': letter,
    'ah-tk-20232024-2210.html': html(official),
    'copy/ah-tk-20232024-2210.txt': official.join('\n\n'),
  })
  const { failures, documents } = app.indexed
  expect({ failures, documents }).toEqual({ failures: [], documents: 2 })
})
afterAll(() => app.close())

const ID = 'ah-tk-20232024-2210'

async function found(query: string, filters?: object) {
  const response = await app.request(
    '/v1/ask',
    postJson({ query, filters, limit: 20, includeWeak: true }),
  )
  const { answers: strong, weak = [] } = (await response.json()) as Record<
    string,
    { id: string; citation: { text: string }; document: object }[]
  >
  return [...strong!, ...weak]
}

describe('an answer in several sources', () => {
  it('is found once, in the official publication, naming the others', async () => {
    const [first, ...others] = (await found('hoe hoog zijn de dijken')).filter(({ id }) =>
      id.endsWith('.1'),
    )
    expect(others).toEqual([])
    expect(first).toMatchObject({
      id: `${ID}.1`,
      document: {
        alsoAs: [
          { id: ID, format: 'text', page: null, file: `/documents/${ID}/file/1`, differing: [] },
          { id: '2024D12345', format: 'text', page: '/documents/2024D12345', differing: ['2'] },
        ],
      },
    })
    expect(first!.citation.text).toMatch(/ \(ook 2024D12345\)$/)
  })

  it('with different words in one of them is shown in both', async () => {
    const ids = (await found('wie betaalt de dijken')).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([`${ID}.2`, '2024D12345.2']))
  })

  it('is found in the requested source', async () => {
    expect(
      (await found('dijken hoog', { documents: ['2024D12345'] })).map(({ id }) => id),
    ).toContain('2024D12345.1')
    expect((await found('vraag 1 van 2024D12345')).map(({ id }) => id)).toEqual(['2024D12345.1'])
  })

  it('names them on its card and on the page of its document', async () => {
    const body = new URLSearchParams({ query: 'hoe hoog zijn de dijken' })
    const card = await (await app.request('/?lang=nl', { method: 'POST', body })).text()
    expect(card).toMatch(/Hetzelfde antwoord staat ook in[^]{0,400}2024D12345/)
    const page = await (await app.request(`/documents/${ID}?lang=en`)).text()
    expect(page).toContain(`<a href="/documents/${ID}/file/1?lang=en">TXT</a>`)
    expect(page).toContain(
      '<a href="/documents/2024D12345?lang=en">2024D12345</a> (in other words)',
    )
  })

  it('offers each of its files', async () => {
    const file = await app.request(`/documents/${ID}/file/1`)
    expect(file.headers.get('content-type')).toBe('text/plain')
    expect(await file.text()).toContain('De dijken zijn «drie» meter hoog.')
    expect((await app.request(`/documents/${ID}/file/2`)).status).toBe(404)
  })

  it('is not read again unless something changes, and stands alone in the end', async () => {
    const again = await indexWithShared(app.config, [])
    expect(again).toMatchObject({ renewed: 0, failures: [] })
    const removed = await indexWithShared(app.config, [], {
      remove: [`${ID}.html`],
    })
    expect(removed).toMatchObject({ documents: 2, failures: [] })
    expect(removed.renewed).toBe(1)
  })
})
