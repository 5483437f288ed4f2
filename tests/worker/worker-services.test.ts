import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillVectorize } from '../../src/commands/fill-vectorize.ts'
import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig, type Config } from '../../src/config.ts'
import * as schemas from '../../src/wire/schemas.ts'
import {
  ACCOUNT,
  startFakeCloudflare,
  TOKEN,
  type FakeCloudflare,
} from '../support/cloudflare-fake.ts'
import { openApp } from '../support/open-app.ts'
import { fakeVectorize, type FakeVectorize } from '../support/vectorize-fake.ts'
import { asking, prepareWorker, startWorkerd, type Workerd } from '../support/workerd.ts'
import { workersAi } from '../support/workers-ai-fake.ts'

/**
 * The Worker in workerd, with the bindings that Cloudflare's own code makes (it is part of workerd), and behind them
 * what stands in for the services.
 */
describe.each([
  ['the bundled model', 'letterlijk/nl-en-256', 256],
  ['a model of Workers AI', '@cf/baai/bge-m3', 1024],
])('the Worker with Vectorize and %s', (_, model, dimensions) => {
  let folder: string
  let config: Config
  let fake: FakeVectorize
  let cloudflare: FakeCloudflare
  let worker: Workerd

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlijk-services-'))
    fake = fakeVectorize({ dimensions, perLook: Infinity })
    cloudflare = await startFakeCloudflare((call) =>
      (/^\/(ai\/)?run/.test(call.path) ? workersAi : fake.service)(call),
    )
    config = readConfig({
      INDEX_DIR: join(folder, 'index'),
      MODEL: model,
      STORE: 'vectorize',
      VECTORIZE_INDEX: 'test',
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      CLOUDFLARE_API_TOKEN: TOKEN,
      CLOUDFLARE_API_BASE_URL: cloudflare.api,
    })
    await cp('index/documents', join(folder, 'index/documents'), { recursive: true })
    await indexDocuments(config, [])
    await fillVectorize(config)
    worker = await start(config)
  }, 120_000)
  afterAll(async () => {
    await worker.end()
    await cloudflare.close()
    await rm(folder, { recursive: true })
  })

  async function start(packed: Config): Promise<Workerd> {
    const { address } = cloudflare
    const services = { vectorize: address, ai: address }
    const into = await mkdtemp(join(folder, 'worker-'))
    return startWorkerd(await prepareWorker(into, packed, { services }))
  }

  const ask = async (query: string, more: Record<string, unknown> = {}) => {
    const response = await worker.send('/v1/ask', asking(query, more))
    expect(response.status, await response.clone().text()).toBe(200)
    return schemas.AskResponse.parse(await response.json())
  }

  it.each([
    ['wat doet de ambassade op Weibo?', '2022D35172.5'],
    ['hoeveel is de Chinese export naar Rusland gedaald?', '2022D35172.6'],
  ])('answers "%s" with %s first', async (query, answer) => {
    const before = cloudflare.calls.length
    const { answers, outcome } = await ask(query)
    expect(outcome).toBe('found')
    expect(answers[0]!.id).toBe(answer)
    const paths = cloudflare.calls.slice(before).map(({ path }) => path)
    expect(paths).toContain('/query')
    expect(paths.some((path) => path.startsWith('/run'))).toBe(model.startsWith('@cf/'))
  })

  it('asks within a document, with a filter that Vectorize takes', async () => {
    const before = cloudflare.calls.length
    const { answers } = await ask('Weibo', { filters: { documents: ['2022D35172'] } })
    expect(answers[0]!.id).toBe('2022D35172.5')
    const bodies = cloudflare.calls.slice(before).map(({ body }) => body)
    expect(bodies.join()).toContain('"filter":{"document":{"$in":["2022D35172"]}}')
  })

  it('has no vectors among its assets', async () => {
    const [into] = (await readdir(folder)).filter((name) => name.startsWith('worker-'))
    const names = await readdir(join(folder, into!, 'assets'), { recursive: true })
    expect(names.filter((name) => name.includes('index.int8.pb'))).toEqual([])
    expect(names.some((name) => name.includes('onnx'))).toBe(!model.startsWith('@cf/'))
  })

  it('asks once more where the services fail', async () => {
    cloudflare.faults.push({ status: 500 })
    expect((await ask('wat doet de ambassade op Weibo?')).answers[0]!.id).toBe('2022D35172.5')
    cloudflare.faults.push(...Array.from({ length: 3 }, () => ({ status: 500 })))
    const response = await worker.send('/v1/ask', asking('wat doet de ambassade?'))
    expect(response.status).toBe(503)
    expect(schemas.Problem.parse(await response.json()).code).toBe('unavailable')
    cloudflare.faults.length = 0
  })

  it('does not answer from an index that was made with another model', async () => {
    const other = model.startsWith('@cf/') ? 'letterlijk/nl-en-256' : '@cf/baai/bge-m3'
    const mixed = await start({ ...config, model: { ...config.model, name: other } })
    const response = await mixed.send('/v1/ask', asking('Weibo'))
    expect(response.status).toBe(503)
    expect(schemas.Problem.parse(await response.json())).toMatchObject({
      code: 'index_mismatch',
      detail: expect.stringContaining(`MODEL is ${other}`),
    })
    await mixed.end()
  })

  it.runIf(dimensions === 256)('finds what the index itself finds', async () => {
    const app = await openApp()
    for (const query of ['vraag 7', 'dual-use goods', 'sancties tegen Rusland', 'Weibo']) {
      const response = await app.request('/v1/ask', asking(query, { includeWeak: true }))
      const ours = schemas.AskResponse.parse(await response.json())
      const theirs = await ask(query, { includeWeak: true })
      // Scores are approximate, so that near the bottom the order may be another one.
      expect(theirs.answers[0]!.id).toBe(ours.answers[0]!.id)
      expect(theirs.answers[0]!.paragraphs).toEqual(ours.answers[0]!.paragraphs)
    }
    await app.close()
  })
})
