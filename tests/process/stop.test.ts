import { execFileSync, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { Agent, request, type ClientRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '../../src/wire/problem-details.ts'
import { lexiconIndex } from '../support/lexicon-index.ts'
import { startServer } from '../support/start-server.ts'
import { freePort } from '../support/free-port.ts'

const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/** Servers of this index start in half the time: none of these promises depends on the encoder. */
let scratch: string
let made: { INDEX_DIR: string; MODEL: string }
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'letterlijk-stop-'))
  made = await lexiconIndex(scratch)
})
afterAll(() => rm(scratch, { recursive: true }))

async function start(env: Record<string, string> = {}) {
  const server = await startServer({ PORT: '0', ...made, ...env })
  children.push(server.child)
  return server
}

interface Answer {
  readonly status: number
  readonly connection: string | undefined
}

interface Failure {
  readonly code: string
  /** whether the connection had already served a request */
  readonly reused: boolean
}

/** The outcome for a client: an answer, or an error. */
function ask(address: string, agent: Agent, query: string): Promise<Answer | Failure> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ query })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(`${address}/v1/ask`, { method: 'POST', agent, headers }, (response) => {
      const { statusCode: status = 0, headers } = response
      response.resume().once('end', () => resolve({ status, connection: headers.connection }))
      response.once('error', () => resolve({ code: 'answer broken off', reused: true }))
    })
    sent.once('error', (error) => {
      resolve({ code: String('code' in error ? error.code : error), reused: sent.reusedSocket })
    })
    sent.end(body)
  })
}

/** A question that is sent only in part; resolves once the server has that part. */
async function halfAsked(address: string): Promise<ClientRequest> {
  const headers = { 'content-type': 'application/json', 'content-length': 100 }
  const half = request(`${address}/v1/ask`, { method: 'POST', headers })
  half.on('error', () => {})
  half.write('{"query": ')
  await wait(50)
  // Connections are accepted in order: if this one has its answer, the other was accepted.
  await fetch(`${address}/v1/health/live`)
  return half
}

describe('a server that is told to stop under load', () => {
  it.each([
    ['SIGTERM', '0'],
    ['SIGINT', '0.4'],
  ] as const)('by %s, with a delay of %s s, drops no request', async (signal, delay) => {
    const { address, child, ended, stderr } = await start({
      STOP_DELAY: delay,
      MAX_ACTIVE: '1',
      REQUEST_TIMEOUT: '300',
    })
    const answers: Answer[] = []
    const failures: (Failure & { told: boolean })[] = []
    let told = false
    async function askAlways(n: number): Promise<void> {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      for (let turn = 0; ; turn++) {
        const got = await ask(address, agent, `weibo ${n} ${turn}`)
        if ('code' in got) {
          failures.push({ ...got, told })
          break
        }
        answers.push(got)
      }
      agent.destroy()
    }
    const clients = Array.from({ length: 20 }, (_, n) => askAlways(n))
    while (answers.length < 100) await wait(10)
    const before = answers.length
    told = true
    child.kill(signal)
    await Promise.all(clients)
    expect(await ended).toBe(0)
    expect(answers.length).toBeGreaterThan(before)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    // Each client got answers until nobody listened any more. The system itself may reset a new
    // connection that the server had not accepted, but not one that it had.
    for (const { code, reused, told } of failures) {
      expect(told).toBe(true)
      expect(reused ? ['ECONNREFUSED'] : ['ECONNREFUSED', 'ECONNRESET']).toContain(code)
    }
    expect(failures.filter(({ code }) => code === 'ECONNREFUSED').length).toBeGreaterThan(15)
    const lines = stderr()
      .split('\n')
      .filter((line) => line.includes('"/v1/ask"'))
    expect(lines.filter((line) => line.includes('brokenOff'))).toEqual([])
    expect(lines).toHaveLength(answers.length)
  })

  it('resets next to no connection of clients that open one for each request', async () => {
    const { address, child, ended } = await start()
    const outcomes: string[] = []
    async function askAlways(): Promise<void> {
      for (;;) {
        const got = await ask(address, new Agent({ keepAlive: false }), 'weibo')
        outcomes.push('code' in got ? got.code : String(got.status))
        if ('code' in got) return
      }
    }
    const clients = Array.from({ length: 12 }, askAlways)
    while (outcomes.length < 50) await wait(10)
    child.kill('SIGTERM')
    await Promise.all(clients)
    expect(await ended).toBe(0)
    // Most of them without a shorter queue.
    expect(outcomes.filter((each) => each === 'ECONNRESET').length).toBeLessThan(3)
  })

  it('is alive and answers, but is not ready, while a balancer looks away', async () => {
    const port = String(await freePort())
    const { address, child, ended, stderr } = await start({ STOP_DELAY: '2', METRICS_PORT: port })
    // On a port of its own, the figures are served there and nowhere else.
    const figures = await fetch(`http://127.0.0.1:${port}/metrics`)
    expect(await figures.text()).toContain('letterlijk_index_ready 1')
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
    expect((await fetch(`${address}/metrics`)).status).toBe(404)
    child.kill('SIGTERM')
    while (!stderr().includes('"stopping"')) await wait(5)
    const ready = await fetch(`${address}/v1/health/ready`)
    expect(ready.status).toBe(503)
    const state = (await ready.json()) as Problem
    expect(state).toMatchObject({
      code: 'unavailable',
      detail: 'The server is stopping. Ask another instance.',
    })
    expect((await fetch(`${address}/v1/health`)).status).toBe(503)
    expect((await fetch(`${address}/v1/health/live`)).status).toBe(200)
    expect(await ask(address, new Agent(), 'weibo')).toEqual({ status: 200, connection: 'close' })
    expect(await ended).toBe(0)
    expect(stderr()).toMatch(/"event":"stopped"/)
  })

  it('ends at once when it is told a second time', async () => {
    const { address, child, ended, stderr } = await start()
    await halfAsked(address)
    child.kill('SIGTERM')
    while (!stderr().includes('"stopping"')) await wait(5)
    child.kill('SIGTERM')
    expect(await ended).toBe(128 + 15)
  })

  it('waits for nobody longer than STOP_TIMEOUT, and says so', async () => {
    const { address, child, ended, stderr } = await start({ STOP_TIMEOUT: '1' })
    await halfAsked(address)
    child.kill('SIGTERM')
    expect(await ended).toBe(1)
    expect(stderr()).toMatch(/"event":"stopped_late","afterSeconds":1/)
  })
})

describe('a server whose index is being read', () => {
  it('is alive, but not ready, and then answers', async () => {
    const index = join(scratch, 'slow')
    await cp(made.INDEX_DIR, index, { recursive: true })
    const manifest = await readFile(join(index, 'manifest.json'))
    await rm(join(index, 'manifest.json'))
    // Reading it waits for a writer, like a slow disk.
    execFileSync('mkfifo', [join(index, 'manifest.json')])
    const port = await freePort()
    const started = start({ PORT: String(port), INDEX_DIR: index })
    const at = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${path}`, init).catch(() => null)
    while ((await at('/v1/health/live')) === null) await wait(20)

    expect((await at('/v1/health/live'))!.status).toBe(200)
    const ready = (await at('/v1/health/ready'))!
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ status: 503, code: 'unavailable' })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ query: 'weibo' }) }
    const asked = (await at('/v1/ask', init))!
    expect(asked.status).toBe(503)
    expect(asked.headers.get('retry-after')).toBe('5')
    expect(await asked.json()).toMatchObject({ code: 'unavailable' })
    const figures = await (await at('/metrics'))!.text()
    expect(figures).toContain('letterlijk_index_ready 0')

    await writeFile(join(index, 'manifest.json'), manifest)
    // From now on it is a file, which can be read again.
    await writeFile(join(index, 'file.json'), manifest)
    await rename(join(index, 'file.json'), join(index, 'manifest.json'))
    const { address, child, ended } = await started
    expect(address).toBe(`http://127.0.0.1:${port}`)
    expect((await at('/v1/health/ready'))!.status).toBe(200)
    expect((await at('/v1/ask', init))!.status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
