import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from '../tests/support/start-server.ts'
import { markdownTable, percentile } from '../tools/figures.ts'

/**
 * Measures the answers when more clients ask than can be answered:
 *
 *  npm run bench:overload -- [--seconds 20]
 *
 * The server's capacity is measured first (16 clients, each asking again after its answer). Then
 * questions come at fixed times, whether or not earlier ones were answered, at the capacity and at
 * three times the capacity: once with the bounded queue, and once, as its peer, with one that takes
 * everything. Latencies are the client's, from the time at which the question was due; the clients
 * run in a process of their own. On a busy machine only the ratios within one run are meaningful.
 */
export interface Load {
  readonly address: string
  /** questions a second; 0 for as many as 16 clients can ask */
  readonly rate: number
  readonly seconds: number
}

export interface Outcome {
  /** milliseconds from when each answered question was due until its answer arrived */
  readonly latencies: readonly number[]
  /** milliseconds until each refusal arrived */
  readonly refusals: readonly number[]
  /** answers that were neither 200 nor 503 with Retry-After, and broken connections, by kind */
  readonly errors: Readonly<Record<string, number>>
  /**
   * milliseconds by which the load lagged behind its schedule; a large lag inflates the latencies
   * as well
   */
  readonly lags: readonly number[]
  readonly seconds: number
}

/** More than may be active or wait, so that the server is the one that refuses. */
const SOCKETS = 500

const QUERIES = [
  'wat doet de ambassade op Weibo?',
  'what does the cabinet say about semiconductors?',
  'hoeveel is de Chinese export naar Rusland gedaald?',
  'recept voor appeltaart',
]

/** Asks at fixed times (an open loop), or again and again. */
async function load({ address, rate, seconds }: Load): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: rate === 0 ? 16 : SOCKETS })
  const [latencies, refusals]: [number[], number[]] = [[], []]
  const errors: Record<string, number> = {}
  const lags: number[] = []
  let asked = 0
  const failed = (kind: string) => (errors[kind] = (errors[kind] ?? 0) + 1)

  function ask(due: number): Promise<void> {
    const body = JSON.stringify({ query: QUERIES[asked++ % QUERIES.length] })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    return new Promise((resolve) => {
      const sent = request(`${address}/v1/ask`, { method: 'POST', agent, headers }, (response) => {
        response.resume().once('end', () => {
          const took = performance.now() - due
          const { statusCode, headers } = response
          if (statusCode === 200) latencies.push(took)
          else if (statusCode === 503 && headers['retry-after'] !== undefined) refusals.push(took)
          else failed(String(statusCode))
          resolve()
        })
      })
      sent.once('error', (error) => {
        failed('code' in error ? String(error.code) : error.message)
        resolve()
      })
      sent.end(body)
    })
  }

  const began = performance.now()
  const until = began + seconds * 1000
  if (rate === 0) {
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (performance.now() < until) await ask(performance.now())
      }),
    )
  } else {
    const sent: Promise<void>[] = []
    for (let n = 0; n < rate * seconds; n++) {
      const due = began + (n / rate) * 1000
      const early = due - performance.now()
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
      lags.push(performance.now() - due)
      sent.push(ask(due))
    }
    await Promise.all(sent)
  }
  agent.destroy()
  return { latencies, refusals, errors, lags, seconds: (performance.now() - began) / 1000 }
}

/** Puts a load on a server from a process of its own. */
function loadFromElsewhere(wanted: Load): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), ['--load'])
  child.send(wanted)
  return new Promise((resolve, reject) => {
    child.once('message', (outcome) => resolve(outcome as Outcome))
    child.once('disconnect', () => reject(new Error('the load ended without telling what it saw')))
  })
}

/** Two servers that differ only in how many requests may wait. */
const SERVERS = {
  'bounded queue': {},
  'no bound': { MAX_ACTIVE: '1000', MAX_WAITING: '100000', REQUEST_TIMEOUT: '300' },
}

async function bench(seconds: number): Promise<void> {
  const rows = [
    [
      'server',
      'load',
      'offered/s',
      'answered/s',
      'refused',
      'errors',
      'p50 ms',
      'p95 ms',
      'load late, p95 ms',
    ],
  ]
  const ratios: string[] = []
  for (const [name, env] of Object.entries(SERVERS)) {
    const server = await startServer({ PORT: '0', LOG_LEVEL: 'info', ...env })
    const at = (rate: number, seconds: number) =>
      loadFromElsewhere({ address: server.address, rate, seconds })
    await at(0, 3)
    const closed = await at(0, seconds)
    const capacity = closed.latencies.length / closed.seconds
    const outcomes: Outcome[] = []
    for (const times of [1, 3]) {
      const outcome = await at(capacity * times, seconds)
      outcomes.push(outcome)
      rows.push([name, `${times}x`, (capacity * times).toFixed(0), ...shown(outcome)])
    }
    const [one, three] = outcomes as [Outcome, Outcome]
    const ratio = (share: number) =>
      (percentile(three.latencies, share) / percentile(one.latencies, share)).toFixed(2)
    ratios.push(`${name}: 3x relative to 1x: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`)
    server.child.kill('SIGTERM')
    await server.ended
  }
  process.stdout.write(`${markdownTable(rows)}\n\n${ratios.join('\n')}\n`)
}

function shown({ latencies, refusals, errors, lags, seconds }: Outcome): string[] {
  const broken = Object.values(errors).reduce((sum, count) => sum + count, 0)
  const share = refusals.length / (latencies.length + refusals.length + broken)
  const kinds = Object.keys(errors).map((kind) => ` ${kind}`)
  return [
    (latencies.length / seconds).toFixed(0),
    `${(share * 100).toFixed(0)}%`,
    `${broken}${kinds.join('')}`,
    percentile(latencies, 0.5).toFixed(0),
    percentile(latencies, 0.95).toFixed(0),
    percentile(lags, 0.95).toFixed(0),
  ]
}

if (process.argv.includes('--load')) {
  process.once('message', async (wanted) => {
    // After everything has been sent: a long message takes its time.
    process.send!(await load(wanted as Load), undefined, undefined, () => process.disconnect?.())
  })
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } })
  await bench(Number(values.seconds))
}
