import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../support/open-app.ts'
import { checkedByDescription } from '../../support/openapi-check.ts'

let app: OpenApp
beforeAll(async () => {
  app = await openApp({}, {}, { encoder: false })
})
afterAll(() => app.close())

/** The app, with one of its responses changed on the way. */
function tampering(change: (response: Response) => Response | Promise<Response>) {
  return checkedByDescription(async (path, init) => {
    const response = await app.request(path, init)
    return path === '/v1/openapi.json' ? response : change(response)
  })
}

async function withBody(response: Response, change: (body: Record<string, unknown>) => object) {
  const body = change((await response.json()) as Record<string, unknown>)
  return new Response(JSON.stringify(body), response)
}

describe('the check of responses against the description', () => {
  it('accepts the app’s own responses', async () => {
    const send = tampering((response) => response)
    expect((await send('/v1/documents/2022D35172')).status).toBe(200)
    expect((await send('/v1/documents/nope')).status).toBe(404)
    expect((await send('/v1/nope')).status).toBe(404)
  })

  it.each([
    ['a property too many', (body: object) => ({ ...body, more: 1 })],
    ['a property too few', (body: object) => ({ ...body, version: undefined })],
    ['a value of another type', (body: object) => ({ ...body, version: 7 })],
    [
      'a property too many, deep inside',
      (body: Record<string, unknown>) => ({ ...body, index: { ...(body.index as object), x: 1 } }),
    ],
  ])('fails on %s', async (_, change) => {
    const send = tampering((response) => withBody(response, change))
    await expect(send('/v1/health')).rejects.toThrow()
  })

  it.each([
    [
      'a status that is not described',
      (r: Response) => new Response(r.body, { ...init(r), status: 202 }),
    ],
    [
      'a content type that is not described',
      (r: Response) =>
        new Response(r.body, { ...init(r), headers: { ...own(r), 'content-type': 'text/html' } }),
    ],
    [
      'a missing header',
      (r: Response) => {
        const headers = new Headers(r.headers)
        headers.delete('api-version')
        return new Response(r.body, { status: r.status, headers })
      },
    ],
  ])('fails on %s', async (_, change) => {
    await expect(tampering(change)('/v1/health')).rejects.toThrow()
  })

  it('fails on an undescribed address that answers', async () => {
    const send = tampering(
      (response) => new Response(response.body, { ...init(response), status: 200 }),
    )
    await expect(send('/v1/nope')).rejects.toThrow()
  })
})

const own = (response: Response) => Object.fromEntries(response.headers)
const init = (response: Response) => ({ status: response.status, headers: own(response) })
