/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:scale`: what a query takes, and what the server needs, as the index grows.
// `-- --paragraphs <number>` measures one size in this process; `-- --json` prints JSON.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { SourceDocument } from '../../src/domain.ts'
import type { Calibration } from '../../src/search/calibration.ts'
import { buildSearchData, readSearchData, writeSearchData } from '../../src/search/build.ts'
import { createSearch } from '../../src/search/create.ts'
import { passageText } from '../../src/search/passage-text.ts'
import { memoryStore } from '../../src/store/memory.ts'
import type { Entry } from '../../src/store/store.ts'
import { bundledModel, devQueries, hasKamerqa, kamerqaDocuments } from '../kamerqa.ts'
import { answering } from '../quote-documents.ts'
import { markdownTable, percentile } from './figures.ts'

const SIZES = [1_000, 10_000, 100_000]

/** Paragraphs of an invented answer. */
const PARAGRAPHS = 3

/** Of the words of an invented text, this share is another word of the benchmark's. */
const ALTERED = 0.2

/** Of the dev queries every third is asked, in both languages. */
const EVERY = 3

interface Measured {
  readonly paragraphs: number
  readonly buildMs: number
  readonly loadMs: number
  /** held once the search is ready, over the documents, the model and a vector a paragraph */
  readonly memoryMb: number
  /** milliseconds a query, by the clock */
  readonly times: readonly number[]
  /** the same in processor time of the thread that answers: not prey to a busy machine */
  readonly cpuTimes: readonly number[]
  /** processor time of a plain scan of all vectors as floats, in milliseconds */
  readonly scanMs: number
}

const model = bundledModel()

async function measure(paragraphs: number): Promise<Measured> {
  const documents = inventDocuments(paragraphs)
  const started = performance.now()
  const bytes = writeSearchData(buildSearchData(documents, model.lexicon))
  const buildMs = performance.now() - started
  const { dimensions } = model.embedder
  const entries = await entriesOf(documents)
  const before = memoryMb()
  const loading = performance.now()
  const store = memoryStore({ dimensions, entries: entries.splice(0) })
  const search = createSearch({
    documents,
    ...model,
    store,
    data: readSearchData(bytes),
    calibration: calibrationOf(model.embedder.model),
  })
  const loadMs = performance.now() - loading
  const queries = devQueries()
    .filter((_, place) => place % EVERY === 0)
    .flatMap(({ nl, en }) => [nl, en])
  await search.search({ query: 'beleid' })
  const memory = memoryMb() - before
  const times: number[] = []
  const cpuTimes: number[] = []
  for (const query of queries) {
    const from = performance.now()
    const cpuFrom = process.threadCpuUsage()
    await search.search({ query })
    cpuTimes.push(cpuSince(cpuFrom))
    times.push(performance.now() - from)
  }
  const scan = scanMs(paragraphs, dimensions)
  return { paragraphs, buildMs, loadMs, memoryMb: memory, times, cpuTimes, scanMs: scan }
}

/** Answers made of the benchmark's texts, with some words exchanged for other words of it. */
function inventDocuments(paragraphs: number): SourceDocument[] {
  const originals = kamerqaDocuments()
  const questions = originals.map((each) => each.questions[0]!.reading.text)
  const answers = originals.map((each) => each.answers[0]!.paragraphs[0]!.reading.text)
  const words = answers.flatMap((text) => text.split(' '))
  const random = lehmer()
  const alter = (text: string): string =>
    text
      .split(' ')
      .map((word) => (random() < ALTERED ? words[Math.floor(random() * words.length)]! : word))
      .join(' ')
  return Array.from({ length: Math.ceil(paragraphs / PARAGRAPHS) }, (_, place) =>
    answering(`invented-${place}`, {
      question: alter(questions[place % questions.length]!),
      paragraphs: Array.from({ length: PARAGRAPHS }, (__, nth) =>
        alter(answers[(place + nth * place) % answers.length]!),
      ),
    }),
  )
}

/** Numbers in [0, 1), the same ones each time: Lehmer's generator with the parameters of Park & Miller (1988). */
function lehmer(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

async function entriesOf(documents: readonly SourceDocument[]): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const document of documents) {
    const [answer] = document.answers
    const texts = answer!.paragraphs.map((each) => passageText(document, answer!, each))
    const vectors = await model.embedder.embed(texts, 'passage')
    for (const [nth, { id }] of answer!.paragraphs.entries()) {
      entries.push({ paragraphId: id, documentId: document.id, vector: vectors[nth]! })
    }
  }
  return entries
}

function calibrationOf(name: string): Calibration {
  const file = new URL(`../../index/model/${name}/calibration.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Calibration
}

/** What any machine needs for looking at each vector once: the measure for the other times. */
function scanMs(count: number, dimensions: number): number {
  const rows = new Float32Array(count * dimensions).fill(1 / Math.sqrt(dimensions))
  const query = rows.slice(0, dimensions)
  const scores = new Float32Array(count)
  const rounds = 10
  const cpu = process.threadCpuUsage()
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < count; row++) {
      let sum = 0
      for (let i = 0; i < dimensions; i++) sum += rows[row * dimensions + i]! * query[i]!
      scores[row] = sum
    }
  }
  return cpuSince(cpu) / rounds
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** What is held, on the heap and in arrays: building leaves the process larger than what it holds. */
function memoryMb(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}

/** One process a size, one after the other. */
function measureApart(paragraphs: number): Measured {
  const self = fileURLToPath(import.meta.url)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=6144', self, '--paragraphs', String(paragraphs)],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  if (status !== 0) throw new Error(`${paragraphs} paragraphs failed:\n${stderr}`)
  return JSON.parse(stdout) as Measured
}

function report(measured: readonly Measured[]): string {
  const shares = [0.5, 0.95, 0.99]
  const head = [
    'paragraphs',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'CPU p50 ms',
    'CPU p95 ms',
    'CPU p99 ms',
  ]
  const rows = measured.map(({ paragraphs, buildMs, loadMs, memoryMb: memory, ...each }) => [
    paragraphs.toLocaleString('en'),
    ...shares.map((share) => percentile(each.times, share).toFixed(1)),
    ...shares.map((share) => percentile(each.cpuTimes, share).toFixed(1)),
    each.scanMs.toFixed(1),
    (percentile(each.cpuTimes, 0.5) / each.scanMs).toFixed(2),
    (buildMs / 1000).toFixed(1),
    (loadMs / 1000).toFixed(2),
    memory.toFixed(0),
  ])
  return [
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    '',
    markdownTable([
      [...head, 'float scan CPU ms', 'p50 x scan', 'build s', 'load s', 'memory MB'],
      ...rows,
    ]),
  ].join('\n')
}

const { values } = parseArgs({
  options: { paragraphs: { type: 'string' }, json: { type: 'boolean', default: false } },
})
if (!hasKamerqa) {
  console.log('skipped: corpus/kamerqa is absent from SHARED_DIR, and the texts are made from it')
} else if (values.paragraphs !== undefined) {
  console.log(JSON.stringify(await measure(Number(values.paragraphs))))
} else {
  const measured = SIZES.map(measureApart)
  console.log(values.json ? JSON.stringify(measured) : report(measured))
}
