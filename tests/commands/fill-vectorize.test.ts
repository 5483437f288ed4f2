import { spawn } from 'node:child_process'
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fillVectorize } from '../../src/commands/fill-vectorize.ts'
import { indexDocuments } from '../../src/commands/index-documents.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { unitVector } from '../../src/vectors/int8.ts'
import { openIndex } from '../../src/format/open.ts'
import {
  ACCOUNT,
  startFakeCloudflare,
  TOKEN,
  type FakeCloudflare,
} from '../support/cloudflare-fake.ts'
import { inventDocument, seeded } from '../support/invent-document.ts'
import {
  fakeVectorize,
  type FakeVectorize,
  type FakeVectorizeOptions,
} from '../support/vectorize-fake.ts'

const root = join(import.meta.dirname, '../..')
const sleep = async () => {}

let template: string
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'letterlijk-vectorize-'))
  const config = readConfig({ INDEX_DIR: template, MODEL_DIR: join(root, 'index/model') })
  await indexDocuments(config, [])
  for (let seed = 0; seed < 30; seed++) {
    await writeFile(
      join(template, 'documents', nameOf(seed)),
      inventDocument({ seed, answers: 40 }),
    )
  }
  await indexDocuments(config, [])
})
afterAll(() => rm(template, { recursive: true }))

const nameOf = (seed: number) => `2024D${10_000 + seed}.txt`

let folder: string
let fake: FakeVectorize
let cloudflare: FakeCloudflare
let env: Record<string, string>
let config: Config

beforeEach(() => begin())
afterEach(async () => {
  await cloudflare.close()
  await rm(folder, { recursive: true })
})

async function begin(options: Partial<FakeVectorizeOptions> = {}): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-fill-'))
  await cp(template, folder, { recursive: true })
  fake = fakeVectorize({ dimensions: 256, ...options })
  cloudflare = await startFakeCloudflare(fake.service)
  env = {
    INDEX_DIR: folder,
    MODEL_DIR: join(root, 'index/model'),
    STORE: 'vectorize',
    VECTORIZE_INDEX: 'test',
    CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    CLOUDFLARE_API_TOKEN: TOKEN,
    CLOUDFLARE_API_BASE_URL: cloudflare.api,
  }
  config = readConfig(env)
}

async function again(options: Partial<FakeVectorizeOptions>): Promise<void> {
  await cloudflare.close()
  await rm(folder, { recursive: true })
  await begin(options)
}

const fill = () => fillVectorize(config, { sleep })

/** The vectors of the index, by id, as numbers of 32 bits. */
async function wanted(): Promise<Map<string, number[]>> {
  const index = indexFolder(folder)
  const { vectors, library } = await openIndex(await index.manifest(), index.files)
  await library.close()
  const { paragraphIds, row } = vectors!
  return new Map(paragraphIds.map((id, at) => [id, [...unitVector(row(at))]]))
}

async function expectFilled(): Promise<void> {
  const expected = await wanted()
  expect(expected.size).toBeGreaterThan(1000)
  expect([...fake.visible.keys()].sort()).toEqual([...expected.keys()].sort())
  for (const [id, { vector }] of fake.visible) {
    expect([...Float32Array.from(vector.values)], id).toEqual(expected.get(id))
    expect(vector.metadata).toEqual({ document: id.split('.')[0] })
  }
}

const sentIn = (calls: FakeCloudflare['calls']) =>
  calls
    .filter(({ path }) => path.endsWith('/upsert'))
    .reduce((sum, { body }) => sum + body.split('\n').length, 0)

describe('STORE=vectorize', () => {
  it('sends every vector once, and is done when queries see them', async () => {
    const report = await fill()
    expect(fake.waiting).toEqual([])
    await expectFilled()
    expect(report).toEqual({ sent: fake.visible.size, deleted: 0, settled: true })
  })

  it('sends nothing where nothing changed, then what changed, and deletes what is gone', async () => {
    await fill()
    cloudflare.calls.length = 0
    expect(await fill()).toEqual({ sent: 0, deleted: 0, settled: true })
    expect(sentIn(cloudflare.calls)).toBe(0)
    const before = [...fake.visible.keys()]
    const gone = before.filter((id) => id.startsWith('2024D10003.')).length
    await rm(join(folder, 'documents', nameOf(3)))
    await writeFile(join(folder, 'documents', nameOf(4)), inventDocument({ seed: 99, answers: 20 }))
    await indexDocuments(config, [])
    const report = await fill()
    await expectFilled()
    const now = [...fake.visible.keys()].filter((id) => id.startsWith('2024D10004.')).length
    const deleted = before.filter((id) => !fake.visible.has(id)).length
    expect(deleted).toBeGreaterThan(gone)
    expect(report).toEqual({ sent: now, deleted, settled: true })
    // The document that was gone comes back as it was.
    await writeFile(join(folder, 'documents', nameOf(3)), inventDocument({ seed: 3, answers: 40 }))
    await indexDocuments(config, [])
    expect(await fill()).toMatchObject({ sent: gone, deleted: 0 })
    await expectFilled()
  })

  it('waits out 429, 500, pages of a proxy and cut connections, as long as it is told to', async () => {
    cloudflare.faults.push(
      { status: 429, retryAfter: '7' },
      { status: 500 },
      'cut before',
      { status: 200, body: '<html>maintenance</html>' },
      'cut after',
      { status: 503, retryAfter: 'Wed, 21 Oct 2015 07:28:00 GMT' },
    )
    const waits: number[] = []
    await fillVectorize(config, { sleep: async (ms) => void waits.push(ms) })
    expect(waits.slice(0, 6)).toEqual([7000, 2000, 4000, 8000, 16_000, 0])
    await expectFilled()
  })

  it('gives up after three minutes of failures, and goes on from there the next time', async () => {
    const first = await fillFailing(3)
    expect(first.error).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/status 502.*run the command again/is),
    })
    const total = 3 * 60_000
    expect(first.waited).toBeGreaterThan(total)
    const sentBefore = first.sent
    expect(sentBefore).toBeGreaterThan(0)
    cloudflare.calls.length = 0
    await fill()
    await expectFilled()
    expect(sentIn(cloudflare.calls)).toBe(fake.visible.size - sentBefore)
  })

  /** A run in which all calls fail from the nth one on. */
  async function fillFailing(from: number) {
    let waited = 0
    let sent = 0
    const options = {
      sleep: async (ms: number) => void (waited += ms),
      onProgress: (progress: { sent: number }) => {
        sent = progress.sent
        if (cloudflare.calls.length >= from) {
          cloudflare.faults.push(...Array.from({ length: 9 }, () => ({ status: 502 })))
        }
      },
    }
    const error = await fillVectorize(config, options).then(
      () => null,
      (reason: unknown) => reason,
    )
    return { waited, sent, error }
  }

  it('cuts no vector short where its last line was cut off, and refuses a file that was altered', async () => {
    await fill()
    const path = join(folder, 'vectorize-test.jsonl')
    await appendFile(path, '{"kind":"sent","documents":[["2024D10001","x')
    expect(await fill()).toEqual({ sent: 0, deleted: 0, settled: true })
    await writeFile(path, (await readFile(path, 'utf8')).replace('"sending"', '"dending"'))
    await expect(fill()).rejects.toMatchObject({
      code: 'index_damaged',
      message: expect.stringMatching(/Line 2 of .*vectorize-test\.jsonl.*Delete the file/s),
    })
  })

  it('sends all again for another account or model', async () => {
    await fill()
    const path = join(folder, 'vectorize-test.jsonl')
    await writeFile(path, (await readFile(path, 'utf8')).replace(ACCOUNT, 'f'.repeat(32)))
    expect((await fill()).sent).toBe(fake.visible.size)
  })
})

describe('killed at any moment', () => {
  it('goes on where it stopped, and all is there in the end', async () => {
    await again({ perLook: Infinity })
    const random = seeded(5)
    await fill()
    // Half of the documents change, one goes: upserts and deletions, either of which may be cut off.
    for (let seed = 0; seed < 15; seed++) {
      const changed = inventDocument({ seed: 100 + seed, answers: 30 })
      await writeFile(join(folder, 'documents', nameOf(seed)), changed)
    }
    await rm(join(folder, 'documents', nameOf(20)))
    await indexDocuments(config, [])
    let kills = 0
    for (let run = 0; run < 5; run++) {
      const arrived = cloudflare.calls.length + 1 + Math.floor(random() * 6)
      if (await runUntil(() => cloudflare.calls.length >= arrived)) kills++
    }
    expect(kills).toBeGreaterThan(1)
    await fill()
    await expectFilled()
  }, 120_000)

  /** Runs the command, and kills it once something holds; false where it came to its end before. */
  async function runUntil(holds: () => boolean): Promise<boolean> {
    const child = spawn(process.execPath, [join(root, 'tests/support/fill-target.ts')], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const timer = setInterval(() => holds() && child.kill('SIGKILL'), 3)
    await ended
    clearInterval(timer)
    return child.signalCode === 'SIGKILL'
  }
})

describe('a Vectorize index that does not fit', () => {
  it.each([
    [{ name: 'other' }, 'not_found', /vectorize create test --dimensions=256 --metric=cosine/],
    [{ dimensions: 384 }, 'index_mismatch', /384 numbers.*256/s],
    [
      { metadataIndexes: [] },
      'index_mismatch',
      /create-metadata-index test --property-name=document/,
    ],
  ])('such as %j is refused with the command that helps', async (options, code, message) => {
    await again(options)
    await expect(fill()).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    expect(fake.waiting).toEqual([])
  })

  it('is refused where account or token are wrong or missing, and the token is never told', async () => {
    const wrong = { ...config, cloudflare: { ...config.cloudflare, token: 'a-secret' } }
    const error = await fillVectorize(wrong, { sleep }).catch((reason: Error) => reason)
    expect(error).toMatchObject({
      code: 'invalid_setting',
      message: expect.stringMatching(/Authentication error.*CLOUDFLARE_API_TOKEN/s),
    })
    expect(String(error)).not.toContain('a-secret')
    const missing = { ...config, cloudflare: { api: config.cloudflare.api } }
    await expect(fillVectorize(missing, { sleep })).rejects.toMatchObject({
      code: 'invalid_setting',
      message: expect.stringContaining('CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN'),
    })
  })
})
