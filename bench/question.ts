/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:question`: the cost of a question with everything in one process, encoder
// included: its time, how long it blocks the event loop, and the process's memory. `-- --every 10`
// asks only each tenth. On a busy machine the clock says little; use the main thread's processor
// time per question, the longest that its own work can block it.
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadModel } from '../src/open/model.ts'
import { createSearch } from '../src/search/create.ts'
import { LIMITS } from '../src/wire/scalars.ts'
import { cachedEmbedder } from '../tools/vector-cache.ts'
import { percentile } from '../tools/figures.ts'
import { committedDocument, kamerqaDocuments, sourcesFor } from '../tests/support/kamerqa.ts'

/** Milliseconds between checks of the event loop. */
const RESOLUTION = 1

/** Questions to ask before the clock runs. */
const WARM_UP = 15

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const file = join(shared, 'corpus/kamerqa/dev.queries.jsonl')
const hasCorpus = existsSync(file)
const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } })
const queries = hasCorpus ? devQueries() : ['wat doet de ambassade op Weibo?', 'semiconductors']
const documents = hasCorpus ? kamerqaDocuments() : [await committedDocument()]

// npm runs this in the folder of the benchmarks.
const bundled = fileURLToPath(new URL('../index/model', import.meta.url))
const model = await loadModel(readConfig({ MODEL_DIR: bundled, ...process.env }).model)
// Index vectors are cached for all runs; queries are always embedded afresh.
const indexed = await sourcesFor(documents, { ...model, embedder: cachedEmbedder(model.embedder) })
const search = createSearch({
  ...indexed,
  embedder: model.embedder,
  calibrations: model.calibrations,
})

const long = queries.join(' ').slice(0, LIMITS.query)
console.log(
  `${model.embedder.model}, ${documents.length} documents, ${queries.length} questions; ` +
    `${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}`,
)
for (const query of queries.slice(0, WARM_UP)) await search.search({ query })
console.log(await figuresOf('questions', queries))
console.log(await figuresOf(`of ${LIMITS.query} characters`, Array<string>(10).fill(long)))
console.log(await figuresOf('nothing asked', [], 2_000))
console.log(`resident memory ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`)

/**
 * Asks one after the other, and then again with a watch on the event loop, which takes a tenth of
 * the time itself. The watch waits at least this many milliseconds.
 */
async function figuresOf(name: string, asked: readonly string[], least = 0): Promise<string> {
  const times: number[] = []
  const work: number[] = []
  for (const query of asked) {
    const began = performance.now()
    const { user, system } = process.threadCpuUsage()
    await search.search({ query })
    const after = process.threadCpuUsage()
    work.push((after.user + after.system - user - system) / 1000)
    times.push(performance.now() - began)
  }
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  delay.enable()
  for (const query of asked) await search.search({ query })
  await new Promise((resolve) => setTimeout(resolve, least))
  delay.disable()
  const loop = `event loop at most ${(delay.max / 1e6).toFixed(1)} ms`
  if (times.length === 0) return `${name}: ${loop}`
  const [half, nearlyAll] = [0.5, 0.99].map((share) => percentile(times, share).toFixed(1))
  const own = [0.5, 1].map((share) => percentile(work, share).toFixed(1))
  return (
    `${name}: p50 ${half} ms, p99 ${nearlyAll} ms, ${loop}; ` +
    `of the main thread p50 ${own[0]} ms of processor time, at most ${own[1]}`
  )
}

function devQueries(): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { nl, en } = JSON.parse(line) as Readonly<Record<'nl' | 'en', string>>
      return [nl, en]
    })
    .filter((_, nth) => nth % Number(values.every) === 0)
}
