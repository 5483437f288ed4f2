import { Hono } from 'hono'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sendFuzzed } from '../../tools/send-fuzzed.ts'
import { listen } from '../e2e/site.ts'

const SOUND = {
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
}

/** Answers of which some are what none may be. */
const app = new Hono()
  .get('/sound', (c) => c.json({ ok: true }, 200, SOUND))
  .get('/half', (c) => c.body('{"half": ', 200, { ...SOUND, 'content-type': 'application/json' }))
  .get('/lines', (c) =>
    c.body('{}\n{"half": \n', 200, { ...SOUND, 'content-type': 'application/jsonl' }),
  )
  .get('/problem', (c) =>
    c.body('"Foei"', 404, { ...SOUND, 'content-type': 'application/problem+json' }),
  )
  .get('/bare', (c) => c.text('Hallo'))

let site: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  site = await listen(app)
})
afterAll(() => site.close())

const request = (path: string) => ({
  ...{ method: 'GET', path, headers: [] as [string, string][], body: null },
})

it.each([
  ['/sound', []],
  ['/half', [/^no JSON: .*half/]],
  ['/lines', [/^no JSON/]],
  ['/problem', [/^a problem of another status/]],
  ['/bare', [/^no content security policy/, /^may be sniffed/]],
])('judges the answer to %s', async (path, faults) => {
  const sent = await sendFuzzed(site.address, request(path))
  expect(sent).toMatchObject({
    kind: 'answered',
    faults: faults.map((fault) => expect.stringMatching(fault)),
  })
})

it('tells what its client would not send, and what nobody answered', async () => {
  const strange = { ...request('/sound'), headers: [['x-a', 'a\nb']] as [string, string][] }
  expect(await sendFuzzed(site.address, strange)).toEqual({ kind: 'unsendable' })
  expect(await sendFuzzed('http://127.0.0.1:1', request('/sound'))).toMatchObject({
    kind: 'unanswered',
    faults: [expect.stringMatching(/ECONNREFUSED/)],
  })
})
