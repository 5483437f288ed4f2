import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lexiconIndex } from '../support/lexicon-index.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { runCli } from '../support/run-cli.ts'

/** What somebody is told wherever they check a quote: the words that must be among those shown. */
const QUOTES = {
  'that drops a negation': {
    quote: 'Deze berichten zijn tot nu toe',
    told: { page: /class="verdict cut"/, program: /"verdict": ?"cut"/, text: /^Cut: /m },
    words: 'tot nu toe niet gecensureerd, staan allemaal nog online',
  },
  'that a member of parliament wrote': {
    quote: 'Bent u het ermee eens dat',
    told: {
      page: /class="verdict not_found"/,
      program: /"kind": ?"question"/,
      text: /not a minister/,
    },
    words: 'Sjoerdsma',
  },
  'of another minister than named': {
    quote: '“De overheid herkent de noodzaak”, aldus minister Van Weel',
    told: { page: /Van Weel/, program: /"agrees": ?false/, text: /not by minister Van Weel/i },
    words: 'Van Weel',
  },
  'of another year than is said beside it': {
    quote: '“De overheid herkent de noodzaak” (minister Hoekstra, 2019)',
    told: {
      page: /(?:Niet van|Not of) 2019/,
      program: /"named": ?"2019",\s*"agrees": ?false/,
      text: /^Not of 2019/m,
    },
    words: 'De overheid herkent de noodzaak',
  },
} as const

let app: OpenApp
let folder: string
let env: Readonly<Record<string, string>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-verdicts-'))
  env = await lexiconIndex(folder)
  app = await openApp({}, {}, { encoder: false })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const plain = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

describe.each(Object.entries(QUOTES))('a quote %s is told so', (_, { quote, told, words }) => {
  const json = { 'content-type': 'application/json' }
  const post = async (path: string, body: string, headers: Record<string, string> = json) =>
    (await app.request(path, { method: 'POST', headers, body })).text()

  it('on the page', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const html = await post('/verify', String(new URLSearchParams({ quote })), form)
    expect(html).toMatch(told.page)
    expect(plain(html)).toContain(words)
  })

  it('by the API', async () => {
    const body = JSON.stringify({ quote })
    const answer = await post('/v1/verify', body)
    expect(answer).toMatch(told.program)
    expect(answer).toContain(words)
  })

  it('over MCP', async () => {
    const params = { name: 'verify_quote', arguments: { quote } }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
    const accept = 'application/json, text/event-stream'
    const message = (await post('/mcp', body, { ...json, accept })).replace(/^event:.*\ndata: /, '')
    const { result } = JSON.parse(message) as {
      result: { structuredContent: unknown; content: { text: string }[] }
    }
    expect(JSON.stringify(result.structuredContent)).toMatch(told.program)
    expect(result.content[0]!.text).toMatch(told.text)
    expect(result.content[0]!.text).toContain(words)
  })
})

// Its report is that over MCP, which the tests above read.
it('a quote of another minister than named is told so on the command line', async () => {
  const { quote, told, words } = QUOTES['of another minister than named']
  const { status, stdout } = await runCli(['verify', quote], { env })
  expect([status, stdout]).toEqual([1, expect.stringMatching(told.text)])
  expect(stdout).toContain(words)
})
