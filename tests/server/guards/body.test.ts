import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { limitBody, requireUtf8 } from '../../../src/server/guards/body.ts'

const app = new Hono()
  .use(limitBody())
  .post('/', async (c) => c.text(String((await c.req.text()).length)))

function send(pieces: readonly string[]): Response | Promise<Response> {
  const bytes = pieces.map((piece) => new TextEncoder().encode(piece))
  const body = new ReadableStream({
    pull(controller) {
      const next = bytes.shift()
      if (next === undefined) controller.close()
      else controller.enqueue(next)
    },
  })
  const chunked = { method: 'POST', body, headers: { 'transfer-encoding': 'chunked' } }
  return app.request('/', { ...chunked, duplex: 'half' } as RequestInit)
}

it.each([
  ['few pieces', Array.from({ length: 2_000 }, () => 'abc'), 200, /^6000$/],
  ['crumbs', Array.from({ length: 20_000 }, () => 'a'), 413, /at most 2048 pieces/],
  ['too many bytes', Array.from({ length: 200 }, () => 'a'.repeat(1_000)), 413, /131072 bytes/],
])('a body without a length in %s', async (_, pieces, status, says) => {
  const response = await send(pieces)
  expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(says)])
})

it.each([
  ['gzip', 415],
  ['br, gzip', 415],
  ['x-anything', 415],
  ['identity', 200],
  ['Identity', 200],
  ['', 200],
])('a body in the encoding %j', async (encoding, status) => {
  const headers = { 'content-encoding': encoding }
  const response = await app.request('/', { method: 'POST', body: 'abc', headers })
  expect(response.status).toBe(status)
  if (status !== 415) return
  expect(response.headers.get('accept-encoding')).toBe('identity')
  expect(await response.json()).toMatchObject({
    code: 'unsupported_media_type',
    detail: expect.stringContaining(encoding) as unknown,
  })
})

const strict = new Hono().use(requireUtf8).post('/', async (c) => c.json(await c.req.json()))

it.each([
  ['UTF-8', Buffer.from('{"quote":"privé"}'), 200],
  ['UTF-8 with a mark', Buffer.from('\ufeff{"quote":"privé"}'), 200],
  ['Latin-1', Buffer.from('{"quote":"privé"}', 'latin1'), 400],
  ['UTF-16', Buffer.from('\ufeff{"quote":"privé"}', 'utf16le'), 400],
])('JSON in %s', async (_, body, status) => {
  const response = await strict.request('/', { method: 'POST', body })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject(
    status === 200 ? { quote: 'privé' } : { code: 'invalid_request' },
  )
})
