import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { recogniser } from '../../src/process/clients.ts'
import { prometheus } from '../../src/process/prometheus.ts'
import { createApp } from '../../src/server/app.ts'
import { turns } from '../../src/server/guards/overload.ts'
import { openApp } from '../support/open-app.ts'
import { postJson } from '../support/post-json.ts'

const { served, close, app, happened } = await openApp({}, {}, { encoder: false })
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-figures-'))
const generation = join(folder, 'generations', served.library.digest.slice(7, 23))
const places = turns({ active: 1, waiting: 5, patience: 1000 })
afterAll(async () => {
  await close()
  await rm(folder, { recursive: true })
})

const metrics = prometheus({
  version: '1.2.3',
  turns: places,
  folder: { root: folder, manifestPath: join(folder, 'manifest.json') },
  served: () => served,
  clients: () => 42,
})

/** series -> value */
async function figures(): Promise<Map<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => /^[a-z]/.test(line))
  return new Map(lines.map((line) => [/^.*(?= )/.exec(line)![0], Number(/\S+$/.exec(line)![0])]))
}

it('counts requests by route, questions by outcome and quotes by verdict', async () => {
  const form = (fields: Record<string, string>) => ({
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  const quote = 'De huidige EU-sanctiewetgeving voorziet in een verbod op de uitvoer van dual-use'
  await app.request('/v1/ask', postJson({ query: 'vraag 7' }))
  await app.request('/v1/ask', postJson({ query: 'recept voor appeltaart' }))
  await app.request('/', form({ query: 'recept voor appeltaart' }))
  await app.request('/v1/ask', postJson({}))
  await app.request('/v1/verify', postJson({ quote }))
  await app.request('/verify', form({ quote: quote.replace('verbod', 'gebod') }))
  await app.request('/v1/verify', postJson({ quote: 'Dat heeft niemand ooit geschreven.' }))
  await app.request(
    '/v1/verify',
    postJson({ quote: 'propageert het een positie die eenzijdig kritisch is' }),
  )
  await app.request('/v1/documents/2022D35172')
  await app.request('/v1/documents/nope')
  await app.request('/nope')
  await app.request('/', { method: 'PROPFIND' })
  happened.forEach(metrics.observe)
  const found = await figures()
  const count = (labels: string) => found.get(`letterlijk_http_requests_total{${labels}}`)
  expect(count('method="POST",route="/v1/ask",status="200"')).toBe(2)
  expect(count('method="POST",route="/v1/ask",status="400"')).toBe(1)
  expect(count('method="POST",route="/",status="200"')).toBe(1)
  expect(count('method="GET",route="/v1/documents/:id",status="200"')).toBe(1)
  expect(count('method="GET",route="/v1/documents/:id",status="404"')).toBe(1)
  expect(count('method="GET",route="unmatched",status="404"')).toBe(1)
  expect(count('method="OTHER",route="unmatched",status="405"')).toBe(1)
  const series = 'letterlijk_http_request_duration_seconds'
  expect(found.get(`${series}_count{route="/v1/ask"}`)).toBe(3)
  expect(found.get(`${series}_bucket{le="+Inf",route="/v1/ask"}`)).toBe(3)
  expect(found.get(`${series}_sum{route="/v1/ask"}`)).toBeGreaterThan(0)
  expect(found.get('letterlijk_questions_total{outcome="found"}')).toBe(1)
  expect(found.get('letterlijk_questions_total{outcome="nothing_found"}')).toBe(2)
  for (const verdict of ['verbatim', 'cut', 'altered', 'not_found']) {
    expect([verdict, found.get(`letterlijk_quote_checks_total{verdict="${verdict}"}`)]).toEqual([
      verdict,
      1,
    ])
  }
})

it('reports the index, its size and age, and the load of the server', async () => {
  await mkdir(generation, { recursive: true })
  await writeFile(join(generation, 'a.bin'), Buffer.alloc(1_000))
  await writeFile(join(generation, 'b.bin'), Buffer.alloc(234))
  await mkdir(join(folder, 'generations/other'))
  await writeFile(join(folder, 'generations/other/a.bin'), 'not served')
  await writeFile(join(folder, 'manifest.json'), '{}')
  const leave = await places.take()
  void places.take()
  const found = await figures()
  expect(found.get('letterlijk_build_info{version="1.2.3"}')).toBe(1)
  expect(found.get('letterlijk_index_ready')).toBe(1)
  expect(found.get('letterlijk_index_documents')).toBe(1)
  expect(found.get('letterlijk_index_answers')).toBe(10)
  expect(found.get('letterlijk_index_paragraphs')).toBe(14)
  expect(found.get('letterlijk_index_size_bytes')).toBe(1_234)
  const age = Date.now() / 1000 - found.get('letterlijk_index_written_timestamp_seconds')!
  expect(Math.abs(age)).toBeLessThan(60)
  expect(found.get('letterlijk_requests_active')).toBe(1)
  expect(found.get('letterlijk_requests_waiting')).toBe(1)
  expect(found.get('letterlijk_rate_limit_clients')).toBe(42)
  expect(found.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
  expect(found.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)
  leave!()
})

it('counts refusals, broken connections, swaps and log entries', async () => {
  metrics.observe({ kind: 'refused', reason: 'overload' })
  metrics.logged({ level: 'info', event: 'index_swapped' })
  metrics.logged({ level: 'error', event: 'index_not_swapped' })
  metrics.logged({ level: 'error', event: 'request_failed' })
  const found = await figures()
  expect(found.get('letterlijk_requests_refused_total{reason="overload"}')).toBe(1)
  expect(found.get('letterlijk_requests_refused_total{reason="rate_limit"}')).toBe(0)
  expect(found.get('letterlijk_index_swaps_total{result="swapped"}')).toBe(1)
  expect(found.get('letterlijk_index_swaps_total{result="failed"}')).toBe(1)
  expect(found.get('letterlijk_log_entries_total{level="error"}')).toBe(2)
})

it('shows /metrics to programs on this machine only', async () => {
  const recognise = recogniser([])
  let sender: [string, string | undefined] = ['127.0.0.1', undefined]
  const deps = { current: () => served, log: () => {}, version: 'test', web: new Map() }
  const client = () => recognise(...sender)
  const open = createApp({ ...deps, allowedOrigins: [], client, metrics })
  const shown = await open.request('/metrics')
  expect(shown.status).toBe(200)
  expect(shown.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(await shown.text()).toContain('letterlijk_questions_total')
  // Through a proxy on this machine, and from elsewhere.
  for (const other of [
    ['127.0.0.1', '203.0.113.5'],
    ['203.0.113.5', undefined],
  ] as const) {
    sender = [...other]
    expect((await open.request('/metrics')).status).toBe(404)
  }
  const without = createApp({ ...deps, allowedOrigins: [], client })
  sender = ['127.0.0.1', undefined]
  expect((await without.request('/metrics')).status).toBe(404)
})
