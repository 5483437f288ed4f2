import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileReport } from '../../../src/commands/verify-file.ts'
import { quoteReport } from '../../../src/quote/report.ts'
import type { VerifyResponse } from '../../../src/wire/verify.ts'
import { indexedApp, type IndexedApp } from '../../support/indexed-app.ts'
import { postJson } from '../../support/post-json.ts'

let app: IndexedApp

const answering = (subject: string, answer: string, more = '') =>
  `Vragen van het lid Jansen (ABC) aan de Minister van Proefzaken over ${subject} (ingezonden 1 maart 2024).

Antwoord van Minister De Boer (Proefzaken) (ontvangen 20 maart 2024).

Vraag 1
Wat weet u van ${subject}?

Antwoord 1
${answer}
${more}`

const second = `
Vraag 2
Wanneer zijn de bruggen klaar?

Antwoord 2
De bruggen zijn klaar in juni.
`

/** Corrected by its number, by metadata, by a number of the new kind, and in one of two answers. */
const files: Record<string, string> = {
  'ah-tk-20232024-2210.txt': answering('dijken', 'De dijken zijn drie meter hoog.'),
  'ah-tk-20232024-2210-n1.txt': answering('dijken', 'De dijken zijn vier meter hoog.'),
  'ah-1281235.txt': answering('zalmen', 'Er zwemmen weinig zalmen.'),
  'ah-1281235-n1.txt': answering('zalmen', 'Er zwemmen veel zalmen.'),
  'first.txt': answering('molens', 'De molens draaien langzaam.'),
  'later.txt': answering('molens', 'De molens draaien snel.'),
  'later.json': JSON.stringify({ supersedes: 'first' }),
  'letter-a.txt': answering('boten', 'Er varen tien boten.').replace('20 maart', '2 maart'),
  'letter-b.txt': answering('boten', 'Er varen twaalf boten.')
    .replace('Vragen van', 'Nader antwoord op vragen van')
    .replace('Antwoord van', 'Nader antwoord van')
    .replace('Antwoord 1', 'Nader antwoord 1'),
  'ah-tk-20232024-9.txt': answering('bruggen', 'De bruggen zijn van staal.', second),
  'ah-tk-20232024-9-n1.txt': answering('bruggen', 'De bruggen zijn van hout.'),
}

const CORRECTED = [
  ['ah-tk-20232024-2210', 'ah-tk-20232024-2210-n1', 'hoe hoog zijn de dijken'],
  ['ah-1281235', 'ah-1281235-n1', 'zwemmen er zalmen'],
  ['first', 'later', 'draaien de molens'],
  ['letter-a', 'letter-b', 'hoeveel boten varen er'],
] as const

beforeAll(async () => {
  app = await indexedApp(files)
  expect(app.indexed.failures).toEqual([])
})
afterAll(() => app.close())

async function found(query: string, filters?: object): Promise<string[]> {
  const response = await app.request(
    '/v1/ask',
    postJson({ query, filters, limit: 20, includeWeak: true }),
  )
  const { answers, weak = [] } = (await response.json()) as Record<string, { id: string }[]>
  return [...answers!, ...weak].map(({ id }) => id)
}

describe('a correction', () => {
  it.each(CORRECTED)('of %s is found in its place: %s', async (old, correction, query) => {
    const ids = await found(query)
    expect(ids).toContain(`${correction}.1`)
    expect(ids).not.toContain(`${old}.1`)
    if (old !== 'letter-a') expect(await found(`vraag 1 van ${old}`)).toEqual([`${correction}.1`])
    expect(await found(query, { documents: [old] })).toEqual([`${old}.1`])
  })

  it.each(CORRECTED)('of %s links it, and is linked from it: %s', async (old, correction) => {
    const read = async (path: string) => (await app.request(path)).text()
    expect(await read(`/documents/${old}?lang=nl`)).toContain(
      'Dit document is gecorrigeerd. Zie <a ' +
        `href="/documents/${correction}?lang=nl">${correction}</a>.`,
    )
    expect(await read(`/documents/${correction}?lang=en`)).toContain(
      `This corrects <a href="/documents/${old}?lang=en">${old}</a>.`,
    )
    const json = async (id: string) => JSON.parse(await read(`/v1/documents/${id}`)) as object
    expect(await json(old)).toMatchObject({ correctedBy: { id: correction }, corrects: [] })
    expect(await json(correction)).toMatchObject({ correctedBy: null, corrects: [{ id: old }] })
  })

  it('is labelled as one on its card', async () => {
    const body = new URLSearchParams({ query: 'hoeveel boten varen er' })
    const page = await (await app.request('/?lang=nl', { method: 'POST', body })).text()
    const said = page.replace(/<[^>]{0,200}>/g, '')
    expect(said).toContain('Er varen twaalf boten.')
    expect(said).not.toContain('Er varen tien boten.')
    expect(page).toMatch(/Gecorrigeerd antwoord; vervangt dat in[^]{0,120}\/documents\/letter-a\?/)
  })

  it('of one answer leaves the others findable', async () => {
    expect(await found('wanneer zijn de bruggen klaar')).toContain('ah-tk-20232024-9.2')
    const bridges = await found('bruggen')
    expect(bridges).toContain('ah-tk-20232024-9-n1.1')
    expect(bridges).not.toContain('ah-tk-20232024-9.1')
  })

  it('is named wherever the answer that it replaces is spread', async () => {
    const replacedBy = {
      id: 'ah-tk-20232024-2210-n1',
      page: '/documents/ah-tk-20232024-2210-n1',
    }
    const read = async (path: string) => (await app.request(path)).text()
    const lines = (await read('/v1/export')).trim().split('\n')
    const exported = new Map(
      lines.map((line) => {
        const { answer } = JSON.parse(line) as { answer: { id: string; replacedBy: unknown } }
        return [answer.id, answer.replacedBy]
      }),
    )
    expect(exported.get('ah-tk-20232024-2210.1')).toEqual(replacedBy)
    expect(exported.get('ah-tk-20232024-2210-n1.1')).toBeNull()
    // The correction answers only the first of its two questions.
    expect(exported.get('ah-tk-20232024-9.1')).toMatchObject({ id: 'ah-tk-20232024-9-n1' })
    expect(exported.get('ah-tk-20232024-9.2')).toBeNull()
    const [heads, ...rows] = (await read('/v1/export?format=csv')).trim().split('\n')
    expect(heads!.split(',').at(-1)).toMatch(/replaced_by/)
    expect(rows.filter((row) => row.endsWith('"ah-tk-20232024-2210-n1"'))).toHaveLength(1)
    const entries = (await read('/feed.atom?lang=nl')).split('<entry>')
    const said = 'Een correctie vervangt dit antwoord. Zie'
    const entryOf = (words: string) => entries.find((each) => each.includes(words))!
    expect(entryOf('drie meter')).toContain(`${said} ah-tk-20232024-2210-n1.`)
    expect(entryOf('vier meter')).not.toContain(said)
  })

  it.each([
    ['De dijken zijn drie meter hoog.', 'ah-tk-20232024-2210-n1'],
    ['De molens draaien langzaam.', 'later'],
    ['Er varen tien boten.', 'letter-b'],
    ['De dijken zijn vier meter hoog.', null],
    ['De bruggen zijn klaar in juni.', null],
  ])('is named by the check of a quote: %s', async (quote, correction) => {
    const response = await app.request('/v1/verify', postJson({ quote }))
    const link = correction === null ? null : { id: correction, page: `/documents/${correction}` }
    const checked = (await response.json()) as VerifyResponse
    expect(checked).toMatchObject({ verdict: 'verbatim', matches: [{ replacedBy: link }] })
    const said = `Replaced: a correction answers this again, ${correction}.`
    expect(quoteReport(checked).includes(said)).toBe(correction !== null)
    const drafted = fileReport('draft.md', [{ line: 1, text: quote, result: checked }])
    expect(drafted.includes(`  replaced by a correction: ${correction}\n`)).toBe(
      correction !== null,
    )
    const page = await app.request('/verify?lang=en', {
      method: 'POST',
      body: new URLSearchParams({ quote }),
    })
    const shown = (await page.text()).replace(/<[^>]{0,200}>/g, '')
    expect(shown.includes(`A correction replaces this answer. See ${correction} (`)).toBe(
      correction !== null,
    )
  })
})
