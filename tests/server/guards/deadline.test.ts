import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../src/domain/errors.ts'
import type { Served } from '../../../src/engine/engine.ts'
import { createApp, type AppDeps } from '../../../src/server/app.ts'
import { rateLimit } from '../../../src/server/guards/rate-limit.ts'
import { turns } from '../../../src/server/guards/overload.ts'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { startServer, type StartedServer } from '../../support/start-server.ts'
import { postJson } from '../../support/post-json.ts'

let open: OpenApp
beforeAll(async () => {
  open = await openApp({}, {}, { encoder: false })
})
afterAll(() => open.close())

const never = new Promise<never>(() => {})

function appWith(change: (served: Served) => Partial<Served>, deps: Partial<AppDeps> = {}) {
  const { served } = open
  const current = { ...served, ...change(served) }
  return createApp({
    ...{ current: () => current, log: () => {}, version: 'test', web: new Map() },
    allowedOrigins: [],
    ...deps,
  })
}

const ask = (query: string) => postJson({ query })

describe('a request that takes too long', () => {
  it('is answered with 503 at its deadline, and gives its turn back', async () => {
    const places = turns({ active: 1, waiting: 1, patience: 1_000, next: setImmediate })
    let hangs = true
    const app = appWith(
      ({ search }) => ({
        search: { ...search, search: (query) => (hangs ? never : search.search(query)) },
      }),
      { requestTimeout: 2_000, turns: places },
    )
    const began = performance.now()
    const late = await app.request('/v1/ask', ask('vraag 3'))
    expect(late.status).toBe(503)
    expect(performance.now() - began).toBeLessThan(4_000)
    expect(late.headers.get('retry-after')).toBe('1')
    expect(await late.json()).toMatchObject({ code: 'overloaded', status: 503 })
    expect(places.active()).toBe(0)
    hangs = false
    expect((await app.request('/v1/ask', ask('vraag 3'))).status).toBe(200)
  })

  it('gets a page if it came from one', async () => {
    const app = appWith(({ search }) => ({ search: { ...search, search: () => never } }), {
      requestTimeout: 50,
    })
    const body = new URLSearchParams({ query: 'vraag 3' })
    const response = await app.request('/', {
      method: 'POST',
      body,
      headers: { accept: 'text/html' },
    })
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('<h1')])
  })
})

describe('readiness', () => {
  it('is refused within two seconds if the store hangs', async () => {
    const app = appWith(({ library }) => ({
      library: { ...library, expectReachable: () => never },
    }))
    const began = performance.now()
    const response = await app.request('/v1/health/ready')
    expect([response.status, performance.now() - began < 3_000]).toEqual([503, true])
    expect((await app.request('/v1/health/live')).status).toBe(200)
  })

  it('is refused if the store is gone', async () => {
    const gone = () =>
      Promise.reject(new AppError('unavailable', 'The database cannot be reached.'))
    const app = appWith(({ library }) => ({ library: { ...library, expectReachable: gone } }))
    expect((await app.request('/v1/health')).status).toBe(503)
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

describe('a batch of calls', () => {
  const call = (id: number) => ({
    ...{ jsonrpc: '2.0', id, method: 'tools/call' },
    params: { name: 'ask_parliament', arguments: { query: `vraag ${id % 9}` } },
  })
  const post = (calls: number) => ({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(Array.from({ length: calls }, (_, id) => call(id))),
  })
  const client = () => ({ key: 'somebody', viaTrustedProxy: false, local: false })

  it('costs as many requests as it has calls', async () => {
    const app = appWith(() => ({}), { client, rateLimit: rateLimit({ perMinute: 30 }) })
    const first = await app.request('/mcp', post(20))
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit')).toMatch(/r=10;/)
    const second = await app.request('/mcp', post(20))
    expect(second.status).toBe(429)
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('stops at its request’s deadline, and keeps nobody waiting meanwhile', async () => {
    let asked = 0
    const app = appWith(
      ({ search }) => ({
        search: {
          ...search,
          async search(query) {
            asked++
            // Node forgets signals that are made of others.
            collectGarbage()
            await wait(40)
            return search.search(query)
          },
        },
      }),
      { requestTimeout: 300 },
    )
    // The first call loads the protocol's code, which may exceed a request's deadline.
    await (await app.request('/mcp', post(1))).text()
    await wait(300)
    asked = 0
    const response = await app.request('/mcp', post(100))
    await response.text()
    const whenOver = asked
    await wait(300)
    expect(asked - whenOver).toBeLessThanOrEqual(1)
    expect(asked).toBeLessThan(20)
  })
})

describe('connections', () => {
  let server: StartedServer
  beforeAll(async () => {
    server = await startServer({
      ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' },
      MAX_CONNECTIONS: '5',
    })
  })
  afterAll(async () => {
    server.child.kill('SIGKILL')
    await server.ended
  })

  it('beyond the limit are closed, and there is room again once others end', async () => {
    const port = Number(new URL(server.address).port)
    const sockets = Array.from({ length: 9 }, () => connect(port, '127.0.0.1'))
    const closed = new Set<number>()
    for (const [nth, socket] of sockets.entries()) {
      socket.on('error', () => {})
      socket.on('close', () => closed.add(nth))
    }
    await vi.waitFor(() => expect(closed.size).toBe(4), { timeout: 20_000 })
    await wait(200)
    expect(closed.size).toBe(4)
    for (const socket of sockets) socket.destroy()
    await wait(200)
    expect((await fetch(`${server.address}/v1/health/live`)).status).toBe(200)
  })
})
