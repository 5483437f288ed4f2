import type { Config } from '../config.ts'
import { stat } from 'node:fs/promises'
import { numberOf } from '../text/say.ts'
import { indexFolder } from '../store/folder/folder.ts'

/** The contents of the folder; null if the index is in a database. */
interface IndexStatus {
  readonly digest: string
  readonly documents: number
  readonly answers: number
  readonly paragraphs: number
  /** when a run last wrote the manifest, changed or not, ISO 8601 */
  readonly written: string
  /** files that indexing could not read */
  readonly notRead: number
}

/** Counts since the server started; no query is stored anywhere. */
interface ServerStatus {
  readonly address: string
  readonly version: string
  readonly ready: boolean
  /** the reason if it is not ready */
  readonly why: string | null
  readonly digest: string | null
  /** null if this machine may not read the figures, or they are served elsewhere */
  readonly counts: {
    readonly started: string
    readonly found: number
    readonly nothingFound: number
    readonly quotes: Readonly<Record<string, number>>
    readonly refused: number
    readonly failed: number
    readonly memory: number
  } | null
}

interface Status {
  readonly index: IndexStatus | null
  /** null if no server answers at its address */
  readonly server: ServerStatus | null
}

/** Milliseconds for a server to report its state. */
const PATIENCE = 5_000

/** The index in its folder, and the server of these settings if it runs. */
export async function readStatus(config: Config): Promise<Status> {
  const index = config.store.kind === 'postgres' ? null : await indexStatus(config.indexDir)
  return { index, server: await serverStatus(config) }
}

async function indexStatus(dir: string): Promise<IndexStatus> {
  const folder = indexFolder(dir)
  const { digest, counts, failures } = await folder.manifest()
  const { documents, answers, paragraphs } = counts
  const { mtime } = await stat(folder.manifestPath)
  const [written, notRead] = [mtime.toISOString(), failures.length]
  return { digest: `sha256:${digest}`, documents, answers, paragraphs, written, notRead }
}

async function serverStatus({ host, port, metricsPort }: Config): Promise<ServerStatus | null> {
  // A server that listens on every address answers on this machine's own.
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  const at = (own: number) => `http://${name.includes(':') ? `[${name}]` : name}:${own}`
  const ready = await get(`${at(port)}/v1/health/ready`)
  if (ready === null) return null
  const health = parseObject(ready.body)
  const figures = await get(`${at(metricsPort ?? port)}/metrics`)
  return {
    address: at(port),
    version: String(health.version ?? ''),
    ready: ready.status === 200,
    why: ready.status === 200 ? null : String(health.detail ?? ready.status),
    digest: digestIn(health),
    counts: figures?.status === 200 ? countsIn(figures.body) : null,
  }
}

async function get(address: string): Promise<{ status: number; body: string } | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) })
    return { status: response.status, body: await response.text() }
  } catch {
    // No server listens there, or it does not answer: the status says so.
    return null
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Another program uses the port.
    return {}
  }
}

function digestIn({ index }: Readonly<Record<string, unknown>>): string | null {
  const digest = typeof index === 'object' && index !== null && 'digest' in index && index.digest
  return typeof digest === 'string' ? digest : null
}

function countsIn(text: string): NonNullable<ServerStatus['counts']> {
  const lines = text
    .split('\n')
    .map((line) => /^(\w+)(?:\{([^}]*)\})? (\S+)$/.exec(line))
    .filter((line) => line !== null)
  /** The series of a figure: its labels as written, and its value. */
  const series = (name: string) =>
    lines
      .filter(([, figure]) => figure === name)
      .map(([, , labels = '', value]) => ({ labels, value: Number(value) }))
  const sum = (name: string, label = '') =>
    series(name)
      .filter(({ labels }) => labels.includes(label))
      .reduce((all, { value }) => all + value, 0)
  const verdicts = series('letterlijk_quote_checks_total').map(({ labels, value }) => [
    labels.replace(/^verdict="|"$/g, ''),
    value,
  ])
  return {
    started: new Date(sum('process_start_time_seconds') * 1_000).toISOString(),
    found: sum('letterlijk_questions_total', 'outcome="found"'),
    nothingFound: sum('letterlijk_questions_total', 'outcome="nothing_found"'),
    quotes: Object.fromEntries(verdicts) as Record<string, number>,
    refused: sum('letterlijk_requests_refused_total'),
    failed: sum('letterlijk_http_requests_total', 'status="500"'),
    memory: sum('process_resident_memory_bytes'),
  }
}

/** The status in sentences. */
export function statusReport({ index, server }: Status): string {
  return [...(index === null ? [] : indexLines(index)), ...serverLines(server, index)].join('\n')
}

function indexLines({ documents, answers, paragraphs, notRead, written, digest }: IndexStatus) {
  return [
    `index     ${numberOf(documents, 'document')}, ${numberOf(answers, 'answer')}, ` +
      numberOf(paragraphs, 'paragraph'),
    `written   ${written}`,
    `digest    ${digest}`,
    ...(notRead === 0
      ? []
      : [`not read  ${numberOf(notRead, 'file')}; npm run index says which and why`]),
  ]
}

function serverLines(server: ServerStatus | null, index: IndexStatus | null): string[] {
  if (server === null) return ['server    no answer at HOST and PORT']
  const { address, version, ready, why, digest, counts } = server
  const other = index !== null && digest !== null && digest !== index.digest
  return [
    `server    ${address}, version ${version}, ${ready ? 'ready' : `not ready: ${why}`}`,
    ...(other ? [`          it answers from another index: ${digest}`] : []),
    ...(counts === null
      ? ['counts    not readable from here; see METRICS_PORT']
      : countLines(counts)),
  ]
}

function countLines(counts: NonNullable<ServerStatus['counts']>): string[] {
  const { started, found, nothingFound, quotes, refused, failed, memory } = counts
  const asked = found + nothingFound
  const share = asked === 0 ? '' : ` (${((nothingFound / asked) * 100).toFixed(0)} %)`
  const verdicts = Object.entries(quotes).map(([verdict, count]) => `${count} ${verdict}`)
  return [
    `since     ${started}`,
    `questions ${asked}, of which ${nothingFound} found nothing${share}`,
    `quotes    ${verdicts.join(', ')}`,
    `requests  ${refused} sent away, ${failed} failed`,
    `memory    ${(memory / 1e6).toFixed(0)} MB`,
  ]
}
