import { percentile } from './figures.ts'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runServer } from '../tests/support/running-server.ts'
import { settledSlope } from './slope.ts'
import { importedArchive } from './soak/archive.ts'
import { harass } from './soak/hostile.ts'
import { sha256, wordChecker, type Answered } from './soak/words.ts'

/**
 * `npm run soak [-- <minutes> <questions a second>]`: one server process under everything at once:
 * people who ask, a program that asks over MCP, imports that replace the index, and hostile
 * clients. Fails on a word that differs from its source, on a second answer of one index to the
 * same question, on a lost request, on a 99th percentile above 200 ms and on growing memory.
 */

const MINUTES = Number(process.argv[2] ?? 30)
const RATE = Number(process.argv[3] ?? 20)
const CLIENTS = 4

/** milliseconds */
const SAMPLE_EVERY = 2_000
const IMPORT_EVERY = 60_000
const MCP_EVERY = 500
const ALLOWED_P99 = 200

/** Growth over the last half of the run, as a share of the memory in use: more is a leak. */
const ALLOWED_GROWTH = 0.03

/** Different questions, asked in turn. */
const KINDS = 5_000

const WORDS = (
  'dijk stikstof woning zorg trein school energie water visserij rechtbank gemeente subsidie ' +
  'huur asiel defensie boer kaas fiets brug haven sancties ambassade uitvoer Oeigoeren kabinet'
).split(' ')

/** Topics, numbers, follow-ups, and nonsense. */
function questionAt(number: number): object {
  const n = number % KINDS
  const word = (at: number) => WORDS[(n * 7 + at * 11) % WORDS.length]!
  const topic = `wat doet het kabinet aan de ${word(1)} en de ${word(2)}?`
  if (n % 7 === 0) return { query: `vraag ${n % 15} over ${word(3)}` }
  if (n % 7 === 1) return { query: 'en wat nog meer?', history: [topic] }
  if (n % 7 === 2) return { query: `unseen word${n} in English`, includeWeak: true }
  return { query: `${topic} maatregel ${n}`, limit: 1 + (n % 10) }
}

const root = join(import.meta.dirname, '..')
const folder = await mkdtemp(join(tmpdir(), 'letterlijk-soak-'))
const index = join(folder, 'index')
await cp(join(root, 'index'), index, { recursive: true })
const archive = await importedArchive({ files: join(folder, 'files'), index })

const server = await runServer({ env: { RATE_LIMIT: '0', INDEX_DIR: index } })
const { hostname, port } = new URL(server.origin)
const agent = new Agent({ keepAlive: true, maxSockets: 2 * CLIENTS })

interface Response {
  readonly status: number
  readonly retryAfter: boolean
  readonly body: string
}

function send(path: string, body?: string, accept = 'application/json'): Promise<Response> {
  const method = body === undefined ? 'GET' : 'POST'
  const headers = {
    accept,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
  }
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode!,
          retryAfter: response.headers['retry-after'] !== undefined,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.end(body)
  })
}

const words = wordChecker(async (id) => {
  const { status, body } = await send(`/v1/documents/${encodeURIComponent(id)}/source`)
  return status === 200 ? body : null
})

/** question and index digest -> digest of the answer */
const answers = new Map<string, string>()
const digests = new Set<string>()
const faults: string[] = []
const times: number[] = []
const samples: { seconds: number; bytes: number }[] = []
const began = performance.now()
const seconds = () => (performance.now() - began) / 1000
const isOver = () => seconds() > MINUTES * 60 || faults.length > 100
const counts = { asked: 0, refused: 0, overMcp: 0 }

/** True if the server refused it within its limits, saying when to come back. */
function isRefused({ status, retryAfter }: Response): boolean {
  const refused = (status === 503 || status === 429) && retryAfter
  if (refused) counts.refused++
  return refused
}

async function check(what: string, text: string): Promise<void> {
  const answered = JSON.parse(text) as Answered
  const { digest } = answered.index
  digests.add(digest)
  faults.push(...(await words.faultsOf(answered)))
  const key = `${what} ${digest}`
  const now = sha256(text)
  const before = answers.get(key) ?? now
  answers.set(key, now)
  if (before !== now) faults.push(`${what} got another answer of the same index`)
}

/** Asks at fixed times, `RATE` a second in all, as people do who do not wait for each other. */
async function person(number: number): Promise<void> {
  for (let at = number; !isOver(); at += CLIENTS) {
    const due = RATE === 0 ? 0 : began + (at / RATE) * 1000 - performance.now()
    if (due > 0) await wait(due)
    const what = `question ${at % KINDS}`
    const sent = performance.now()
    try {
      const response = await send('/v1/ask', JSON.stringify(questionAt(at)))
      times.push(performance.now() - sent)
      counts.asked++
      if (isRefused(response)) continue
      if (response.status !== 200) faults.push(`${what}: status ${response.status}`)
      else await check(what, response.body)
    } catch (error) {
      faults.push(`${what} was lost: ${String(error)}`)
    }
  }
}

/** A batch of three calls: each is answered, with the same words as over the API. */
async function program(): Promise<void> {
  for (let at = 0; !isOver(); at += 3) {
    const calls = [0, 1, 2].map((id) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'ask_parliament', arguments: questionAt(at + id) },
    }))
    try {
      const accept = 'application/json, text/event-stream'
      const response = await send('/mcp', JSON.stringify(calls), accept)
      counts.overMcp += calls.length
      if (!isRefused(response)) await checkCalls(at, response)
    } catch (error) {
      faults.push(`a batch over MCP was lost: ${String(error)}`)
    }
    await wait(MCP_EVERY)
  }
}

async function checkCalls(at: number, { status, body }: Response): Promise<void> {
  if (status !== 200) return void faults.push(`a batch over MCP got status ${status}`)
  // A stream of events, each a reply.
  const replies = body
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as McpReply)
    .sort((a, b) => a.id - b.id)
  if (replies.length !== 3) faults.push(`a batch of 3 over MCP got ${replies.length} answers`)
  for (const { id, result } of replies) {
    if (result?.structuredContent === undefined || result.isError === true) {
      faults.push(`call ${at + id} over MCP failed`)
    } else {
      const text = JSON.stringify(result.structuredContent)
      await check(`call ${(at + id) % KINDS}`, text)
    }
  }
}

interface McpReply {
  readonly id: number
  readonly result?: { readonly isError?: boolean; readonly structuredContent?: unknown }
}

async function importer(): Promise<void> {
  while (!isOver()) {
    const next = performance.now() + IMPORT_EVERY
    await archive.importAgain()
    while (performance.now() < next && !isOver()) await wait(500)
  }
}

const quantile = (share: number) => (times.length === 0 ? 0 : percentile(times, share))
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0)

function sample(): void {
  const bytes = server.residentBytes()
  if (bytes !== null) samples.push({ seconds: seconds(), bytes })
  if (samples.length % 30 === 0) tell()
}

function tell(): void {
  const last = samples.at(-1)?.bytes ?? 0
  const tail = [0.5, 0.95, 0.99].map((share) => quantile(share).toFixed(0)).join(' / ')
  process.stdout.write(
    `${seconds().toFixed(0)} s: ${counts.asked} questions and ${counts.overMcp} over MCP, ` +
      `${counts.refused} refused; p50 / p95 / p99 ${tail} ms; ${archive.imports()} imports, ` +
      `${digests.size} indexes answered; ${megabytes(last)} MB; ${faults.length} faults\n`,
  )
}

const timer = setInterval(sample, SAMPLE_EVERY)
const people = Array.from({ length: CLIENTS }, (_, number) => person(number))
const [hostile] = await Promise.all([
  harass(server.origin, isOver),
  program(),
  importer(),
  ...people,
])
clearInterval(timer)
tell()
agent.destroy()
const status = await server.stop()
await archive.close()
await rm(folder, { recursive: true })

faults.push(...hostile.faults, ...archive.failures)
const slope = settledSlope(samples)
const grows = slope !== null && slope.share > ALLOWED_GROWTH
const slow = quantile(0.99) > ALLOWED_P99
process.stdout.write(
  [
    `rebuilt ${words.rebuilt()} different texts from their sources; of ${words.missed()} the ` +
      'source was replaced before it could be fetched',
    `hostile: ${[...hostile.tried].map(([kind, times]) => `${times} ${kind}`).join(', ')}`,
    ...(slope === null
      ? []
      : [
          `memory over the last half: ${(slope.perSecond / 1e3).toFixed(1)} kB a second, ` +
            `${(slope.share * 100).toFixed(2)} % of ${megabytes(slope.mean)} MB in all`,
        ]),
    ...faults.slice(0, 20),
    `p99 ${quantile(0.99).toFixed(0)} ms (at most ${ALLOWED_P99}); the server ended with ` +
      `${status}; ${faults.length} faults`,
    '',
  ].join('\n'),
)
process.exitCode = faults.length > 0 || status !== 0 || grows || slow ? 1 : 0
