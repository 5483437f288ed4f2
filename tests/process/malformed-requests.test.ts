import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type StartedServer } from '../support/start-server.ts'
import { freePort } from '../support/free-port.ts'

let server: StartedServer
beforeAll(async () => {
  server = await startServer({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
})

/** The status that answers these lines. */
function statusOf(...lines: readonly string[]): Promise<number> {
  return statusAt(Number(new URL(server.address).port), lines)
}

function statusAt(port: number, lines: readonly string[]): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]))
    })
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  })
}

describe('a started server that knows its name', () => {
  let named: StartedServer
  let metricsPort: number
  beforeAll(async () => {
    metricsPort = await freePort()
    named = await startServer({
      ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' },
      PUBLIC_URL: 'https://antwoorden.example.nl',
      METRICS_PORT: String(metricsPort),
    })
  })
  afterAll(async () => {
    named.child.kill('SIGKILL')
    await named.ended
  })

  const live = 'GET /v1/health/live HTTP/1.1'
  const to = (...lines: string[]) => statusAt(Number(new URL(named.address).port), lines)

  it('answers a balancer that asks in HTTP/1.0, without a name', async () => {
    expect(await to('GET /v1/health/live HTTP/1.0')).toBe(200)
    expect(await to('GET /v1/health/live HTTP/1.0', 'Host: elsewhere.example.nl')).toBe(421)
    expect(await to('GET /v1/health/live HTTP/1.1')).toBe(400)
  })

  it.each([
    'antwoorden.example.nl',
    'Antwoorden.Example.NL:443',
    'antwoorden.example.nl.',
    '127.0.0.1:3000',
    '[::1]:3000',
    '10.42.0.7',
    'localhost:3000',
  ])('answers to %s', async (host) => {
    expect(await to(live, `Host: ${host}`)).toBe(200)
  })

  it.each([
    'evil.example',
    'antwoorden.example.nl.evil.example',
    'x.antwoorden.example.nl',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'antwoorden.example.nl@evil.example',
    'a b',
  ])('refuses %s', async (host) => {
    expect(await to(live, `Host: ${host}`)).toBe(421)
  })

  it('uses the address in the request line if it is complete', async () => {
    const own = 'Host: antwoorden.example.nl'
    expect(await to('GET http://evil.example/v1/health/live HTTP/1.1', own)).toBe(421)
    expect(await to('GET http://antwoorden.example.nl/v1/health/live HTTP/1.1', own)).toBe(200)
  })

  it('serves its metrics under any name, at their own port', async () => {
    const lines = ['GET /metrics HTTP/1.1', 'Host: letterlijk.monitoring.svc']
    expect(await statusAt(metricsPort, lines)).toBe(200)
  })
})

describe('a started server', () => {
  it('refuses TRACE, two Host headers and none', async () => {
    expect(await statusOf('TRACE / HTTP/1.1', 'Host: a')).toBe(405)
    expect(await statusOf('GET / HTTP/1.1', 'Host: a', 'host: b')).toBe(400)
    expect(await statusOf('GET / HTTP/1.1')).toBe(400)
    expect(await statusOf('GET /v1/health/live HTTP/1.1', 'Host: a')).toBe(200)
  })

  it('answers the longest address that filters allow, and cuts off a longer one', async () => {
    const party = encodeURIComponent('\u{1f600}'.repeat(200))
    const filters = (most: number) => Array<string>(most).fill(`party=${party}`).join('&')
    const ask = (most: number) => statusOf(`GET /v1/documents?${filters(most)} HTTP/1.1`, 'Host: a')
    expect(await ask(50)).toBe(200)
    expect(await ask(52)).toBe(400)
    expect(await ask(60)).toBe(431)
  })

  it.runIf(process.platform === 'linux')(
    'starts no other process, and opens no inspector',
    async () => {
      const { pid } = server.child
      const tasks = execFileSync('sh', ['-c', `cat /proc/${pid}/task/*/children`], {
        encoding: 'utf8',
      })
      expect(tasks.trim()).toBe('')
      server.child.kill('SIGUSR1')
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(server.stderr()).not.toMatch(/Debugger listening/)
      expect(await statusOf('GET /v1/health/live HTTP/1.1', 'Host: a')).toBe(200)
    },
  )

  it('ends gracefully when its terminal does', async () => {
    server.child.kill('SIGHUP')
    expect(await server.ended).toBe(0)
  })
})
