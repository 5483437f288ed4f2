/* eslint-disable no-console -- a command that prints figures */
// `npm run bench`: compares this project's search with others, on the same questions and answers.
// `-- --json` prints JSON, `-- --peer <name>` measures one peer in this process.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import {
  markdownTable,
  meanReciprocalRank,
  percentile,
  recallAt,
  type Outcome,
} from '../tools/figures.ts'
import type { Built, Peer, Text } from './peer.ts'

const languages = ['nl', 'en'] as const
/** Questions that measure quality only, for peers that ask every query. */
const OTHERS = ['de', 'fr', 'es', 'tr', 'pl', 'ar', 'uk', 'fy', 'pap'] as const
type Language = (typeof languages)[number]
type DevQuery = { readonly id: string } & Readonly<Record<Language, string>>

/** Only the measuring process loads it, so that its memory is its own. */
const peers: Record<string, () => Promise<Peer>> = {
  letterlijk: async () => (await import('./peer-letterlijk.ts')).letterlijk,
  minisearch: async () => (await import('./peer-minisearch.ts')).miniSearch,
  'orama-text': async () => (await import('./peer-orama.ts')).oramaText,
  'orama-hybrid': async () => (await import('./peer-orama.ts')).oramaHybrid,
  encoder: async () => (await import('./peer-encoder.ts')).encoderAlone,
  'e5-alone': async () => named((await import('./peer-encoder.ts')).encoderAlone, E5),
  'e5-ours': async () => named((await import('./peer-letterlijk.ts')).letterlijk, E5),
  'vectra-vectors': async () => (await import('./peer-vectra.ts')).vectraVectors,
  'vectra-hybrid': async () => (await import('./peer-vectra.ts')).vectraHybrid,
  pglite: async () => (await import('./peer-pglite.ts')).pglite,
}

/** The alternative that users would pick: `MODEL` names it for the peers that begin with "e5". */
const E5 = 'peer/multilingual-e5-small'

function named(peer: Peer, model: string): Peer {
  return { ...peer, name: `${peer.name}, ${model}` }
}

/** npm runs this in the folder of the benchmarks. */
const BUNDLED = fileURLToPath(new URL('../index/model', import.meta.url))

function modelFor(key: string): Record<string, string> {
  return key.startsWith('e5-')
    ? { MODEL: E5, MODEL_DIR: join(shared, 'model') }
    : { MODEL_DIR: BUNDLED }
}

interface Measured {
  readonly name: string
  readonly configuration: string
  readonly buildMs: number
  /** growth of the process over the texts and the model alone, after garbage collection */
  readonly memoryMb: number
  readonly outcomes: Readonly<Record<Language, Outcome>>
  /**
   * the share of right answers in first place, by language; empty for peers that ask only every nth
   * query
   */
  readonly first: Readonly<Record<string, number>>
}

/** Answers returned for a query: twice as many as a page shows. */
const LIMIT = 10

/** Queries of each language to ask before the clock runs. */
const WARM_UP = 15

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const folder = join(shared, 'corpus/kamerqa')

function readLines<T>(name: string): T[] {
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as T)
}

async function measure(key: string, load: () => Promise<Peer>): Promise<Measured> {
  const texts = readLines<Text>('answers.jsonl')
  const { embedder, lexicon, calibrations } = await loadModel(readConfig(modelFor(key)).model)
  const before = memory()
  const { name, configuration, every = 1, build } = await load()
  const queries = readLines<DevQuery>('dev.queries.jsonl').filter((_, nth) => nth % every === 0)
  const started = performance.now()
  const built = await build({ texts, embedder, lexicon, calibrations })
  const buildMs = performance.now() - started
  for (const { nl, en } of queries.slice(0, Math.ceil(WARM_UP / every))) {
    await built.find(nl, LIMIT)
    await built.find(en, LIMIT)
  }
  const nl = await ask(built, queries, 'nl')
  const en = await ask(built, queries, 'en')
  const memoryMb = memory() - before
  const first = every === 1 ? await firstIn(built) : {}
  await built.close()
  return { name, configuration, buildMs, memoryMb, outcomes: { nl, en }, first }
}

/** How often the right answer comes first, in the languages in which nothing was tuned. */
async function firstIn({ find }: Built): Promise<Record<string, number>> {
  const queries = readLines<Readonly<Record<string, string>>>('dev.multilingual.jsonl')
  const first: Record<string, number> = {}
  for (const language of OTHERS) {
    let right = 0
    for (const query of queries) {
      const [best] = await find(query[language]!, 1)
      if (best === query['id']) right++
    }
    first[language] = right / queries.length
  }
  return first
}

async function ask(
  { find }: Built,
  queries: readonly DevQuery[],
  language: Language,
): Promise<Outcome> {
  const ranks: (number | null)[] = []
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (const query of queries) {
    const started = performance.now()
    const found = await find(query[language], LIMIT)
    times.push(performance.now() - started)
    const at = found.indexOf(query.id)
    ranks.push(at < 0 ? null : at + 1)
  }
  const { user, system } = process.cpuUsage(cpu)
  return { ranks, times, cpuMs: (user + system) / 1000 / queries.length }
}

/** Resident memory in MB. */
function memory(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 2 ** 20
}

/** Seconds after which a peer is abandoned, and reported as such. */
const PATIENCE = 240

/** A peer without figures, and the reason. */
interface Unmeasured {
  readonly key: string
  readonly reason: string
}

/** One process per peer, one after the other. */
function measureApart(key: string): Measured | Unmeasured {
  const self = fileURLToPath(import.meta.url)
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', self, '--peer', key],
    { encoding: 'utf8', maxBuffer: 2 ** 26, timeout: PATIENCE * 1000, killSignal: 'SIGKILL' },
  )
  if (signal !== null) return { key, reason: `did not finish within ${PATIENCE} s` }
  if (status !== 0) return { key, reason: `failed: ${stderr.trim().split('\n').at(-1)}` }
  return JSON.parse(stdout) as Measured
}

function report(all: readonly (Measured | Unmeasured)[]): string {
  const measured = all.filter((each) => 'outcomes' in each)
  const times = ({ outcomes }: Measured) => languages.flatMap((each) => outcomes[each].times)
  const cpuOf = ({ outcomes: { nl, en } }: Measured) => (nl.cpuMs + en.cpuMs) / 2
  const head = ['', 'nl R@1', 'R@5', 'MRR', 'en R@1', 'R@5', 'MRR']
  const costs = [
    'nl p50 ms',
    'en p50 ms',
    'p50 ms',
    'p99 ms',
    'CPU ms',
    'x ours',
    'build s',
    'memory MB',
  ]
  const rows = measured.map((each) => [
    each.name,
    ...languages.flatMap((language) => {
      const outcome = each.outcomes[language]
      const figures = [recallAt(outcome, 1), recallAt(outcome, 5), meanReciprocalRank(outcome)]
      return figures.map((figure) => figure.toFixed(3))
    }),
    ...languages.map((language) => percentile(each.outcomes[language].times, 0.5).toFixed(1)),
    percentile(times(each), 0.5).toFixed(1),
    percentile(times(each), 0.99).toFixed(1),
    cpuOf(each).toFixed(1),
    (cpuOf(each) / cpuOf(measured[0]!)).toFixed(2),
    (each.buildMs / 1000).toFixed(1),
    each.memoryMb.toFixed(0),
  ])
  return [
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    '',
    markdownTable([[...head, ...costs], ...rows]),
    '',
    markdownTable([
      ['R@1', ...OTHERS],
      ...measured
        .filter(({ first }) => Object.keys(first).length > 0)
        .map(({ name, first }) => [name, ...OTHERS.map((each) => first[each]!.toFixed(2))]),
    ]),
    '',
    ...measured.map(({ name, configuration, outcomes }) => {
      return `- ${name}: ${configuration} (${outcomes.nl.ranks.length} queries a language)`
    }),
    ...all.flatMap((each) =>
      'reason' in each ? [`- ${each.key}: no figures, it ${each.reason}`] : [],
    ),
  ].join('\n')
}

const { values } = parseArgs({
  options: { peer: { type: 'string' }, json: { type: 'boolean', default: false } },
})
const alone = values.peer
if (!existsSync(folder)) {
  console.log('skipped: corpus/kamerqa is absent from SHARED_DIR, and this asks its queries')
} else if (alone !== undefined) {
  const load = peers[alone]
  if (load === undefined)
    throw new Error(`no peer ${alone}: one of ${Object.keys(peers).join(', ')}`)
  console.log(JSON.stringify(await measure(alone, load)))
} else {
  const measured = Object.keys(peers).map(measureApart)
  console.log(values.json ? JSON.stringify(measured) : report(measured))
}
