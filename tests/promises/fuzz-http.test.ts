import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzzedRequest, type FuzzedRequest } from '../support/fuzzed-requests.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { unsound } from '../support/sound-response.ts'

/** `npm run fuzz` sends 100,000, over sockets. */
const REQUESTS = 2_000

/** A request that once caused an error: a form that is not one. */
const FOUND: [FuzzedRequest][] = [
  [{ method: 'POST', path: '/verify', headers: [], body: new Uint8Array() }],
]

let app: OpenApp
beforeAll(async () => {
  app = await openApp({ SECURITY_CONTACT: 'veilig@example.nl' })
})
afterAll(() => app.close())

/** Null for requests that `Request` cannot express; the sockets of `npm run fuzz` can send them. */
function requestOf({ method, path, headers, body }: FuzzedRequest): Request | null {
  try {
    const withBody = method !== 'GET' && method !== 'HEAD'
    return new Request(`http://localhost${path}`, {
      method,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      ...(withBody && body !== null ? { body } : {}),
    })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

it(`answers ${REQUESTS} mutated requests, none with an error of its own`, async () => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(fuzzedRequest, async (fuzzed) => {
      const request = requestOf(fuzzed)
      if (request === null) return
      const response = await app.app.fetch(request)
      const { status, headers } = response
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(unsound({ status, headers, body: await response.text() })).toEqual([])
    }),
    { numRuns: REQUESTS, examples: FOUND },
  )
  // It reached everything: valid and invalid requests, missing pages and oversized bodies.
  for (const status of [200, 400, 404, 413]) expect(statuses.get(status)).toBeGreaterThan(0)
  expect(app.logged.filter(({ event }) => event === 'request_failed')).toEqual([])
}, 120_000)
