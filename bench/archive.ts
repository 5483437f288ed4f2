/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:archive`: the cost of a whole archive (growth-notes.md): start, questions in Dutch
// and English, memory, requests during a swap of the index or the first quote check, two more
// documents, disk. `-- --share 0.1` makes a tenth of the real one, `-- --index <folder>` uses an
// existing one, `-- --swaps 20` swaps that often, `-- --keep` leaves the folder.
import { spawnSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sha256 } from '../src/domain/digest.ts'
import { generationOf, manifestDigest, type Manifest } from '../src/format/manifest.ts'
import { kindOfFile } from '../src/format/parts.ts'
import { indexFolder } from '../src/store/folder/folder.ts'
import { startServer } from '../tests/support/start-server.ts'
import { makeArchive } from './archive-made.ts'
import { percentiles } from './scale-stores.ts'
import { scaleQueries } from './vectors.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MODEL_DIR = join(ROOT, 'index/model')

/** Milliseconds between two requests that measure how long others wait. */
const WATCH_EVERY = 25

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '1' },
    index: { type: 'string' },
    swaps: { type: 'string', default: '20' },
    keep: { type: 'boolean', default: false },
  },
})

const folder = values.index ?? (await mkdtemp(join(tmpdir(), 'letterlijk-archive-')))
if (values.index === undefined) await makeArchive(folder, Number(values.share))
const manifestPath = join(folder, 'manifest.json')
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest
/** the file of the twin's own, see `twin` */
const unreadPath = join(folder, 'documents/unread.txt')

const env = { INDEX_DIR: folder, MODEL_DIR, PORT: '0', RATE_LIMIT: '0', REQUEST_TIMEOUT: '120' }
const began = performance.now()
const server = await startServer(env)
if (server.address === '') throw new Error(`the server did not start: ${server.stderr()}`)
const pid = server.child.pid!
const report: Record<string, unknown> = {
  counts: manifest.counts,
  load: loadavg()[0],
  startS: (performance.now() - began) / 1000,
  startCpuS: cpuSeconds(),
}
try {
  const asking = performance.now()
  await ask('wat doet het kabinet tegen jeugdcriminaliteit?')
  report['firstAnswerMs'] = performance.now() - asking
  report['memoryMb'] = memoryMb()
  const queries = scaleQueries()
  for (const [language, own] of Object.entries(
    Object.groupBy(queries, (_, at) => (at % 2 === 0 ? 'nl' : 'en')),
  )) {
    const times: number[] = []
    const cpu = cpuSeconds()
    for (const query of own!) {
      const from = performance.now()
      await ask(query)
      times.push(performance.now() - from)
    }
    report[language] = {
      wall: percentiles(times),
      cpuMs: (1000 * (cpuSeconds() - cpu)) / own!.length,
    }
  }
  const { entries } = await indexFolder(folder).listed()
  const ids = entries.slice(0, 50).map(({ id }) => id)
  report['firstQuote'] = await watched(ids, () =>
    post('/v1/verify', { quote: 'De minister zegt toe de Kamer hierover te informeren.' }),
  )
  report['memoryWithQuotesMb'] = memoryMb()
  const other = await twin()
  const swaps: { worstMs: number; failed: number }[] = []
  for (let nth = 0; nth < Number(values.swaps); nth++) {
    const next = nth % 2 === 0 ? other : manifest
    swaps.push(await watched(ids, () => swapTo(next)))
  }
  await wait(65_000)
  report['swaps'] = {
    count: swaps.length,
    worstMs: Math.max(...swaps.map(({ worstMs }) => worstMs)),
    failed: swaps.reduce((sum, { failed }) => sum + failed, 0),
    memoryMb: memoryMb(),
  }
} finally {
  server.child.kill('SIGTERM')
  await server.ended
  await rm(unreadPath, { force: true })
}
report['diskMb'] = diskMb()
// A copied folder's documents are all hashed once more by whoever comes first.
writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`)
report['firstDocument'] = addOne('2099D00001')
report['nextDocument'] = addOne('2099D00002')
console.log(JSON.stringify(report, null, 1))
if (!values.keep && values.index === undefined) await rm(folder, { recursive: true })

/** Megabytes of each kind of file, all parts together. */
function diskMb(): Record<string, number> {
  const bytes = new Map<string, number>()
  for (const name of Object.keys(manifest.files)) {
    const { size } = statSync(join(folder, 'generations', generationOf(manifest), name))
    const kind = kindOfFile(name)
    bytes.set(kind, (bytes.get(kind) ?? 0) + size)
  }
  return Object.fromEntries([...bytes].map(([kind, sum]) => [kind, Math.round(sum / 2 ** 20)]))
}

/** The same index under another digest: beside its documents lies a file that it could not read. */
async function twin(): Promise<Manifest> {
  const { digest, ...body } = manifest
  writeFileSync(unreadPath, digest)
  const fileSha256 = await sha256(digest)
  const file = basename(unreadPath)
  const failures = [{ file, fileSha256, metadataSha256: null, reason: digest }]
  const changed = { ...body, failures }
  const made = { ...changed, digest: await manifestDigest(changed) }
  const [from, to] = [manifest, made].map((each) => join(folder, 'generations', generationOf(each)))
  mkdirSync(to!, { recursive: true })
  for (const name of readdirSync(from!)) linkSync(join(from!, name), join(to!, name))
  return made
}

async function swapTo(next: Manifest): Promise<void> {
  writeFileSync(`${manifestPath}.new`, `${JSON.stringify(next, null, 1)}\n`)
  renameSync(`${manifestPath}.new`, manifestPath)
  for (;;) {
    const health = (await (await fetch(`${server.address}/v1/health`)).json()) as {
      index?: { digest: string }
    }
    if (health.index?.digest === `sha256:${next.digest}`) return
    await wait(200)
  }
}

/** The longest wait of others during some work, and the number of failed requests. */
async function watched(ids: readonly string[], work: () => Promise<unknown>) {
  let worstMs = 0
  let failed = 0
  let isOver = false
  const watching = (async () => {
    for (let nth = 0; !isOver; nth++) {
      const from = performance.now()
      const response = await fetch(`${server.address}/v1/documents/${ids[nth % ids.length]}`)
      await response.arrayBuffer()
      if (response.status !== 200) failed++
      worstMs = Math.max(worstMs, performance.now() - from)
      await wait(WATCH_EVERY)
    }
  })()
  const from = performance.now()
  await work()
  const tookMs = performance.now() - from
  isOver = true
  await watching
  return { worstMs, failed, tookMs }
}

/** Adds a document by the command, as a person would. */
function addOne(id: string) {
  const file = join(tmpdir(), `${id}.txt`)
  writeFileSync(file, readFileSync(join(ROOT, 'index/documents/2022D35172.txt')))
  const from = performance.now()
  const run = spawnSync(
    '/usr/bin/env',
    ['time', '-f', '%U %S %M', 'npm', 'run', '--silent', 'index', '--', file],
    {
      cwd: ROOT,
      env: { ...process.env, INDEX_DIR: folder, MODEL_DIR },
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  )
  rmSync(file)
  return {
    status: run.status,
    tookMs: performance.now() - from,
    lines: run.stdout.split('\n').length,
    time: run.stderr.trim().split('\n').at(-1),
  }
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status !== 200)
    throw new Error(`${path}: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

function ask(query: string): Promise<void> {
  return post('/v1/ask', { query })
}

/** Linux counts in hundredths of a second. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function memoryMb(): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024)
}
