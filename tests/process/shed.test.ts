import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Problem } from '../../src/wire/schemas.ts'
import type { Happened } from '../../src/server/guards/observe.ts'
import { turns } from '../../src/server/guards/overload.ts'
import { shed } from '../../src/process/shed.ts'

const places = turns({ active: 1, waiting: 0, patience: 1000 })
const happened: Happened[] = []
const origin = 'https://intranet.example.nl'
let stopping = false
const isShed = shed({
  turns: places,
  observe: (each) => happened.push(each),
  allowedOrigins: [origin],
  stopping: () => stopping,
})
// What is not sent away gets 204 here, from the app elsewhere.
const server = createServer((request, response) => {
  if (!isShed(request, response)) response.writeHead(204).end()
})
let address: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const send = (path: string, method = 'POST', from = origin) =>
  fetch(address + path, {
    method,
    headers: { origin: from },
    ...(method === 'POST' ? { body: 'x' } : {}),
  })

it('sends questions away while there is no room, and nothing else', async () => {
  expect((await send('/v1/ask')).status).toBe(204)
  const leave = (await places.take())!
  for (const path of ['/v1/ask', '/v1/verify']) {
    const response = await send(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('retry-after')).toBe('1')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(Problem.parse(await response.json())).toMatchObject({ code: 'overloaded', status: 503 })
  }
  expect(happened.map(({ kind }) => kind)).toEqual(['refused', 'request', 'refused', 'request'])
  const stranger = await send('/v1/ask', 'POST', 'https://elsewhere.example.nl')
  expect(stranger.headers.get('access-control-allow-origin')).toBe(null)
  expect((await send('/v1/ask', 'OPTIONS')).status).toBe(204)
  expect((await send('/v1/health', 'GET')).status).toBe(204)
  expect((await send('/')).status).toBe(204)
  stopping = true
  expect((await send('/v1/ask')).status).toBe(204)
  stopping = false
  leave()
  expect((await send('/v1/ask')).status).toBe(204)
})
