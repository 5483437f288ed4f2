import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unstable_startWorker as startWorker } from 'wrangler'
import { describeExports } from '../contracts/exports.contract.ts'
import { describeHttp } from '../contracts/http.contract.ts'
import { describeMcp } from '../contracts/mcp.contract.ts'
import { madeUpQueries } from '../support/made-up-queries.ts'
import { openApp } from '../support/open-app.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')
/** Cloudflare allows more, but the Worker is loaded afresh wherever somebody asks. */
const MAX_GZIP_KIB = 1536

/**
 * The upload of `npm run deploy`, made before the worker of the other tests packs the same assets.
 */
let dryRun: string
let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  const args = [join(root, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run']
  dryRun = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  worker = await startWorker({
    config: new URL('../../wrangler.toml', import.meta.url).pathname,
    dev: { server: { port: 0 }, inspector: false, logLevel: 'error', watch: false },
  })
  await worker.ready
}, 120_000)
afterAll(() => worker.dispose())

it('deploys as it is, in half of what a free plan allows', () => {
  const kib = Number(/gzip: (?<kib>[\d.]+) KiB/.exec(dryRun)!.groups!.kib)
  expect(kib).toBeLessThan(MAX_GZIP_KIB)
})

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

it('returns the same bytes as Node without an encoder, for 100 questions', async () => {
  const app = await openApp({}, {}, { encoder: false })
  const queries = madeUpQueries(app.served.library.documents, 100)
  for (const query of queries) {
    const init = postJson({ query, includeWeak: true })
    const [ours, theirs] = await Promise.all([app.request('/v1/ask', init), send('/v1/ask', init)])
    expect(await theirs.text(), query).toBe(await ours.text())
  }
  await app.close()
})
