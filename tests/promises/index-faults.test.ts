import {
  appendFile,
  cp,
  mkdtemp,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { openLiveIndex } from '../../src/open/live.ts'
import { createApp } from '../../src/server/app.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import type { AskResponse } from '../../src/wire/ask.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { generationOf } from '../../src/format/manifest.ts'
import { indexWithShared, sharedModel } from '../support/shared-model.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')
const QUERIES = [
  'what does the cabinet say about semiconductors?',
  'vraag 3',
  'recept voor appeltaart',
]

/** Milliseconds between checks of the index: shorter than a server's, to save time. */
const LOOK = 100

/** The lexicon loads in a tenth of the encoder’s time; no fault depends on the model. */
const configOf = (indexDir: string) =>
  readConfig({ INDEX_DIR: indexDir, MODEL_DIR: join(root, 'index/model'), MODEL: LEXICON })

let scratch: string
let whole: string
let generation: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-faults-'))
  whole = join(scratch, 'whole')
  await indexWithShared(configOf(whole), [join(root, 'index/documents')])
  const manifest = await indexFolder(whole).manifest()
  generation = join('generations', generationOf(manifest))
})
afterAll(() => rm(scratch, { recursive: true }))

let copies = 0
async function copyOfIndex(): Promise<string> {
  const copy = join(scratch, String(copies++))
  for (const part of ['documents', 'generations', 'manifest.json']) {
    await cp(join(whole, part), join(copy, part), { recursive: true })
  }
  return copy
}

/** The app over an index that it follows, as in `npm start`. */
async function serve(indexDir: string) {
  const logged: LogEntry[] = []
  const log = (entry: LogEntry) => void logged.push(entry)
  const config = configOf(indexDir)
  const load = () => sharedModel(config.model)
  const live = await openLiveIndex(config, log, { lookEvery: LOOK, load })
  const app = createApp({
    ...{ current: live.current, log, version: 'test', web: new Map(), allowedOrigins: [] },
  })
  const ask = async (query: string) => {
    const response = await app.request('/v1/ask', postJson({ query, includeWeak: true }))
    return { status: response.status, text: await response.text() }
  }
  return { app, logged, askAll: () => Promise.all(QUERIES.map(ask)), close: () => live.close() }
}

const FAULTS = {
  removed: (path: string) => rm(path),
  'cut off': (path: string) => truncate(path, 100),
  // One bit, in the middle: in a data file, nothing about the shape changes.
  altered: async (path: string) => {
    const bytes = await readFile(path)
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(path, bytes)
  },
} as const

type Fault = keyof typeof FAULTS

const DATA = [
  'index.json',
  'documents.jsonl',
  'texts.jsonl',
  'search.bin',
  'calibration.json',
  'sources.txt',
]
const cases = ['manifest.json', ...DATA].flatMap((file) =>
  (Object.keys(FAULTS) as Fault[]).map((fault) => [file, fault] as const),
)

/** For data in memory, only the fact of the change matters, not its kind. */
const runningCases = cases.filter(
  ([file, fault]) => fault !== 'cut off' || file === 'sources.txt' || file === 'manifest.json',
)

/** The source texts are read from the open file on demand, everything else is in memory. */
const isRefused = (file: string, fault: Fault) => file === 'sources.txt' && fault !== 'removed'

describe.concurrent('under a running server', () => {
  it.each(runningCases)('%s %s: serves the right content, or nothing', async (file, fault) => {
    const indexDir = await copyOfIndex()
    const path = join(indexDir, file === 'manifest.json' ? file : join(generation, file))
    const server = await serve(indexDir)
    const before = await server.askAll()
    expect(before.map(({ status }) => status)).toEqual([200, 200, 200])

    await FAULTS[fault](path)
    await until(() => server.logged.some(({ event }) => event === 'index_not_swapped'))
    const after = await server.askAll()
    if (isRefused(file, fault)) {
      for (const { text } of after) {
        const { answers, refused } = JSON.parse(text) as AskResponse
        expect(answers).toEqual([])
        expect(refused.every(({ code }) => code === 'index_damaged')).toBe(true)
      }
      expect(after[0]!.text).toContain('the source text of 2022D35172 was changed')
      expect((await server.app.request('/v1/documents/2022D35172/source')).status).toBe(500)
      expect((await server.app.request('/documents/2022D35172')).status).toBe(500)
    } else {
      expect(after).toEqual(before)
    }
    // The operator is told which file, once.
    const told = server.logged.filter(({ event }) => event === 'index_not_swapped')
    expect(told).toHaveLength(1)
    expect(told[0]!['error']).toMatch(/^index_(?:damaged|missing): .*npm run index/s)
    if (file !== 'manifest.json') expect(told[0]!['error']).toContain(file)

    // Restored as a copy or `npm run index` does it: with another file in its place.
    const original = join(whole, file === 'manifest.json' ? file : join(generation, file))
    await cp(original, `${path}.new`)
    await rename(`${path}.new`, path)
    await until(() => server.logged.some(({ event }) => event === 'index_swapped'))
    expect(await server.askAll()).toEqual(before)
    await server.close()
  })

  it('the folder of the index removed: serves the right content', async () => {
    const indexDir = await copyOfIndex()
    const server = await serve(indexDir)
    const before = await server.askAll()
    await rm(indexDir, { recursive: true })
    await until(() => server.logged.some(({ event }) => event === 'index_not_swapped'))
    expect(await server.askAll()).toEqual(before)
    expect(String(server.logged[0]!['error'])).toContain('There is no index in')
    await server.close()
  })

  it('a document altered: serves the right content, and the next start refuses', async () => {
    const indexDir = await copyOfIndex()
    const server = await serve(indexDir)
    const before = await server.askAll()
    await appendFile(join(indexDir, 'documents/2022D35172.txt'), '\nAntwoord 12\nNee.')
    await wait(1.5 * LOOK)
    expect(await server.askAll()).toEqual(before)
    await server.close()
    await expect(serve(indexDir)).rejects.toThrow(/2022D35172\.txt was changed.*npm run index/s)
  })

  it('an index that arrives in parts, the manifest first: is served once complete', async () => {
    const [indexDir, other] = [await copyOfIndex(), await copyOfIndex()]
    await writeFile(join(other, 'documents/extra.txt'), 'Vraag 1\nWat?\n\nAntwoord 1\nZeldzaam.\n')
    const { digest } = await indexWithShared(configOf(other), [])
    const server = await serve(indexDir)
    const before = await server.askAll()

    await cp(join(other, 'manifest.json'), join(indexDir, 'manifest.new'))
    await rename(join(indexDir, 'manifest.new'), join(indexDir, 'manifest.json'))
    await until(() => server.logged.some(({ event }) => event === 'index_not_swapped'))
    expect(await server.askAll()).toEqual(before)
    await cp(join(other, 'generations'), join(indexDir, 'generations'), { recursive: true })
    await until(() => server.logged.some(({ event }) => event === 'index_swapped'))
    const [after] = await server.askAll()
    expect((JSON.parse(after!.text) as AskResponse).index.digest).toBe(`sha256:${digest}`)
    await server.close()
  })
})

describe('at the start', () => {
  it.each(cases)('%s %s: refused, with what to do', async (file, fault) => {
    const indexDir = await copyOfIndex()
    const path = join(indexDir, file === 'manifest.json' ? file : join(generation, file))
    await FAULTS[fault](path)
    await expect(serve(indexDir)).rejects.toMatchObject({
      code: expect.stringMatching(/^index_(?:damaged|missing)$/),
      message: expect.stringContaining('npm run index'),
    })
  })
})

async function until(isSo: () => boolean, patience = 60_000): Promise<void> {
  const began = performance.now()
  while (!isSo()) {
    if (performance.now() - began > patience) throw new Error(`not so after ${patience} ms`)
    await wait(20)
  }
}
