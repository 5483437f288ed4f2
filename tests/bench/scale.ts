/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:scale`: what searching, its store, and starting a server cost as the index grows (docs/scale.md).
// `-- --sizes 1000,10000` measures other sizes, `-- --part stores` one of the parts, `-- --json` prints JSON.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hasKamerqa } from '../kamerqa.ts'
import { reportOf, type ScaleFigures, type Unmeasured } from './scale-report.ts'
import { measureSearch, type SearchFigures } from './scale-search.ts'
import { makeIndex, measureStart, type StartFigures } from './scale-start.ts'
import { engines, measureEngine, type StoreFigures } from './scale-stores.ts'
import { writeVectors } from './vectors.ts'

const SIZES = '1000,10000,100000,250000'

const PARTS = ['stores', 'search', 'start']

/** Seconds after which an engine is given up at a size, and said to be; larger sizes are then not tried. */
const PATIENCE = 600

/** What runs in a process of its own, one after the other. */
interface Job {
  readonly folder: string
  readonly paragraphs: number
  readonly engine?: string
}

const JOBS: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {
  vectors: ({ folder, paragraphs }) => writeVectors(folder, paragraphs),
  stores: ({ engine, ...job }) => measureEngine(engine!, job),
  search: measureSearch,
  index: ({ folder, paragraphs }) => makeIndex(folder, paragraphs),
  start: ({ folder, paragraphs }) => measureStart(folder, paragraphs),
}

function apart(name: string, job: Job, patience = 3_600): unknown {
  const self = fileURLToPath(import.meta.url)
  const { signal, status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', self, '--job', name, JSON.stringify(job)],
    { encoding: 'utf8', timeout: patience * 1000, killSignal: 'SIGKILL' },
  )
  const reason =
    signal !== null
      ? `did not finish within ${patience} s`
      : status !== 0
        ? `failed: ${/^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr.trim().split('\n').at(-1)}`
        : null
  return reason === null ? JSON.parse(stdout) : { ...job, reason }
}

async function measureAll(
  sizes: readonly number[],
  parts: readonly string[],
): Promise<ScaleFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-scale-'))
  const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`
  const load = [loadavg()[0]!]
  try {
    apart('vectors', { folder, paragraphs: Math.max(...sizes) })
    const stores = parts.includes('stores') ? measureStores(folder, sizes) : []
    const search = parts.includes('search')
      ? sizes.map((paragraphs) => apart('search', { folder, paragraphs }) as SearchFigures)
      : []
    const start: StartFigures[] = []
    for (const size of parts.includes('start') ? sizes : []) {
      const here = await mkdtemp(join(folder, 'index-'))
      const paragraphs = apart('index', { folder: here, paragraphs: size }) as number
      start.push(apart('start', { folder: here, paragraphs }) as StartFigures)
      await rm(here, { recursive: true })
    }
    load.push(loadavg()[0]!)
    return { machine, load, stores, search, start }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function measureStores(folder: string, sizes: readonly number[]): (StoreFigures | Unmeasured)[] {
  const givenUp = new Set<string>()
  return sizes.flatMap((paragraphs) =>
    Object.keys(engines).flatMap((engine) => {
      if (givenUp.has(engine)) return []
      const figures = apart('stores', { folder, paragraphs, engine }, PATIENCE) as
        StoreFigures | Unmeasured
      if ('reason' in figures) givenUp.add(engine)
      return [figures]
    }),
  )
}

const { values, positionals } = parseArgs({
  options: {
    job: { type: 'string' },
    sizes: { type: 'string', default: SIZES },
    part: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
if (!hasKamerqa) {
  console.log('skipped: corpus/kamerqa is absent from SHARED_DIR, and the texts are made from it')
} else if (values.job !== undefined) {
  const result = await JOBS[values.job]!(JSON.parse(positionals[0]!) as Job)
  process.stdout.write(JSON.stringify(result ?? null))
} else {
  const parts = values.part === undefined ? PARTS : [values.part]
  const figures = await measureAll(values.sizes.split(',').map(Number), parts)
  console.log(values.json ? JSON.stringify(figures, null, 1) : reportOf(figures))
}
