import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AskResponse } from '../../src/wire/ask.ts'
import type { DocumentList } from '../../src/wire/documents.ts'
import { LEXICON } from '../../src/embed/embed.ts'
import { inventDocument } from '../support/invent-document.ts'
import { runCli } from '../support/run-cli.ts'
import { postJson } from '../support/post-json.ts'

const root = join(import.meta.dirname, '../..')
const texts = [inventDocument({ seed: 1 }), inventDocument({ seed: 2 })]
let folder: string
let env: Record<'INDEX_DIR' | 'MODEL_DIR' | 'MODEL' | 'PORT', string>
let server: ChildProcess
let origin: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlijk-live-'))
  // The lexicon loads in a tenth of the encoder's time: no swap depends on the model.
  env = {
    ...{ INDEX_DIR: join(folder, 'index'), MODEL_DIR: join(root, 'index/model') },
    ...{ MODEL: LEXICON, PORT: '0' },
  }
  await mkdir(join(folder, 'input'))
  await writeFile(join(folder, 'input/a.txt'), texts[0]!)
  await writeFile(join(folder, 'input/gone.txt'), inventDocument({ seed: 3 }))
  await runCli(['index', join(folder, 'input')], { env })
  server = spawn(process.execPath, [join(root, 'src/node.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  origin = await new Promise<string>((resolve, reject) => {
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const address = /http:\/\/\S+/.exec(text)?.[0]
      if (address !== undefined) resolve(address)
    })
    server.once('exit', (status) => reject(new Error(`the server ended with ${status}`)))
  })
})

afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true })
})

async function list(): Promise<DocumentList> {
  return (await (await fetch(`${origin}/v1/documents`)).json()) as DocumentList
}

it('serves a new index without a restart and without a request dropped', async () => {
  const before = await list()
  const digests = new Set<string>()
  const sources = new Set<string>()
  const statuses = new Set<number>()
  let requests = 0
  let done = false

  async function askAlways(): Promise<void> {
    while (!done) {
      const response = await fetch(
        `${origin}/v1/ask`,
        postJson({ query: 'wat doet de gemeente aan stikstof?', includeWeak: true }),
      )
      statuses.add(response.status)
      const { index, refused } = (await response.json()) as AskResponse
      // An answer of one index with the source of the other would be refused.
      expect(refused).toEqual([])
      digests.add(index.digest)
      requests++
      await wait(5)
    }
  }

  async function readAlways(): Promise<void> {
    while (!done) {
      const response = await fetch(`${origin}/v1/documents/a/source`)
      statuses.add(response.status)
      sources.add(await response.text())
      requests++
      await wait(5)
    }
  }

  const clients = [askAlways(), readAlways(), readAlways()]
  await writeFile(join(folder, 'input/a.txt'), texts[1]!)
  await writeFile(join(folder, 'input/empty.pdf'), '')
  await rm(join(env.INDEX_DIR, 'documents/gone.txt'))
  await rm(join(folder, 'input/gone.txt'))
  const { stdout, status } = await runCli(['index', join(folder, 'input'), '--json'], { env })
  expect(status).toBe(1)
  const { digest } = JSON.parse(stdout) as { digest: string }
  const written = performance.now()
  while (!digests.has(`sha256:${digest}`) && performance.now() - written < 3_000) await wait(20)
  // And for a while after it.
  await wait(500)
  done = true
  await Promise.all(clients)

  expect([...digests]).toEqual([before.index.digest, `sha256:${digest}`])
  expect([...sources]).toEqual(texts)
  expect([...statuses]).toEqual([200])
  expect(requests).toBeGreaterThan(20)
  const after = await list()
  expect(after.documents.map(({ id }) => id)).toEqual(['a'])
  expect(after.failures).toEqual([{ file: 'empty.pdf', reason: expect.stringContaining('empty') }])
})
