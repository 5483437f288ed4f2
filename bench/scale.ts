/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:scale`: what searching, its store, and starting a server cost as the index grows
// (growth-notes.md). `-- --sizes 1000,10000` measures other sizes, `-- --part stores` one of the
// parts, `-- --engine orama` one engine, and `-- --patience 3600` waits that many seconds for an
// engine. `-- --save bench/growth.json` replaces earlier figures one by one as they arrive, so that
// a long run may be ended at any time; afterwards `node bench/growth-notes.ts` writes them into
// growth-notes.md.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hasKamerqa } from '../tests/support/kamerqa.ts'
import {
  NO_FIGURES,
  reportOf,
  withFigures,
  type Measured,
  type ScaleFigures,
} from './scale-report.ts'
import { measureSearch } from './scale-search.ts'
import { makeIndex, measureStart } from './scale-start.ts'
import { engines, measureEngine, writeExact } from './scale-stores.ts'
import { writeVectors } from './vectors.ts'

const SIZES = '1000,10000,100000,250000'

const PARTS = ['search', 'start', 'stores'] as const

/**
 * Seconds after which an engine is abandoned at a size, and reported as such; larger sizes are then
 * skipped.
 */
const PATIENCE = '600'

/** A part that runs in a process of its own, one after the other. */
interface Job {
  readonly folder: string
  readonly paragraphs: number
  readonly engine?: string
}

const JOBS: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {
  vectors: ({ folder, paragraphs }) => writeVectors(folder, paragraphs),
  exact: ({ folder, paragraphs }) => writeExact(folder, paragraphs),
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

interface Wanted {
  readonly sizes: readonly number[]
  readonly parts: readonly (typeof PARTS)[number][]
  readonly engines: readonly string[]
  /** seconds */
  readonly patience: number
}

/** Takes all measurements, small sizes first, and reports each figure as it arrives. */
async function measureAll(wanted: Wanted, record: (figure: Measured) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlijk-scale-'))
  const givenUp = new Set<string>()
  try {
    if (wanted.parts.some((part) => part !== 'start')) {
      apart('vectors', { folder, paragraphs: Math.max(...wanted.sizes) })
    }
    for (const paragraphs of wanted.sizes) {
      for (const part of wanted.parts) {
        if (part === 'search') record({ part, figure: apart('search', { folder, paragraphs }) })
        else if (part === 'start') record({ part, figure: await measureAStart(folder, paragraphs) })
        else measureStores({ folder, paragraphs }, wanted, { givenUp, record })
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function measureAStart(folder: string, size: number): Promise<unknown> {
  const here = await mkdtemp(join(folder, 'index-'))
  const paragraphs = apart('index', { folder: here, paragraphs: size }) as number
  const figure = apart('start', { folder: here, paragraphs })
  await rm(here, { recursive: true })
  return figure
}

function measureStores(
  job: Job,
  wanted: Wanted,
  { givenUp, record }: { givenUp: Set<string>; record: (figure: Measured) => void },
): void {
  apart('exact', job)
  for (const engine of wanted.engines) {
    if (givenUp.has(engine)) continue
    const figure = apart('stores', { ...job, engine }, wanted.patience) as object
    if ('reason' in figure) givenUp.add(engine)
    record({ part: 'stores', figure })
  }
}

const { values, positionals } = parseArgs({
  options: {
    job: { type: 'string' },
    sizes: { type: 'string', default: SIZES },
    part: { type: 'string' },
    engine: { type: 'string' },
    save: { type: 'string' },
    patience: { type: 'string', default: PATIENCE },
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
  const { save } = values
  let figures: ScaleFigures =
    save !== undefined && existsSync(save)
      ? (JSON.parse(readFileSync(save, 'utf8')) as ScaleFigures)
      : NO_FIGURES
  const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`
  const wanted: Wanted = {
    sizes: values.sizes.split(',').map(Number),
    parts: PARTS.filter((part) => values.part === undefined || part === values.part),
    engines: Object.keys(engines).filter((each) => (values.engine ?? each) === each),
    patience: Number(values.patience),
  }
  await measureAll(wanted, (figure) => {
    figures = withFigures(figures, figure, { machine, load: loadavg()[0]! })
    if (save !== undefined) writeFileSync(save, `${JSON.stringify(figures, null, 1)}\n`)
  })
  console.log(values.json ? JSON.stringify(figures, null, 1) : reportOf(figures))
}
