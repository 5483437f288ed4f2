import { describe, expect, it } from 'vitest'
import { LONGEST_HISTORY } from '../../web/chat.ts'
import { ClientError, createClient } from '../../web/client.ts'
import { LONGEST_QUERY } from '../../web/composer.ts'
import { LIMITS } from '../../src/server/schemas.ts'

const server = 'https://antwoorden.example.nl/'

/** A client whose server answers this. */
const answering = (response: Response) => createClient({ server, fetch: async () => response })

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
    [403, 'origin'],
    [404, 'not_found'],
    [413, 'invalid'],
    [429, 'rate_limited'],
    [503, 'unavailable'],
  ])('says of status %i that it is "%s"', async (status, reason) => {
    expect(await reasonOf(answering(new Response(null, { status })).documents())).toBe(reason)
  })

  it('gives the words of the problem, and after how long to try again', async () => {
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

  it('is not upset by an error that is no problem document', async () => {
    const response = new Response('<h1>Bad gateway</h1>', { status: 502 })
    await expect(answering(response).documents()).rejects.toMatchObject({ detail: null })
  })

  it('gives up after its time, and says so', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      )
    const client = createClient({ server, timeout: 10, fetch: never })
    expect(await reasonOf(client.documents())).toBe('timeout')
  })

  it('passes on that it was aborted, which is no failure of the server', async () => {
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
