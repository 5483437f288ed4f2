import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { LONGEST_HISTORY } from '../../web/chat.ts'
import { buildWeb } from '../../web/build.ts'
import type * as own from '../../web/client.ts'
import { ClientError, createClient, type Client } from '../../web/client.ts'
import { LONGEST_QUERY } from '../../web/query-length.ts'
import type { z } from '@hono/zod-openapi'
import type { WireAnswer } from '../../src/wire/answer.ts'
import type { AskRequest, AskResponse } from '../../src/wire/ask.ts'
import type { VerifyResponse } from '../../src/wire/verify.ts'
import { LIMITS } from '../../src/wire/scalars.ts'
import { rebuild } from '../../src/domain/reading.ts'
import { listen } from '../e2e/site.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'

const server = 'https://antwoorden.example.nl/'

/** A client whose server returns this. */
const answering = (response: Response) => createClient({ server, fetch: async () => response })

const page = { 'content-type': 'text/html; charset=utf-8' }
const json = { 'content-type': 'application/json' }

const breakingOff = (): ReadableStream =>
  new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })

const reasonOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ClientError ? error.reason : error),
  )

describe('the client', () => {
  it('posts a question to the server, whatever the slash at its end', async () => {
    const sent: [string, unknown][] = []
    const client = createClient({
      server,
      fetch: async (input, init) => {
        sent.push([String(input), JSON.parse(String(init?.body))])
        return Response.json({ query: 'x' })
      },
    })
    await client.ask({ query: 'x', history: ['y'] })
    expect(sent).toEqual([['https://antwoorden.example.nl/v1/ask', { query: 'x', history: ['y'] }]])
  })

  it.each([
    [400, 'invalid'],
    [401, 'signed_out'],
    [403, 'origin'],
    [404, 'not_found'],
    [413, 'invalid'],
    [429, 'rate_limited'],
    [503, 'unavailable'],
  ])('reports status %i as "%s"', async (status, reason) => {
    expect(await reasonOf(answering(new Response(null, { status })).documents())).toBe(reason)
  })

  it('returns the words of the problem, and when to try again', async () => {
    const response = Response.json(
      { title: 'Not available now', detail: 'The index is being swapped.' },
      { status: 503, headers: { 'retry-after': '7' } },
    )
    await expect(answering(response).documents()).rejects.toMatchObject({
      reason: 'unavailable',
      detail: 'The index is being swapped.',
      retryAfter: 7,
    })
  })

  it('distinguishes a person who is not signed in from a site that may not ask', async () => {
    const response = Response.json({ code: 'not_signed_in' }, { status: 403 })
    expect(await reasonOf(answering(response).documents())).toBe('signed_out')
  })

  it('takes a page that it was redirected to for a sign-in', async () => {
    const response = new Response('<h1>Log in</h1>', { headers: page })
    Object.defineProperty(response, 'redirected', { value: true })
    expect(await reasonOf(answering(response).documents())).toBe('signed_out')
  })

  it('handles an error that is not a problem document', async () => {
    const response = new Response('<h1>Bad gateway</h1>', { status: 502 })
    await expect(answering(response).documents()).rejects.toMatchObject({ detail: null })
  })

  it.each([
    ['a page of a sign-in', new Response('<h1>Log in</h1>', { headers: page }), 'unavailable'],
    ['half of an answer', new Response('{"documents":[', { headers: json }), 'unavailable'],
    ['nothing', new Response(null, { headers: json }), 'unavailable'],
    ['an answer that breaks off', new Response(breakingOff(), { headers: json }), 'unreachable'],
  ])('rejects with a reason if it gets %s', async (_, response, reason) => {
    for (const ask of [
      (client: Client) => client.documents(),
      (client: Client) => client.ask({ query: 'x' }),
    ]) {
      expect(await reasonOf(ask(answering(response.clone())))).toBe(reason)
    }
  })

  it('takes no page for a source text or a citation', async () => {
    const signIn = answering(new Response('<h1>Log in</h1>', { headers: page }))
    expect(await reasonOf(signIn.source('x'))).toBe('unavailable')
    expect(await reasonOf(signIn.citation('x.1', 'apa', 'nl'))).toBe('unavailable')
  })

  it('gives up after its time while an answer is still coming, too', async () => {
    const stuck: typeof fetch = async (_, init) => {
      const body = new ReadableStream({
        start: (stream) =>
          init!.signal!.addEventListener('abort', () => stream.error(init!.signal!.reason)),
      })
      return new Response(body, { headers: json })
    }
    const client = createClient({ server, timeout: 10, fetch: stuck })
    expect(await reasonOf(client.documents())).toBe('timeout')
  })

  it('gives up after its time, and says so', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )
    const client = createClient({ server, timeout: 10, fetch: never })
    expect(await reasonOf(client.documents())).toBe('timeout')
  })

  it('passes on an abort, which is not a failure of the server', async () => {
    const abort = new AbortController()
    const waiting: typeof fetch = (_, init) =>
      new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )
    const asked = createClient({ server, fetch: waiting }).ask({ query: 'x' }, abort.signal)
    abort.abort(new Error('stopped by hand'))
    await expect(asked).rejects.toThrow('stopped by hand')
  })

  it('keeps to the limits of the server', () => {
    expect([LONGEST_QUERY, LONGEST_HISTORY]).toEqual([LIMITS.query, LIMITS.history])
  })
})

/** The client as programs get it: the script that the server serves. */
async function servedClient(): Promise<typeof own> {
  const script = (await buildWeb()).get('/client.js')!
  const text = Buffer.from(script.body).toString('base64')
  return import(/* @vite-ignore */ `data:text/javascript;base64,${text}`)
}

describe.each([
  ['as it is in the project', async () => ({ createClient, ClientError })],
  ['as the server hands it out', servedClient],
])('the client, %s, and the real server', (_, load) => {
  let app: OpenApp
  let site: Awaited<ReturnType<typeof listen>>
  let client: Client
  let failure: typeof ClientError
  beforeAll(async () => {
    app = await openApp()
    site = await listen(app.app)
    const module = await load()
    client = module.createClient({ server: site.address })
    failure = module.ClientError
  })
  afterAll(async () => {
    await site.close()
    await app.close()
  })

  it('asks, and rebuilds the answer from the source', async () => {
    const { answers } = await client.ask({ query: 'wat doet de ambassade op Weibo?' })
    expect(answers[0]!.id).toBe('2022D35172.5')
    const source = new TextDecoder().decode(await client.source('2022D35172'))
    for (const { text, proof } of answers[0]!.paragraphs) {
      expect(rebuild(source, proof)).toBe(text)
    }
  })

  it('gets answers, documents and verdicts', async () => {
    const answer = await client.answer('2022D35172.3+4')
    expect(answer.numbers).toEqual([3, 4])
    expect((await client.documents()).documents.map(({ id }) => id)).toEqual(['2022D35172'])
    expect((await client.document('2022D35172')).answers).toHaveLength(10)
    const quote = answer.paragraphs[0]!.text
    expect((await client.verify({ quote })).verdict).toBe('verbatim')
  })

  it('passes on what the server says about a wrong request', async () => {
    const wrong = client.ask({ query: '', limit: 0 })
    await expect(wrong).rejects.toBeInstanceOf(failure)
    await expect(wrong).rejects.toMatchObject({
      reason: 'invalid',
      detail: expect.stringMatching(/query.*limit/),
    })
    await expect(client.answer('nope')).rejects.toMatchObject({ reason: 'not_found' })
  })
})

it('is what the package exports, types and all', async () => {
  const exported = await import('letterlijk/client')
  expectTypeOf(exported.createClient).toEqualTypeOf(createClient)
  expect(Object.keys(exported).sort()).toEqual(['ClientError', 'createClient'])
})

it('is typed by the schemas', () => {
  expectTypeOf<Client['ask']>().parameter(0).toEqualTypeOf<z.input<typeof AskRequest>>()
  expectTypeOf<Client['ask']>().returns.resolves.toEqualTypeOf<z.infer<typeof AskResponse>>()
  expectTypeOf<Client['answer']>().returns.resolves.toEqualTypeOf<z.infer<typeof WireAnswer>>()
  expectTypeOf<Client['verify']>().returns.resolves.toEqualTypeOf<z.infer<typeof VerifyResponse>>()
})
