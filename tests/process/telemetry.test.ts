import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { openTelemetry } from '../../src/process/telemetry.ts'
import { runServer } from '../support/running-server.ts'

/** A stand-in for a collector: keeps every byte it receives. */
async function collector() {
  const got: { path: string; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.once('end', () => {
      const heads = JSON.stringify(request.headers)
      got.push({ path: request.url!, body: heads + Buffer.concat(chunks).toString() })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const all = (path: string) => got.filter((each) => each.path === path).map(({ body }) => body)
  return {
    endpoint,
    traces: () => all('/v1/traces').join('\n'),
    metrics: () => all('/v1/metrics').join('\n'),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

it('reports requests to a collector, without a word of any query', async () => {
  const { endpoint, traces, metrics, close } = await collector()
  const server = await runServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
  const post = (path: string, body: object, headers: object = {}) =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'agentxyz', ...headers },
      body: JSON.stringify(body),
    })
  await post('/v1/ask', { query: 'Weibokwestie qqzxw', history: ['vvkwj'] })
  await post('/v1/ask', { query: 'vraag 7', filters: { ministers: ['ministerqq'] } })
  await post('/v1/verify', { quote: 'Dat heeft niemandqx ooit geschreven.' })
  const params = { name: 'ask_parliament', arguments: { query: 'overmcpqq' } }
  const accept = { accept: 'application/json, text/event-stream' }
  await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, accept)
  await fetch(`${server.origin}/v1/answers/geheimeidqq?woord=inhetadresqq`)
  await fetch(`${server.origin}/search.atom?query=inhetadresqq`)
  expect(await server.stop()).toBe(0)

  for (const route of ['/v1/ask', '/v1/verify', '/mcp', '/v1/answers/:id', '/search.atom']) {
    expect(traces()).toContain(`"stringValue":"${route}"`)
  }
  for (const name of ['http.server.request.duration', 'letterlijk.index.documents']) {
    expect(metrics()).toContain(`"name":"${name}"`)
  }
  expect(metrics()).toMatch(/"letterlijk\.questions".*"nothing_found"/s)
  expect(metrics()).toMatch(/"letterlijk\.quote_checks".*"not_found"/s)
  const told = traces() + metrics()
  for (const word of ['weibo', 'qq', 'qx', 'vvkwj', 'agentxyz', 'niemand', '127.0.0.1:0']) {
    expect(told.toLowerCase()).not.toContain(word)
  }
  await close()
}, 60_000)

it('stops soon if the collector is gone', async () => {
  const { endpoint, close } = await collector()
  await close()
  const telemetry = await openTelemetry({ endpoint, version: 'test', served: () => null })
  telemetry.observe({ kind: 'asked', outcome: 'found' })
  const began = performance.now()
  await telemetry.close()
  expect(performance.now() - began).toBeLessThan(10_000)
})

it('says what to install if the SDK is missing', async () => {
  const { status, stderr } = await withoutSdk()
  expect(status).toBe(1)
  expect(stderr).toMatch(/needs the OpenTelemetry SDK.*npm install --no-save @opentelemetry\/api/s)
  expect(stderr).not.toContain(' at ')
})

/** The server in an environment without the SDK's packages. */
async function withoutSdk(): Promise<{ status: number | null; stderr: string }> {
  const hook = `
    import { registerHooks } from 'node:module'
    registerHooks({ resolve(name, context, next) {
      if (name.startsWith('@opentelemetry/sdk'))
        throw Object.assign(new Error('no ' + name), { code: 'ERR_MODULE_NOT_FOUND' })
      return next(name, context)
    } })`
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, 'src/node.ts'],
    { env: { ...process.env, PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' } },
  )
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { status, stderr }
}
