import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cloudflareApi } from '../../src/cloudflare.ts'
import { readConfig } from '../../src/config.ts'
import {
  restRunner,
  workersAiDigest,
  workersAiEmbedder,
  type AiRunner,
} from '../../src/embed/workers-ai.ts'
import { loadModel } from '../../src/open/model.ts'
import {
  ACCOUNT,
  Refusal,
  startFakeCloudflare,
  TOKEN,
  type FakeCloudflare,
} from '../support/cloudflare-fake.ts'
import { workersAi } from '../support/workers-ai-fake.ts'

const MODEL = '@cf/baai/bge-m3'

describe('a model of Workers AI', () => {
  let cloudflare: FakeCloudflare
  beforeEach(async () => {
    cloudflare = await startFakeCloudflare(workersAi)
  })
  afterEach(() => cloudflare.close())

  const open = () => {
    const account = { account: ACCOUNT, token: TOKEN, api: cloudflare.api }
    return workersAiEmbedder(MODEL, restRunner(cloudflareApi(account, { sleep: async () => {} })))
  }

  it('gives one vector a text, in order, at unit length', async () => {
    const embedder = await open()
    const texts = ['de minister van zorg', 'stikstof', 'de minister van onderwijs']
    const vectors = await embedder.embed(texts, 'passage')
    for (const vector of vectors) {
      expect(vector).toHaveLength(1024)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    }
    const cosine = (a: number, b: number) =>
      vectors[a]!.reduce((sum, value, i) => sum + value * vectors[b]![i]!, 0)
    expect(cosine(0, 2)).toBeGreaterThan(cosine(0, 1))
    const [alone] = await embedder.embed(['stikstof'], 'query')
    expect(alone).toEqual(vectors[1])
  })

  it('keeps to 100 texts and 60,000 tokens a call, and sends no empty text', async () => {
    const embedder = await open()
    const texts = Array.from({ length: 250 }, (_, n) => (n % 50 === 0 ? ' ' : `tekst ${n}`))
    const vectors = await embedder.embed([...texts, 'lang '.repeat(30_000), 'einde'], 'passage')
    expect(vectors).toHaveLength(252)
    expect(vectors[0]!.every((value) => value === 0)).toBe(true)
    const [end] = await embedder.embed(['einde'], 'query')
    expect(vectors[251]).toEqual(end)
    const sent = cloudflare.calls.map(({ body }) => (JSON.parse(body) as { text: string[] }).text)
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 45, 1, 1, 1])
  })

  it('waits out faults, and tells of one that lasts', async () => {
    const embedder = await open()
    cloudflare.faults.push({ status: 429, retryAfter: '1' }, 'cut before', { status: 500 })
    expect(await embedder.embed(['stikstof'], 'query')).toHaveLength(1)
    cloudflare.faults.push(...Array.from({ length: 9 }, () => ({ status: 503 })))
    await expect(embedder.embed(['stikstof'], 'query')).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it('is loaded for the index command where MODEL names it', async () => {
    const env = { CLOUDFLARE_ACCOUNT_ID: ACCOUNT, CLOUDFLARE_API_TOKEN: TOKEN, MODEL }
    const { model } = readConfig({ ...env, CLOUDFLARE_API_BASE_URL: cloudflare.api })
    const { embedder, lexicon } = await loadModel(model)
    expect(lexicon).toBe(null)
    expect(embedder).toMatchObject({ model: MODEL, digest: await workersAiDigest(MODEL) })
    await expect(loadModel(readConfig({ MODEL }).model)).rejects.toMatchObject({
      code: 'invalid_setting',
    })
  })
})

describe('an answer of Workers AI', () => {
  const answering = (answer: unknown): AiRunner => ({ run: async () => answer })

  it.each([
    ['nothing', null],
    ['a request id', { request_id: 'a' }],
    ['too few vectors', { shape: [0, 1024], data: [] }],
    ['shorter vectors', { shape: [1, 384], data: [Array.from({ length: 384 }, () => 1)] }],
    ['no numbers', { shape: [1, 1024], data: [Array.from({ length: 1024 }, () => null)] }],
  ])('with %s is refused', async (_, answer) => {
    const embedder = await workersAiEmbedder(MODEL, answering(answer))
    await expect(embedder.embed(['a'], 'query')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('1 vectors of 1024'),
    })
  })

  it('is asked for three times where the binding fails', async () => {
    let calls = 0
    const runner: AiRunner = {
      async run() {
        calls++
        throw new Error('3040: Capacity temporarily exceeded')
      },
    }
    const embedder = await workersAiEmbedder(MODEL, runner)
    await expect(embedder.embed(['a'], 'query')).rejects.toThrow(/code 3040/)
    expect(calls).toBe(3)
  })

  it('is never repeated in an error, which is logged: it may hold the question', async () => {
    const binding: AiRunner = {
      run: (_, { text }) => Promise.reject(new Error(`5006: "${text[0]}" is not valid`)),
    }
    const cloudflare = await startFakeCloudflare(({ body }) => {
      throw new Refusal(400, 5006, `not valid: ${body}`)
    })
    const account = { account: ACCOUNT, token: TOKEN, api: cloudflare.api }
    for (const runner of [binding, restRunner(cloudflareApi(account))]) {
      const embedder = await workersAiEmbedder(MODEL, runner)
      const error = await embedder.embed(['mijn vraag'], 'query').catch((reason: Error) => reason)
      expect(error).toMatchObject({ code: 'unavailable' })
      expect((error as Error).cause).toBe(undefined)
      expect(String(error)).not.toContain('mijn vraag')
    }
    await cloudflare.close()
  })

  it('is not asked for from a model that is not known', async () => {
    await expect(workersAiEmbedder('@cf/meta/other', answering(null))).rejects.toMatchObject({
      code: 'invalid_setting',
      message: expect.stringContaining('@cf/baai/bge-m3'),
    })
  })
})
