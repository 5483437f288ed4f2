import { cp, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchDataIn } from '../../src/format/search-data.ts'
import { readConfig } from '../../src/config.ts'
import { loadModel } from '../../src/open/model.ts'
import { serveWith } from '../../src/open/serve-with.ts'
import { createApp } from '../../src/server/app.ts'
import type { AskResponse } from '../../src/wire/ask.ts'
import { indexFolder } from '../../src/store/folder/folder.ts'
import { readVectra } from '../../src/store/vectra/vectra.ts'
import { openIndex, type IndexFiles } from '../../src/format/open.ts'
import { openServed } from '../../src/open/wiring.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { runCli } from '../support/run-cli.ts'
import { runServer, type RunningServer } from '../support/running-server.ts'
import { indexWithShared } from '../support/shared-model.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')
const MODEL = 'letterlijk/kamer-384'
const QUERIES = [
  ...['what does the cabinet say about semiconductors?', 'vraag 3', 'recept voor appeltaart'],
  ...['wat doet de ambassade op Weibo?', 'hoeveel is de Chinese export naar Rusland gedaald?'],
]

const init = (query: string) => postJson({ query, includeWeak: true })

let scratch: string
let app: OpenApp
/** the answer to each question, byte for byte */
let expected: string[]

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-faults-'))
  app = await openApp()
  expected = await answersOf((body) => app.request('/v1/ask', body))
})
afterAll(async () => {
  await app.close()
  await rm(scratch, { recursive: true })
})

type Post = (body: RequestInit) => Response | Promise<Response>

const by =
  ({ origin }: RunningServer): Post =>
  (body) =>
    fetch(`${origin}/v1/ask`, body)

async function answersOf(post: Post): Promise<string[]> {
  const answers = []
  for (const query of QUERIES) answers.push(await (await post(init(query))).text())
  return answers
}

describe('a model whose file is', () => {
  const faults = {
    'cut off': (path: string) => truncate(path, 1_000),
    altered: async (path: string) => {
      const bytes = await readFile(path)
      bytes[bytes.length >> 1]! ^= 1
      await writeFile(path, bytes)
    },
    removed: (path: string) => rm(path),
  }
  const files = [
    'onnx/model_quantized.onnx',
    'onnx/query_quantized.onnx',
    'tokenizer.json',
    'tokenizer_config.json',
    'config.json',
  ]
  // Each fault of the largest file, each file with one fault, and one fault of them all.
  const spoilt = {
    'cut off': [files[0]!, files[1]!, files[2]!],
    altered: files,
    removed: [files[0]!, files[1]!, files[4]!],
  }

  async function copyOfModel(name: string): Promise<string> {
    const copy = join(scratch, name)
    await cp(join(root, 'index/model', MODEL), join(copy, MODEL), { recursive: true })
    return copy
  }

  it.each(Object.keys(faults) as (keyof typeof faults)[])(
    '%s is refused at the start, whichever file it is',
    async (fault) => {
      const folder = await copyOfModel(fault)
      for (const file of spoilt[fault]) {
        const path = join(folder, MODEL, file)
        const whole = join(scratch, 'whole')
        await rename(path, whole)
        await cp(whole, path)
        await faults[fault](path)
        const config = readConfig({ MODEL_DIR: folder, MODEL_OFFLINE: 'true' })
        await expect(openServed(config), file).rejects.toMatchObject({
          code: expect.stringMatching(/^(?:model_damaged|model_missing|index_mismatch)$/),
        })
        await rename(whole, path)
      }
    },
  )

  it('altered under a running server changes nothing', async () => {
    const folder = await copyOfModel('running')
    const { served } = await openServed(readConfig({ MODEL_DIR: folder }))
    for (const file of files) await faults['cut off'](join(folder, MODEL, file))
    const options = { log: () => {}, version: 'x', web: new Map(), allowedOrigins: [] }
    const running = createApp({ ...options, current: () => served })
    for (const [at, query] of QUERIES.entries()) {
      expect(await (await running.request('/v1/ask', init(query))).text()).toBe(expected[at])
    }
    await served.library.close()
  })
})

describe('a slow disk', () => {
  it('delays only the reads, and the answers are right', async () => {
    const DELAY = 300
    const folder = indexFolder(join(root, 'index'))
    let reads = 0
    const slow: IndexFiles = {
      read: (path) => wait(DELAY).then(() => folder.files.read(path)),
      readHashed: (path) => wait(DELAY).then(() => folder.files.readHashed(path)),
      async open(path) {
        const file = await folder.files.open(path)
        const slice = async (from: number, to: number) => {
          reads++
          await wait(DELAY)
          return file!.slice(from, to)
        }
        return file === null ? null : { ...file, slice }
      },
    }
    const opened = await openIndex(await folder.manifest(), slow, {
      readVectors: readVectra,
      readSearchData: searchDataIn(slow),
    })
    const served = serveWith(opened, await loadModel(readConfig({}).model))
    const options = { log: () => {}, version: 'x', web: new Map(), allowedOrigins: [] }
    const slowApp = createApp({ ...options, current: () => served })
    const order: string[] = []
    const asked = Promise.resolve(slowApp.request('/v1/ask', init(QUERIES[0]!))).then(
      (response) => {
        order.push('ask')
        return response.text()
      },
    )
    await Promise.resolve(slowApp.request('/v1/health')).then(() => order.push('health'))
    expect(await asked).toBe(expected[0])
    expect(order).toEqual(['health', 'ask'])
    expect(reads).toBeGreaterThan(0)
    await served.library.close()
  })
})

describe('the same index', { timeout: 120_000 }, () => {
  const nodeArgs = ['--import', join(import.meta.dirname, '../support/jumping-clock.ts')]
  let indexDir: string
  let rebuilt: RunningServer
  /** the answers from an index that this machine made: another processor's vectors may differ */
  let own: string[]
  beforeAll(async () => {
    const documents = join(scratch, 'documents')
    await cp(join(root, 'index/documents'), documents, { recursive: true })
    const made = { INDEX_DIR: join(scratch, 'made'), MODEL_DIR: join(root, 'index/model') }
    await indexWithShared(readConfig(made), [documents])
    const madeApp = await openApp(made)
    own = await answersOf((body) => madeApp.request('/v1/ask', body))
    await madeApp.close()
    indexDir = join(scratch, 'anew')
    const { stdout } = await runCli(['index', documents], {
      env: { INDEX_DIR: indexDir, NODE_OPTIONS: nodeArgs.join(' ') },
    })
    // The data in an answer suffice to rebuild the index, whatever the time of day.
    expect(stdout).toContain(`index ${digestOf(own[0]!)}`)
    const env = { INDEX_DIR: indexDir, MODEL_DIR: join(root, 'index/model') }
    const full = existsSync('/dev/full') ? { logFile: '/dev/full' } : {}
    rebuilt = await runServer({ env, ...full })
  })
  afterAll(() => rebuilt.stop())

  it('yields the same bytes after a rebuild', async () => {
    expect(await answersOf(by(rebuilt))).toEqual(own)
  })

  it('yields them from a server whose clock jumps years ahead and back', async () => {
    const server = await runServer({ nodeArgs })
    expect(await answersOf(by(server))).toEqual(expected)
    await server.stop()
  })

  it('yields them with a full disk for the log, which prevents no shutdown', async () => {
    // Something to log: the index is damaged.
    await truncate(join(indexDir, 'manifest.json'), 10)
    await wait(2_500)
    expect(await answersOf(by(rebuilt))).toEqual(own)
    expect(await rebuilt.stop()).toBe(0)
  })
})

/** The index that an answer was made from, "sha256:...". */
const digestOf = (answer: string) => (JSON.parse(answer) as AskResponse).index.digest
