/* eslint-disable no-console -- a command that prints figures */
// `npm run bench:load`: two servers on one store under load, and then while one of them is killed.
// `-- --rate 200 --seconds 60` are the defaults; settings (INDEX_DIR, STORE ...) are the servers'.
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openApp } from '../tests/support/open-app.ts'
import { startServer, type StartedServer } from '../tests/support/start-server.ts'
import { percentile } from '../tools/figures.ts'
import type { Expected, Load, LoadFigures } from './load-client.ts'

export interface LoadOptions {
  /** requests a second, in total */
  readonly rate: number
  /** with both servers running */
  readonly seconds: number
  /** of the second load; one server is killed after a third of it */
  readonly killSeconds: number
}

export interface LoadReport {
  readonly both: LoadFigures
  readonly killed: LoadFigures
}

/** Servers that share a store. */
const SERVERS = 2

/** All requests come from one address here, and a server would refuse so many from it. */
const ENV = { PORT: '0', RATE_LIMIT: '0' }

/** Loads two servers, then again while one of them is killed. */
export async function runLoad({ rate, seconds, killSeconds }: LoadOptions): Promise<LoadReport> {
  const expected = await expectedAnswers()
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => startServer(ENV)))
  try {
    const origins = servers.map(({ address }) => address)
    // The first requests of a process compile code, which is not what is measured.
    await loadApart({ origins, rate: 20, seconds: 1, expected })
    const both = await loadApart({ origins, rate, seconds, expected })
    const killed = await loadApart({ origins, rate, seconds: killSeconds, expected }, async () => {
      await wait((1000 * killSeconds) / 3)
      await kill(servers[0]!)
    })
    return { both, killed }
  } finally {
    await Promise.all(servers.map(kill))
  }
}

/** Kills it at once, without warning. */
async function kill({ child, ended }: StartedServer): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

/**
 * Questions from the documents, and questions that they do not answer, with this process's answers.
 */
async function expectedAnswers(): Promise<Expected[]> {
  const { request, served, close } = await openApp(process.env as Record<string, string>)
  const texts = served.library.documents
    .slice(0, 20)
    .flatMap(({ questions }) => questions.map(({ reading }) => reading.text.slice(0, 300)))
  const queries = [...texts, 'semiconductors and sanctions', 'Weibo', 'hoe bak ik een appeltaart?']
  const expected: Expected[] = []
  for (const query of queries) {
    const response = await request('/v1/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    if (response.status !== 200) throw new Error(`"${query}" is answered with ${response.status}`)
    const body = Buffer.from(await response.arrayBuffer())
    expected.push({ query, sha256: createHash('sha256').update(body).digest('hex') })
  }
  await close()
  return expected
}

/** Loads from a process of its own; `meanwhile` is called when it begins. */
async function loadApart(load: Load, meanwhile = async () => {}): Promise<LoadFigures> {
  const child = fork(fileURLToPath(new URL('load-client.ts', import.meta.url)))
  const figures = new Promise<LoadFigures>((resolve, reject) => {
    let happened = Promise.resolve()
    child.on('message', (message) => {
      if (message === 'began') happened = meanwhile()
      else happened.then(() => resolve(message as LoadFigures), reject)
    })
    child.once('exit', (status) => {
      if (status !== 0) reject(new Error(`the generator ended with ${status}`))
    })
  })
  child.send(load)
  return figures
}

function tell(what: string, { sent, right, wrong, errors, ...rest }: LoadFigures): string {
  const at = (share: number): string => percentile(rest.times, share).toFixed(0)
  return [
    `${what}: ${sent} requests, ${right} right, ${wrong} wrong, errors ${JSON.stringify(errors)}`,
    `  by server ${rest.byOrigin.join(' + ')}, ${rest.retried} asked of another server after ` +
      'the first was not there',
    `  from due to answered p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; the ` +
      `latest was sent ${rest.latest.toFixed(0)} ms late`,
  ].join('\n')
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '60' },
    },
  })
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)]
  const { both, killed } = await runLoad({ rate, seconds, killSeconds: seconds / 2 })
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`)
  console.log(`${rate} requests/s; the machine's load at the end ${loadavg()[0]!.toFixed(1)}`)
  console.log(tell(`both servers, ${seconds} s`, both))
  console.log(tell(`one killed after ${seconds / 6} of ${seconds / 2} s`, killed))
  const bad = (each: LoadFigures) => each.right !== each.sent
  if (bad(both) || bad(killed) || both.retried > 0) process.exitCode = 1
}
