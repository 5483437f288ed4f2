import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cloudflareApi } from '../../../src/cloudflare.ts'
import type { Entry } from '../../../src/store/store.ts'
import { vectorizeOverRest } from '../../../src/store/vectorize/rest.ts'
import { vectorizeStore } from '../../../src/store/vectorize/store.ts'
import { LIMITS, settled, type VectorizeIndex } from '../../../src/store/vectorize/binding.ts'
import {
  ACCOUNT,
  startFakeCloudflare,
  TOKEN,
  type FakeCloudflare,
} from '../../support/cloudflare-fake.ts'
import { describeStore } from '../../contracts/store.contract.ts'
import { fakeVectorize } from '../../support/vectorize-fake.ts'

const modelDigest = 'ab'.repeat(32)
const sleep = async () => {}
const exceptions = {
  zeroVectors: 'Vectorize has no score for a vector without direction: it is not kept there',
  digits: 2,
}

const open = (index: VectorizeIndex, dimensions: number) =>
  vectorizeStore({ index, dimensions, modelDigest, paragraphs: [], sleep })

describeStore(
  'Vectorize, bound',
  (dimensions) => open(fakeVectorize({ dimensions, perLook: 2 }).binding, dimensions),
  exceptions,
)

describe('over REST', () => {
  let cloudflare: FakeCloudflare
  afterEach(() => cloudflare.close())

  describeStore(
    'Vectorize, over REST',
    async (dimensions) => {
      cloudflare = await startFakeCloudflare(fakeVectorize({ dimensions }).service)
      const account = { account: ACCOUNT, token: TOKEN, api: cloudflare.api }
      return open(vectorizeOverRest(cloudflareApi(account, { sleep }), 'test'), dimensions)
    },
    exceptions,
  )
})

/** A vector of two numbers at an angle, in degrees. */
const at = (degrees: number) =>
  new Float32Array([Math.cos((degrees / 180) * Math.PI), Math.sin((degrees / 180) * Math.PI)])

describe('the limits of Vectorize', () => {
  let fake: ReturnType<typeof fakeVectorize>
  let store: Awaited<ReturnType<typeof vectorizeStore>>
  beforeEach(async () => {
    fake = fakeVectorize({ dimensions: 2, perLook: Infinity })
    store = await open(fake.binding, 2)
  })
  const put = (entries: readonly Entry[]) =>
    store.put([...new Set(entries.map(({ documentId }) => documentId))], entries)

  it('are those that the stand-in holds to, which has them written out', async () => {
    const vector = { id: 'a', namespace: 'n', values: [1, 0], metadata: {} }
    const many = (count: number) => Array.from({ length: count }, () => vector)
    const { upsert, query, deleteByIds } = fake.binding
    const ask = { topK: 1, namespace: 'n' }
    const long = { document: { $in: ['x'.repeat(LIMITS.filterBytes - 25)] } }
    expect(JSON.stringify(long)).toHaveLength(LIMITS.filterBytes)
    for (const refused of [
      () => upsert(many(LIMITS.upsert + 1)),
      () => upsert([{ ...vector, id: 'é'.repeat(LIMITS.idBytes / 2) + 'x' }]),
      () => upsert([{ ...vector, values: [1] }]),
      () => upsert([{ ...vector, values: [0, 0] }]),
      () => upsert([{ ...vector, metadata: { a: 'x'.repeat(LIMITS.metadataBytes) } }]),
      () => upsert([{ ...vector, namespace: 'x'.repeat(LIMITS.namespaceBytes + 1) }]),
      () => query([1, 0], { ...ask, topK: LIMITS.topK + 1 }),
      () => query([1, 0], { ...ask, filter: long }),
      () => query([1, 0, 0], ask),
      () => deleteByIds(Array.from({ length: LIMITS.deleteIds + 1 }, String)),
    ]) {
      await expect(refused()).rejects.toThrow(/./)
    }
    await upsert(many(LIMITS.upsert))
    await query([1, 0], { ...ask, topK: LIMITS.topK })
    await deleteByIds(Array.from({ length: LIMITS.deleteIds }, String))
  })

  it('keep nothing from going in: 2,500 paragraphs, ids that are too long, and out again', async () => {
    const documentId = `${'très-long'.repeat(20)}`
    const entries = Array.from({ length: 2500 }, (_, n) => ({
      paragraphId: `${documentId}.${n}.p1`,
      documentId,
      vector: at(n / 100),
    }))
    await put([...entries, { paragraphId: 'b.1.p1', documentId: 'b', vector: at(90) }])
    expect(fake.visible.size).toBe(2501)
    const documents = new Set([documentId])
    const [best] = await store.nearest(at(0), { limit: 1, documents })
    expect(best!.paragraphId.startsWith(`${documentId}.`)).toBe(true)
    await store.put([documentId], [])
    expect([...fake.visible.keys()]).toEqual(['b.1.p1'])
  })

  it('let 100 be found, where more are asked for', async () => {
    await put(
      Array.from({ length: 150 }, (_, n) => ({
        paragraphId: `a.${n}.p1`,
        documentId: 'a',
        vector: at(n / 2),
      })),
    )
    expect(await store.nearest(at(0), { limit: 400 })).toHaveLength(100)
  })

  it('passes over what another index put there, and says so where there is nothing of its own', async () => {
    await put([{ paragraphId: 'a.1.p1', documentId: 'a', vector: at(0) }])
    const other = await open(fake.binding, 2)
    expect(await other.nearest(at(0), { limit: 5 })).toEqual([])
    const paragraphs = [{ paragraphId: 'b.1.p1', documentId: 'b' }]
    const options = { index: fake.binding, dimensions: 2, paragraphs, sleep }
    const unfilled = await vectorizeStore({ ...options, modelDigest })
    await expect(unfilled.nearest(at(0), { limit: 5 })).rejects.toThrow(/npm run index/)
    const otherModel = await vectorizeStore({
      ...options,
      modelDigest: 'cd'.repeat(32),
      paragraphs: [{ paragraphId: 'a.1.p1', documentId: 'a' }],
    })
    await expect(otherModel.nearest(at(0), { limit: 5 })).rejects.toThrow(/cdcdcdcd/)
  })

  it('finds the nearest of any documents, however many are wanted', async () => {
    const documents = 2000
    const entries = Array.from({ length: documents }, (_, n) => ({
      paragraphId: `2024D${10_000 + n}.1.p1`,
      documentId: `2024D${10_000 + n}`,
      vector: at((n * 37) % 360),
    }))
    await put(entries)
    const subset = fc.record({
      // Few documents, some filters' worth, nearly all.
      share: fc.constantFrom(0.01, 0.3, 0.5, 0.9, 0.97),
      shift: fc.nat(100),
      angle: fc.integer({ min: 0, max: 359 }),
    })
    await fc.assert(
      fc.asyncProperty(subset, async ({ share, shift, angle }) => {
        const wanted = new Set(
          entries
            .filter((_, n) => ((n * 61 + shift) % 100) / 100 < share)
            .map(({ documentId }) => documentId),
        )
        const limit = 40
        const found = await store.nearest(at(angle), { limit, documents: wanted })
        expect(found.every(({ paragraphId }) => wanted.has(paragraphId.split('.')[0]!))).toBe(true)
        const scores = entries
          .filter(({ documentId }) => wanted.has(documentId))
          .map(({ vector }) => vector[0]! * at(angle)[0]! + vector[1]! * at(angle)[1]!)
          .sort((a, b) => b - a)
        // As near as the stand-in rounds: the same places on the circle, whichever of equal ones.
        for (const [place, { score }] of found.entries()) {
          expect(score).toBeGreaterThan(scores[place]! - 0.02)
        }
        if (share < 0.4 || share > 0.6) expect(found).toHaveLength(Math.min(limit, wanted.size))
      }),
      { numRuns: 25 },
    )
  })
})

describe('a Vectorize that fails', () => {
  const paragraphs = [{ paragraphId: 'a.1.p1', documentId: 'a' }]

  it('is asked once more, and then told of', async () => {
    const { binding } = fakeVectorize({ dimensions: 2 })
    let failures = 1
    const index: VectorizeIndex = {
      ...binding,
      async query() {
        if (failures-- > 0) throw new Error('VECTOR_QUERY_ERROR: Status + 500')
        return { matches: [{ id: 'a.1.p1', score: 0.5 }] }
      },
    }
    const store = await vectorizeStore({ index, dimensions: 2, modelDigest, paragraphs, sleep })
    expect(await store.nearest(at(0), { limit: 1 })).toHaveLength(1)
    failures = 2
    await expect(store.nearest(at(0), { limit: 1 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('VECTOR_QUERY_ERROR'),
    })
  })

  it('that never shows a change is not waited for beyond patience', async () => {
    const { binding } = fakeVectorize({ dimensions: 2, perLook: 0 })
    const vector = { id: 'a', namespace: 'n', values: [1, 0], metadata: {} }
    const mutation = await binding.upsert([vector])
    let waited = 0
    const options = { patienceMs: 60_000, sleep: async (ms: number) => void (waited += ms) }
    expect(await settled(binding, mutation, options)).toBe(false)
    expect(waited).toBe(60_000)
  })
})
