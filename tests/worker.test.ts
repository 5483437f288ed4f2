import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unstable_startWorker as startWorker } from 'wrangler'
import { describeExports } from './exports.contract.ts'
import { describeHttp } from './http.contract.ts'
import { describeMcp } from './mcp.contract.ts'
import { openApp } from './open-app.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  worker = await startWorker({
    config: new URL('../wrangler.toml', import.meta.url).pathname,
    dev: { server: { port: 0 }, inspector: false, logLevel: 'error', watch: false },
  })
  await worker.ready
}, 60_000)
afterAll(() => worker.dispose())

async function send(path: string, init?: RequestInit): Promise<Response> {
  const url = new URL(path, await worker.url)
  return worker.fetch(url, init as never) as unknown as Promise<Response>
}

describeHttp('in workerd', send, {
  largeBody: "wrangler's proxy keeps a connection whose request body was not read to its end",
})

describeMcp('in workerd', {
  transport: async () => new StreamableHTTPClientTransport(new URL('/mcp', await worker.url)),
  source: async (id) => (await send(`/v1/documents/${id}/source`)).text(),
})
describeExports('in workerd', send)

it('gives the very bytes that Node gives, for 100 questions', async () => {
  const app = await openApp()
  const texts = app.served.library.documents.flatMap(({ questions, answers }) => [
    ...questions.map(({ reading }) => reading.text),
    ...answers.flatMap(({ paragraphs }) => paragraphs.map(({ reading }) => reading.text)),
  ])
  // Stretches of one to nine words from all over the document, and what it does not speak of.
  const queries = Array.from({ length: 100 }, (_, n) => {
    const words = texts[n % texts.length]!.split(' ')
    const from = (n * 7) % words.length
    return n % 10 === 9
      ? `recipe number ${n} for pancakes`
      : words.slice(from, from + 1 + (n % 9)).join(' ')
  })
  for (const query of queries) {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, includeWeak: true }),
    }
    const [ours, theirs] = await Promise.all([app.request('/v1/ask', init), send('/v1/ask', init)])
    expect(await theirs.text(), query).toBe(await ours.text())
  }
  await app.close()
})
