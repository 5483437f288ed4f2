import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { runServer } from '../tests/support/running-server.ts'
import { settledSlope } from './slope.ts'

/**
 * `npm run soak [-- <questions> <minutes>]`: asks one server process over HTTP, until both so many
 * questions and so many minutes are over. Fails on an answer that is not the one given before to
 * the same question, on any other status than 200, and on memory that grows.
 */

const QUESTIONS = Number(process.argv[2] ?? 1_000_000)
const MINUTES = Number(process.argv[3] ?? 10)
const CONNECTIONS = 4

/** Memory is read so often, in milliseconds. */
const SAMPLE_EVERY = 2_000

/** Growth over the last half of the run, as a share of what is in use: more is a leak. */
const ALLOWED_GROWTH = 0.03

const { pathname } = new URL(import.meta.url)
const source = readFileSync(join(pathname, '../../../index/documents/2022D35172.txt'), 'utf8')
const words = source.split(/\s+/).filter((word) => word !== '')

/**
 * So many different questions, in turn: stretches of the document, names, follow-ups, and nonsense.
 */
const KINDS = 5_000

function questionAt(number: number): object {
  const n = number % KINDS
  const from = (n * 13) % words.length
  const stretch = words.slice(from, from + 1 + (n % 12)).join(' ')
  if (n % 7 === 0) return { query: `vraag ${n % 15}` }
  if (n % 7 === 1) return { query: 'en wat nog meer?', history: [stretch] }
  if (n % 7 === 2) return { query: `unseen word${n} in English`, includeWeak: true }
  return { query: stretch, limit: 1 + (n % 10) }
}

const server = await runServer({ env: { RATE_LIMIT: '0' } })
const { hostname, port } = new URL(server.origin)
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/** The SHA-256 of the answer, in hex; rejects on another status than 200. */
function ask(question: object): Promise<string> {
  const body = JSON.stringify(question)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method: 'POST', path: '/v1/ask', headers, agent })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      const hash = createHash('sha256')
      response.on('data', (chunk: Buffer) => hash.update(chunk))
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 200) resolve(hash.digest('hex'))
        else reject(new Error(`status ${response.statusCode}`))
      })
    })
    outgoing.end(body)
  })
}

const answers = new Map<number, string>()
const faults: string[] = []
const samples: { seconds: number; bytes: number }[] = []
const began = performance.now()
const seconds = () => (performance.now() - began) / 1000
let asked = 0

async function client(): Promise<void> {
  while ((asked < QUESTIONS || seconds() < MINUTES * 60) && faults.length < 100) {
    const number = asked++
    try {
      const answer = await ask(questionAt(number))
      const before = answers.get(number % KINDS)
      if (before === undefined) answers.set(number % KINDS, answer)
      else if (before !== answer) faults.push(`question ${number % KINDS} got another answer`)
    } catch (error) {
      faults.push(`question ${number}: ${String(error)}`)
    }
  }
}

function sample(): void {
  const bytes = server.residentBytes()
  if (bytes !== null) samples.push({ seconds: seconds(), bytes })
  if (samples.length % 30 === 0) tell()
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0)

function tell(): void {
  const last = samples.at(-1)
  process.stdout.write(
    `${seconds().toFixed(0)} s: ${asked} questions, ${(asked / seconds()).toFixed(0)} a ` +
      `second, ${megabytes(last?.bytes ?? 0)} MB, ${faults.length} faults\n`,
  )
}

const timer = setInterval(sample, SAMPLE_EVERY)
await Promise.all(Array.from({ length: CONNECTIONS }, client))
clearInterval(timer)
tell()
agent.destroy()
const status = await server.stop()

const slope = settledSlope(samples)
if (slope !== null) {
  process.stdout.write(
    `last half: ${(slope.perSecond / 1e3).toFixed(1)} kB a second, ` +
      `${(slope.share * 100).toFixed(2)} % of ${megabytes(slope.mean)} MB in all\n`,
  )
}
for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`)
process.stdout.write(`the server ended with ${status}; ${answers.size} different questions\n`)
const grows = slope !== null && slope.share > ALLOWED_GROWTH
process.exitCode = faults.length > 0 || status !== 0 || grows ? 1 : 0
