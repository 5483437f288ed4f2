import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** A question, and the SHA-256 of the expected body. */
export interface Expected {
  readonly query: string
  readonly sha256: string
}

export interface Load {
  readonly origins: readonly string[]
  /** requests a second, in total */
  readonly rate: number
  readonly seconds: number
  readonly expected: readonly Expected[]
}

/** The outcome of a load. */
export interface LoadFigures {
  readonly sent: number
  /** answered with status 200 and the bytes expected */
  readonly right: number
  /** answered with 200 and other bytes */
  readonly wrong: number
  /** no answer from any server, or another status; the messages with their counts */
  readonly errors: Readonly<Record<string, number>>
  /** answered by another server after the first one was missing */
  readonly retried: number
  /** answers from each server, in the order of `origins` */
  readonly byOrigin: readonly number[]
  /** milliseconds from when a request was due until its answer was complete, one per request */
  readonly times: readonly number[]
  /** the greatest delay in sending a request, in milliseconds: the generator's own backlog */
  readonly latest: number
}

/** Milliseconds for which a missing server is left alone. */
const AVOIDED = 1_000

/** Milliseconds of silence after which a server counts as missing. */
const PATIENCE = 30_000

/**
 * Asks at a steady rate, whether or not earlier requests were answered (an open loop: a slow server
 * is not spared). Servers take turns; if one is missing the next one is asked, as a balancer does.
 */
export async function load({ origins, rate, seconds, expected }: Load): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const avoidUntil = origins.map(() => 0)
  const byOrigin = origins.map(() => 0)
  const errors: Record<string, number> = {}
  const times: number[] = []
  let [right, wrong, retried, latest] = [0, 0, 0, 0]

  async function ask(nth: number, due: number): Promise<void> {
    const { query, sha256 } = expected[nth % expected.length]!
    const turn = origins.map((_, step) => (nth + step) % origins.length)
    const isThere = (server: number) => avoidUntil[server]! <= performance.now()
    const order = [...turn.filter(isThere), ...turn.filter((each) => !isThere(each))]
    let problem = ''
    for (const [attempt, server] of order.entries()) {
      try {
        const { status, digest } = await post(`${origins[server]!}/v1/ask`, { query }, agent)
        times.push(performance.now() - due)
        byOrigin[server]!++
        if (attempt > 0) retried++
        if (status !== 200) count(`status ${status}`)
        else if (digest === sha256) right++
        else wrong++
        return
      } catch (error) {
        // Counted below unless another server answers.
        problem = error instanceof Error && 'code' in error ? String(error.code) : String(error)
        avoidUntil[server] = performance.now() + AVOIDED
      }
    }
    count(problem)
  }

  function count(problem: string): void {
    errors[problem] = (errors[problem] ?? 0) + 1
  }

  const began = performance.now()
  const sent = Math.round(rate * seconds)
  const pending: Promise<void>[] = []
  for (let nth = 0; nth < sent; nth++) {
    const due = began + (1000 * nth) / rate
    if (due > performance.now()) await wait(due - performance.now())
    latest = Math.max(latest, performance.now() - due)
    pending.push(ask(nth, due))
  }
  await Promise.all(pending)
  agent.destroy()
  return { sent, right, wrong, errors, retried, byOrigin, times, latest }
}

interface Posted {
  readonly status: number
  readonly digest: string
}

async function post(address: string, body: object, agent: Agent): Promise<Posted> {
  try {
    return await postOver(agent, address, body)
  } catch (error) {
    // A kept connection may have been closed meanwhile; every balancer then asks again over a new
    // one.
    if (error !== STALE) throw error
    return postOver(false, address, body)
  }
}

const STALE = new Error('the connection had been closed')

function postOver(agent: Agent | false, address: string, body: object): Promise<Posted> {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: 'POST', headers, agent, timeout: PATIENCE })
    let answered = false
    asked.once('timeout', () => asked.destroy(new Error('timeout')))
    asked.once('error', (error) => {
      const isStale = asked.reusedSocket && !answered && 'code' in error && error.code === RESET
      reject(isStale ? STALE : error)
    })
    asked.once('response', (response) => {
      answered = true
      const hash = createHash('sha256')
      response.on('data', (part: Buffer) => hash.update(part))
      response.once('error', reject)
      response.once('end', () => {
        resolve({ status: response.statusCode!, digest: hash.digest('hex') })
      })
    })
    asked.end(text)
  })
}

const RESET = 'ECONNRESET'

/**
 * Runs in a process of its own, so that asking does not slow the answering: receives a `Load`;
 * sends "began" when the first request is due, and later the figures.
 */
if (import.meta.main) {
  process.once('message', (message) => {
    const figures = load(message as Load)
    process.send!('began')
    void figures.then((each) => process.send!(each, undefined, {}, () => process.disconnect?.()))
  })
}
