import { percentile } from './figures.ts'
import fc from 'fast-check'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { fuzzedRequest, type FuzzedRequest } from '../tests/support/fuzzed-requests.ts'
import { described } from '../tests/support/sound-response.ts'
import { runServer, type RunningServer } from '../tests/support/running-server.ts'
import { sendFuzzed } from './send-fuzzed.ts'

/**
 * `npm run fuzz [-- <requests> <seed>]`: sends mutated requests to a real server over sockets. It
 * fails on a status of 500 or above (except a 503 that says when to come back), on a response
 * without security headers, on a request without an answer, and on memory that keeps growing.
 */

const REQUESTS = Number(process.argv[2] ?? 100_000)
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31)

/** sockets at once */
const CONNECTIONS = 8

/** One request in this many is raw bytes that no HTTP client would send. */
const RAW_EVERY = 20

/** The share by which memory may grow after the first third of the run. */
const GROWTH = 0.15

interface Timed {
  readonly milliseconds: number
  readonly fuzzed: FuzzedRequest
}

interface Outcome {
  readonly statuses: Map<string, number>
  readonly times: Timed[]
  readonly faults: string[]
  /** what the client itself refused to send */
  unsendable: number
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/** Sends the bytes as they are, and returns the first line of the answer, if any. */
function sendRaw(origin: string, { method, path, headers, body }: FuzzedRequest): Promise<string> {
  const { hostname, port } = new URL(origin)
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: x',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  const length = body === null ? [] : [`content-length: ${body.length + (body.length % 3) - 1}`]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    // A request that promises more than it sends ends when the client leaves.
    socket.setTimeout(1_000, () => socket.destroy())
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
    socket.once('error', (error) =>
      'code' in error && error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    )
    socket.once('close', () => resolve(answer.split('\r\n')[0]!))
    socket.write([...head, ...length, 'connection: close', '', ''].join('\r\n'))
    if (body !== null) socket.write(body)
  })
}

async function fuzzOne(server: RunningServer, fuzzed: FuzzedRequest, at: number, outcome: Outcome) {
  const count = (status: string) =>
    outcome.statuses.set(status, (outcome.statuses.get(status) ?? 0) + 1)
  if (at % RAW_EVERY === RAW_EVERY - 1) {
    const line = await sendRaw(server.origin, fuzzed)
    const status = line.split(' ')[1] ?? 'closed'
    count(`raw ${status}`)
    if (/^5/.test(status) && status !== '503')
      outcome.faults.push(`raw ${line}: ${described(fuzzed)}`)
    return
  }
  const began = performance.now()
  const sent = await sendFuzzed(server.origin, fuzzed, agent)
  const milliseconds = performance.now() - began
  switch (sent.kind) {
    case 'unsendable':
      outcome.unsendable++
      return
    case 'reset':
      return count('reset')
    case 'refused':
      outcome.times.push({ milliseconds, fuzzed })
      return count('400 before the program')
    case 'answered':
      outcome.times.push({ milliseconds, fuzzed })
      count(String(sent.status))
      outcome.faults.push(...sent.faults)
      return
    case 'unanswered':
      outcome.faults.push(...sent.faults)
  }
}

const server = await runServer({
  env: { SECURITY_CONTACT: 'veilig@example.nl', RATE_LIMIT: '0' },
})
const outcome: Outcome = { statuses: new Map(), times: [], faults: [], unsendable: 0 }
const memory: number[] = []
process.stdout.write(`${REQUESTS} requests, seed ${SEED}\n`)

/** In portions, since a sample stays in memory as a whole. */
const PORTION = 5_000
for (let from = 0; from < REQUESTS; from += PORTION) {
  const numRuns = Math.min(PORTION, REQUESTS - from)
  const portion = fc.sample(fuzzedRequest, { numRuns, seed: SEED + from })
  let next = 0
  const client = async () => {
    while (next < portion.length) {
      const at = next++
      await fuzzOne(server, portion[at]!, at, outcome)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  memory.push(server.residentBytes() ?? 0)
  // Keep only the figures: the requests would fill the memory of this process.
  outcome.times.sort((a, b) => b.milliseconds - a.milliseconds)
}
agent.destroy()
const status = await server.stop()

const times = outcome.times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
const quantile = (share: number) => percentile(times, share)
const median = quantile(0.5)
const settled = memory[Math.floor(memory.length / 3)]!
const growth = memory.at(-1)! / settled - 1
const slowest = outcome.times.slice(0, 3)
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`

process.stdout.write(
  [
    `answered ${times.length}, by status ` +
      `${JSON.stringify(Object.fromEntries([...outcome.statuses].sort()))}`,
    `not sendable by a client ${outcome.unsendable}`,
    `times the median: p95 ${(quantile(0.95) / median).toFixed(1)}, p99 ` +
      `${(quantile(0.99) / median).toFixed(1)}, slowest ${(times.at(-1)! / median).toFixed(1)} ` +
      `(median ${median.toFixed(1)} ms with ${CONNECTIONS} at once)`,
    ...slowest.map(
      ({ milliseconds, fuzzed }) =>
        `slow: ${milliseconds.toFixed(0)} ms ${described(fuzzed).slice(0, 300)}`,
    ),
    `memory ${megabytes(settled)} after a third, ${megabytes(memory.at(-1)!)} at the end ` +
      `(${(growth * 100).toFixed(1)} %)`,
    `the server ended with ${status}; ${outcome.faults.length} faults`,
    ...outcome.faults.slice(0, 20),
    '',
  ].join('\n'),
)
process.exitCode = outcome.faults.length > 0 || status !== 0 || growth > GROWTH ? 1 : 0
