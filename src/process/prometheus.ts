import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LogEntry } from '../domain/log.ts'
import type { Metrics } from '../server/guards/metrics.ts'
import type { Happened, Observe } from '../server/guards/observe.ts'
import type { Turns } from '../server/guards/overload.ts'
import type { Served } from '../engine/engine.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import { filesBelow } from '../store/folder/files-below.ts'
import { generationOf } from '../format/manifest.ts'

/** In seconds; a question takes a few milliseconds, and waits a second at most. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

interface PrometheusOptions {
  /** of the program */
  readonly version: string
  readonly turns: Turns
  readonly folder: Pick<IndexFolder, 'root' | 'manifestPath'>
  /** the current index; null while none is open */
  readonly served: () => Served | null
  /** how many clients the rate limit remembers */
  readonly clients: () => number
}

export interface Prometheus extends Metrics {
  readonly observe: Observe
  /** counts log entries, written or not */
  logged(entry: LogEntry): void
}

/** Counts events for Prometheus. Labels come from closed lists, which keeps the series few. */
export function prometheus(options: PrometheusOptions): Prometheus {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  addGauges(registry, options)

  const requests = new Counter({
    name: 'letterlijk_http_requests_total',
    help: 'Requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'letterlijk_http_request_duration_seconds',
    help: 'Time from the arrival of a request until its answer was sent, by route pattern',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  })
  const broken = new Counter({
    name: 'letterlijk_http_requests_broken_off_total',
    help: 'Requests whose client left before it had its answer',
    registers,
  })
  const asked = new Counter({
    name: 'letterlijk_questions_total',
    help: 'Questions by outcome; nothing_found ones are unanswered',
    labelNames: ['outcome'],
    registers,
  })
  const verified = new Counter({
    name: 'letterlijk_quote_checks_total',
    help: 'Quotes checked, by verdict',
    labelNames: ['verdict'],
    registers,
  })
  const refused = new Counter({
    name: 'letterlijk_requests_refused_total',
    help: 'Requests refused before any work: 503 by overload, 429 by rate_limit',
    labelNames: ['reason'],
    registers,
  })
  const swaps = new Counter({
    name: 'letterlijk_index_swaps_total',
    help: 'New indexes that a running server took over (swapped) or could not use (failed)',
    labelNames: ['result'],
    registers,
  })
  const entries = new Counter({
    name: 'letterlijk_log_entries_total',
    help: 'Log entries other than those of requests, by level, written or not',
    labelNames: ['level'],
    registers,
  })

  // Prometheus can take a rate only of a counter that existed before it grew.
  for (const outcome of ['found', 'nothing_found']) asked.inc({ outcome }, 0)
  for (const verdict of ['verbatim', 'cut', 'altered', 'not_found']) verified.inc({ verdict }, 0)
  for (const reason of ['overload', 'rate_limit']) refused.inc({ reason }, 0)
  for (const result of Object.values(SWAPS)) swaps.inc({ result }, 0)
  for (const level of ['info', 'warn', 'error']) entries.inc({ level }, 0)

  function observe(happened: Happened): void {
    switch (happened.kind) {
      case 'request': {
        const { method, route, status, seconds, complete } = happened
        requests.inc({ method, route, status })
        durations.observe({ route }, seconds)
        if (!complete) broken.inc()
        return
      }
      case 'asked':
        return asked.inc({ outcome: happened.outcome })
      case 'verified':
        return verified.inc({ verdict: happened.verdict })
      case 'refused':
        return refused.inc({ reason: happened.reason })
    }
  }

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observe,
    logged({ level, event }) {
      entries.inc({ level })
      const result = SWAPS[event]
      if (result !== undefined) swaps.inc({ result })
    },
  }
}

/** Log events about a new index -> the label that counts them. */
const SWAPS: Readonly<Record<string, string>> = {
  index_swapped: 'swapped',
  index_not_swapped: 'failed',
}

/** Figures that are looked up at every scrape. */
function addGauges(registry: Registry, options: PrometheusOptions): void {
  const { turns, served, folder } = options
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name: `letterlijk_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(await value())
      },
    })
  const counts = () => served()?.composer.index

  new Gauge({
    name: 'letterlijk_build_info',
    help: 'Always 1; its label is the version of the program',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: options.version }, 1)
  gauge('requests_active', 'Requests in progress', turns.active)
  gauge('requests_waiting', 'Requests waiting for their turn', turns.waiting)
  gauge('rate_limit_clients', 'Clients that the rate limit remembers', options.clients)
  gauge('index_ready', '1 while an index is open', () => (served() ? 1 : 0))
  gauge('index_documents', 'Documents in the index', () => counts()?.documents ?? 0)
  gauge('index_answers', 'Answers in the index', () => counts()?.answers ?? 0)
  gauge('index_paragraphs', 'Paragraphs in the index', () => counts()?.paragraphs ?? 0)
  gauge(
    'index_written_timestamp_seconds',
    'When an index run last ended well, changed or not, in Unix time; a copied index has its own',
    () => writtenAt(folder.manifestPath),
  )
  gauge('index_size_bytes', 'Size of the files of the index, without documents', async () => {
    const now = served()
    return now === null ? 0 : sizeOf(join(folder.root, 'generations', generationOfServed(now)))
  })
}

function generationOfServed({ library }: Served): string {
  return generationOf({ digest: library.digest.replace(/^sha256:/, '') })
}

/** 0 if the file is missing: the index is then in another store. */
async function writtenAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  return found === null ? 0 : found.mtimeMs / 1000
}

async function sizeOf(folder: string): Promise<number> {
  // A file that has just disappeared belonged to an index that is no longer served.
  const sizes = await Promise.all(
    (await filesBelow(folder)).map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
