import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { readStatus, statusReport } from '../../src/commands/status.ts'
import { readConfig } from '../../src/config.ts'
import { runServer } from '../support/running-server.ts'
import { postJson } from '../support/post-json.ts'

it('reports the contents of the index, and only counts of a running server', async () => {
  const { origin, stop } = await runServer()
  const config = readConfig({ PORT: new URL(origin).port })
  const post = (path: string, body: object) => fetch(origin + path, postJson(body))
  await post('/v1/ask', { query: 'vraag 7' })
  await post('/v1/ask', { query: 'appeltaartrecept' })
  await post('/v1/ask', { query: 'appeltaartrecept' })
  await post('/v1/verify', { quote: 'Dat heeft niemand ooit geschreven.' })
  const status = await readStatus(config)
  expect(status.index).toMatchObject({ documents: 1, answers: 10, notRead: 0 })
  expect(status.server).toMatchObject({
    ready: true,
    digest: status.index!.digest,
    counts: { found: 1, nothingFound: 2, quotes: { not_found: 1, verbatim: 0 }, failed: 0 },
  })
  const report = statusReport(status)
  expect(report).toContain('questions 3, of which 2 found nothing (67 %)')
  expect(report).not.toContain('another index')
  expect(JSON.stringify(status) + report).not.toMatch(/appeltaart|niemand/)
  await stop()
  expect(await readStatus(config)).toMatchObject({ server: null })
}, 60_000)

it.each([
  [
    'is not ready',
    503,
    { detail: 'The index is being read.' },
    /not ready: The index is being read/,
  ],
  ['answers from another index', 200, { index: { digest: 'sha256:0' } }, /another index: sha256:0/],
  ['is another program', 404, '<h1>Hello</h1>', /not ready: 404/],
])('reports a server that %s', async (_, code, body, expected) => {
  const server = createServer((request, response) => {
    if (request.url === '/metrics') response.writeHead(404).end()
    else response.writeHead(code).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const report = statusReport(await readStatus(readConfig({ PORT: String(port) })))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(report).toMatch(expected)
  expect(report).toMatch(/counts {4}not readable from here/)
})

it('says what to run without an index', async () => {
  const config = readConfig({ INDEX_DIR: 'nowhere', PORT: '1' })
  await expect(readStatus(config)).rejects.toThrow(/npm run index/)
})
