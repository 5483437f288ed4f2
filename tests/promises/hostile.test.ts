import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersAsMarkdown } from '../../src/answer/markdown.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { createApp } from '../../src/server/app.ts'
import { AskResponse } from '../../src/wire/ask.ts'
import { DocumentList } from '../../src/wire/documents.ts'
import { readConfig } from '../../src/config.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { buildWeb } from '../../web/build.ts'
import { activeIn, activeInMarkdown, HOSTILE, hostileDocument, UNSEEN } from '../support/hostile.ts'
import { runCli, type Ended } from '../support/run-cli.ts'
import { openWithShared } from '../support/shared-model.ts'

/** File names for attacks that a document's text cannot contain. */
const FILE_NAMES = [
  '<img src=x onerror=alert(1)>.pdf',
  'regel\neen\u001b[31m.pdf',
  '\u202egnp.pdf',
  '__proto__.txt',
  '-rf.txt',
  '$(id);`id`.txt',
  '.hidden.txt',
]

const kinds = Object.keys(HOSTILE)
/** A word that only this document has. */
const wordOf = (kind: string) => `zonderling${kind}`

let folder: string
let indexed: Ended
let env: { INDEX_DIR: string; MODEL: string }
let app: ReturnType<typeof createApp>
let close: () => Promise<void>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-hostile-'))
  const put = (name: string, body: string) => writeFile(join(folder, name), body)
  for (const [at, kind] of kinds.entries()) {
    const text = HOSTILE[kind]!
    await put(`2023D1${String(at).padStart(4, '0')}.txt`, hostileDocument(text, wordOf(kind)))
    const url = 'https://www.example.nl/stuk?x="><script>alert(1)</script>'
    await put(`2023D1${String(at).padStart(4, '0')}.json`, JSON.stringify({ title: text, url }))
  }
  for (const name of FILE_NAMES) {
    await put(
      name,
      name.endsWith('.pdf') ? '%PDF-1.4\n%%EOF' : `Vraag 1\nWat?\n\nAntwoord 1\nDit.\n`,
    )
  }
  // Six programs start here: the lexicon spares each of them a second.
  env = { INDEX_DIR: join(folder, 'index'), MODEL: LEXICON }
  indexed = await runCli(['index', folder], { env })
  const config = readConfig({ ...env, MODEL_DIR: join(import.meta.dirname, '../../index/model') })
  const { served } = await openWithShared(config)
  app = createApp({
    current: () => served,
    log: () => {},
    version: 'test',
    web: await buildWeb(),
    allowedOrigins: [],
  })
  close = () => served.library.close()
}, 120_000)
afterAll(async () => {
  await close()
  await rm(folder, { recursive: true })
})

/** The parts of a response that could act, by its kind. */
function activeInBody(type: string, body: string): string[] {
  if (type.startsWith('text/html')) return activeIn(body)
  if (type.startsWith('text/markdown')) return activeInMarkdown(body)
  if (/[+/]xml/.test(type) && !type.includes('svg')) return unwellFormed(body)
  if (/json/.test(type) && !/jsonl|seq/.test(type)) JSON.parse(body)
  return []
}

/** Elements that a feed has no use for, and faults that make it invalid XML. */
function unwellFormed(xml: string): string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (/^(?:script|img|svg|iframe|style)$/i.test(name)) found.push(`<${name}>`)
  })
  parser.on('error', (error) => found.push(error.message))
  parser.write(xml).close()
  return found
}

const get = async (path: string, accept = '*/*') => {
  const response = await app.request(path, { headers: { accept } })
  const type = response.headers.get('content-type') ?? ''
  expect([...response.headers.keys()]).not.toContain('set-cookie')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  return { status: response.status, type, body: await response.text() }
}

describe('documents with hostile text in every field', () => {
  it('are indexed, every one of them', async () => {
    const list = DocumentList.parse(JSON.parse((await get('/v1/documents')).body))
    expect(list.documents.length).toBeGreaterThan(kinds.length)
  })

  it('do nothing in any response to GET', async () => {
    const list = DocumentList.parse(JSON.parse((await get('/v1/documents')).body))
    const routes = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
    const found: string[] = []
    let shown = 0
    for (const route of new Set(routes)) {
      const ids = list.documents.map(({ id }) => (route.includes('answers') ? `${id}.1` : id))
      const paths = route.includes(':')
        ? ids.map((id) => route.replace(/:\w+/, encodeURIComponent(id)))
        : [route]
      for (const path of paths) {
        for (const accept of ['text/html', 'text/markdown', 'application/json']) {
          const { status, type, body } = await get(path, accept)
          if (status === 200 && body.includes('zonderling')) shown++
          found.push(...activeInBody(type, body).map((each) => `${path}: ${each}`))
        }
      }
    }
    expect(found).toEqual([])
    expect(shown).toBeGreaterThan(5 * kinds.length)
  })

  it.each(kinds)('are found, proved and shown unaltered: %s', async (kind) => {
    const post = (path: string, init: RequestInit) => app.request(path, { method: 'POST', ...init })
    const body = JSON.stringify({ query: `het zeldzame verhaal over ${wordOf(kind)}` })
    const headers = { 'content-type': 'application/json' }
    const response = AskResponse.parse(await (await post('/v1/ask', { headers, body })).json())
    const answer = response.answers.find(({ paragraphs }) =>
      paragraphs.some(({ text }) => text.includes(wordOf(kind))),
    )!
    const { body: source } = await get(`/v1/documents/${answer.document.id}/source`)
    for (const { text, proof } of answer.paragraphs) expect(rebuild(source, proof)).toBe(text)
    expect(activeInMarkdown(answersAsMarkdown(response))).toEqual([])

    const query = `${wordOf(kind)} ${HOSTILE[kind]}`
    const page = await post('/', { body: new URLSearchParams({ query, history: query }) })
    expect(page.status).toBe(200)
    expect(activeIn(await page.text())).toEqual([])
    const quote = `Ja, het zeldzame verhaal over ${wordOf(kind)} ${HOSTILE[kind]} kende ik`
    const checked = await post('/verify', { body: new URLSearchParams({ quote }) })
    expect(activeIn(await checked.text())).toEqual([])
    const filtered = await get(`/documents?${new URLSearchParams({ q: query })}`)
    expect(activeIn(filtered.body)).toEqual([])
  })
})

describe('the terminal', () => {
  const unseen = (text: string) => UNSEEN.exec(text)?.[0] ?? null

  it('shows the names in a report of indexing, and obeys none of them', () => {
    expect(unseen(indexed.stdout)).toBeNull()
    expect(unseen(indexed.stderr)).toBeNull()
    expect(indexed.stdout).toContain('not read: regel␊een␛[31m.pdf cannot be read: ')
    expect(indexed.stdout).toContain('⟨U+202E⟩gnp.pdf')
  })

  it.each([
    ['an answer', ['ask', `het zeldzame verhaal over ${wordOf('terminal')}`], 'rood ␛'],
    ['a quote', ['verify', '--quote', `Ja, het zeldzame verhaal over ${wordOf('terminal')}`], '␛'],
    ['an error', ['index', 'no\u001b[31mthing'], 'no␛[31mthing'],
  ])('shows escape sequences in %s', async (_, args, shown) => {
    const { stdout, stderr } = await runCli(args, { env })
    expect(unseen(stdout + stderr)).toBeNull()
    expect(stdout + stderr).toContain(shown)
  })

  it('gets equivalent JSON that is safe to show', async () => {
    const query = `het zeldzame verhaal over ${wordOf('bidi')}`
    const { stdout } = await runCli(['ask', query, '--json'], { env })
    expect(unseen(stdout)).toBeNull()
    const { answers } = JSON.parse(stdout) as AskResponse
    expect(JSON.stringify(answers)).toContain('\u202egnp.exe\u202c')
  })
})
