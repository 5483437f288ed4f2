import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesBelow } from '../../src/store/folder/files-below.ts'
import { startServer, type StartedServer } from '../support/start-server.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')
const QUESTIONS = 1_000

let index: string
let server: StartedServer
beforeAll(async () => {
  index = await mkdtemp(join(tmpdir(), 'letterlijk-private-'))
  for (const part of ['documents', 'generations', 'manifest.json']) {
    await cp(join(root, 'index', part), join(index, part), { recursive: true })
  }
  // A trusted proxy may name a client and a request, but must not get words into the log that way.
  server = await startServer({ PORT: '0', INDEX_DIR: index, TRUST_PROXY: '1', RATE_LIMIT: '1000' })
})
afterAll(async () => {
  server.child.kill('SIGKILL')
  await rm(index, { recursive: true })
})

/** A word that occurs nowhere else; only letters, so that every layer takes it for a word. */
function word(n: number): string {
  const letters = [...String(n).padStart(4, '0')].map((digit) => 'bcdfghjklm'[Number(digit)])
  return `zaqx${letters.join('u')}`
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { accept: 'text/html' },
  body: new URLSearchParams(fields),
})
const tool = (name: string, input: object) =>
  postJson(
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } },
    { accept: 'application/json, text/event-stream' },
  )

/**
 * Every way in for words; `w` is the word. If a route does not exist, its 404 must be just as
 * silent.
 */
const ways: ((w: string) => [path: string, init: RequestInit])[] = [
  (w) => ['/v1/ask', postJson({ query: `wat zegt de minister over ${w}?` })],
  (w) => ['/v1/ask', postJson({ query: 'weibo', history: [`en over ${w}?`, w] })],
  (w) => [
    '/v1/ask',
    postJson({ query: 'weibo', filters: { ministers: [w], parties: [w], documents: [w] } }),
  ],
  (w) => ['/v1/ask', postJson({ query: w, includeWeak: true }, { accept: 'text/markdown' })],
  (w) => ['/v1/ask', postJson(`{"query": "${w}"`)],
  (w) => ['/v1/ask', postJson({ query: 7, [w]: w })],
  (w) => ['/v1/ask', postJson({ query: 'weibo', filters: { from: w } })],
  (w) => ['/v1/ask', postJson({ query: w.repeat(200) })],
  (w) => ['/v1/ask', postJson({ query: 'a', history: [w.repeat(20_000)] })],
  (w) => ['/v1/ask', { method: 'POST', body: `query=${w}` }],
  (w) => ['/v1/verify', postJson({ quote: `De minister zei ${w} tegen de Kamer.` })],
  (w) => ['/v1/verify', postJson({ quote: 'a', documents: [w] })],
  (w) => ['/v1/verify', postJson({ quote: w, [w]: 1 })],
  (w) => ['/v1/suggest', postJson({ typed: `uitvoer van ${w}` })],
  (w) => ['/', form({ query: `vraag over ${w}` })],
  (w) => ['/', form({ query: 'weibo', history: w })],
  (w) => ['/', form({ query: w.repeat(200) })],
  (w) => ['/', { ...form({ query: w }), headers: { 'content-type': 'multipart/form-data' } }],
  (w) => ['/verify', form({ quote: `een citaat van ${w}` })],
  (w) => [`/documents?q=${w}&minister=${w}&party=${w}&year=${w}&page=${w}`, {}],
  (w) => ['/mcp', tool('ask_parliament', { query: w })],
  (w) => ['/mcp', tool('verify_quote', { quote: w })],
  (w) => ['/mcp', tool(w, { [w]: w })],
  (w) => [`/${w}`, {}],
  (w) => [`/${w}`, { headers: { accept: 'text/html' } }],
  (w) => [`/?q=${w}&lang=${w}`, {}],
  (w) => [`/v1/${w}?${w}=${w}`, {}],
  (w) => [`/v1/documents/${w}`, {}],
  (w) => [`/v1/documents/${w}/source`, {}],
  (w) => [`/v1/answers/${w}`, {}],
  (w) => [`/v1/answers/${w}/citation?format=${w}`, {}],
  (w) => [`/v1/export?minister=${w}`, {}],
  (w) => [`/feed.atom?minister=${w}`, {}],
  (w) => [`/documents/${w}%0A${w}`, {}],
  (w) => ['/v1/ask', { method: 'PUT', body: w }],
  (w) => [
    '/',
    { headers: { 'user-agent': w, referer: `https://x.example/${w}`, cookie: `a=${w}` } },
  ],
  (w) => [
    '/v1/health',
    { headers: { 'x-request-id': w, 'x-forwarded-for': w, 'accept-language': w } },
  ],
  (w) => [
    '/v1/health',
    { headers: { origin: `https://${w}.example`, traceparent: w, forwarded: w } },
  ],
]

/** Documentation addresses of RFC 5737, so that nothing else in the output looks like one. */
const address = (n: number) => `203.0.113.${n % 256}`

describe('a run of 1,000 distinct questions', () => {
  it('leaves none of their words, and no address, in any output', async () => {
    const before = new Set((await filesBelow(index)).map(({ name }) => name))
    const statuses = new Map<number, number>()
    for (let n = 0; n < QUESTIONS; n++) {
      const [path, { headers, ...init }] = ways[n % ways.length]!(word(n))
      const response = await fetch(server.address + path, {
        ...init,
        headers: { 'x-forwarded-for': address(n), ...(headers as Record<string, string>) },
      })
      await response.arrayBuffer()
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    }
    const figures = await (await fetch(`${server.address}/metrics`)).text()
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)

    const written = [server.stdout(), server.stderr(), figures]
    for (const { name, path } of await filesBelow(index)) {
      expect(before).toContain(name)
      written.push(await readFile(path, 'latin1'))
    }
    const all = written.join('\n').toLowerCase()
    const told = Array.from({ length: QUESTIONS }, (_, n) => word(n)).filter((each) =>
      all.includes(each),
    )
    expect(told).toEqual([])
    expect(all).not.toContain('203.0.113.')
    expect(server.stderr()).not.toContain('127.0.0.1')

    // And yet each request has its line, with the facts that an operator needs.
    const lines = server
      .stderr()
      .split('\n')
      .filter((line) => line.includes('"event":"request"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toHaveLength(QUESTIONS + 1)
    for (const line of lines) {
      expect(line).toEqual({
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: 'request',
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        method: expect.stringMatching(/^(GET|POST|PUT)$/),
        route: expect.stringMatching(/^(unmatched|\/[\w/:.{}-]*)$/),
        status: expect.any(Number),
        bytes: expect.any(Number),
        ms: expect.any(Number),
      })
    }
    expect(statuses.get(200)).toBeGreaterThan(300)
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(lines.length)
  })
})
