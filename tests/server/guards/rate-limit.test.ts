import { describe, expect, it } from 'vitest'
import { rateLimit } from '../../../src/server/guards/rate-limit.ts'
import { recogniser } from '../../../src/process/clients.ts'
import { openApp } from '../../support/open-app.ts'
import { postJson } from '../../support/post-json.ts'

describe('rateLimit', () => {
  it('gives a client its whole quota at once, then one request at the rate of the quota', () => {
    let now = 0
    const limit = rateLimit({ perMinute: 60, clients: 10, now: () => now })
    const burst = Array.from({ length: 61 }, () => limit.take('a'))
    expect(burst.map(({ allowed }) => allowed)).toEqual([...Array(60).fill(true), false])
    expect(burst[0]).toEqual({ allowed: true, remaining: 59, wholeAfter: 1, retryAfter: 0 })
    expect(burst[60]).toEqual({ allowed: false, remaining: 0, wholeAfter: 60, retryAfter: 1 })
    now += 999
    expect(limit.take('a').allowed).toBe(false)
    now += 1
    expect(limit.take('a').allowed).toBe(true)
    expect(limit.take('a').allowed).toBe(false)
    now += 60_000
    expect(limit.take('a').remaining).toBe(59)
  })

  it('makes a refused client wait as long as it says, and no longer', () => {
    let now = 0
    const limit = rateLimit({ perMinute: 7, clients: 10, now: () => now })
    for (let n = 0; n < 7; n++) limit.take('a')
    const { allowed, retryAfter } = limit.take('a')
    expect(allowed).toBe(false)
    now += retryAfter * 1000
    expect(limit.take('a').allowed).toBe(true)
  })

  it('counts each client separately', () => {
    const limit = rateLimit({ perMinute: 1, clients: 10, now: () => 0 })
    expect(limit.take('a').allowed).toBe(true)
    expect(limit.take('b').allowed).toBe(true)
    expect(limit.take('a').allowed).toBe(false)
  })

  it('remembers a bounded number of a million clients, the most recent', () => {
    const limit = rateLimit({ perMinute: 1, clients: 10_000, now: () => 0 })
    limit.take('always here')
    for (let n = 0; n < 1_000_000; n++) {
      limit.take(`client ${n}`)
      if (n % 5_000 === 0) expect(limit.take('always here').allowed).toBe(false)
    }
    expect(limit.clients()).toBe(10_000)
    expect(limit.take('client 999999').allowed).toBe(false)
    expect(limit.take('client 1').allowed).toBe(true)
    expect(limit.clients()).toBe(10_000)
  })
})

describe('a server with a limit', async () => {
  const client = recogniser(1)
  let forwarded = '203.0.113.1'
  const { app, close, happened } = await openApp(
    { RATE_LIMIT: '3', ALLOWED_ORIGINS: 'https://intranet.example.nl' },
    { client: () => client('127.0.0.1', forwarded) },
    // A stopped clock: on a slow machine the seconds would differ.
    { now: () => 0, encoder: false },
  )
  const ask = (headers: Record<string, string> = {}) =>
    app.request('/v1/ask', postJson({ query: 'vraag 7' }, headers))

  it('says what is left, refuses more, and says when to come back', async () => {
    const first = await ask()
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"client";q=3;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"client";r=2;t=20$/)
    await ask()
    await ask()
    const origin = 'https://intranet.example.nl'
    const refused = await ask({ origin })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(refused.headers.get('ratelimit')).toMatch(/^"client";r=0;t=60$/)
    expect(refused.headers.get('retry-after')).toBe('20')
    expect(refused.headers.get('api-version')).toMatch(/^\d/)
    expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'")
    // A page elsewhere must be able to read the reason.
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin)
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(await refused.json()).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(happened).toContainEqual({ kind: 'refused', reason: 'rate_limit' })
  })

  it.each([
    ['nl', 'Er kwamen te veel vragen van uw adres.'],
    ['en', 'Too many requests came from your address.'],
  ])('explains it to people in their language: %s', async (language, text) => {
    const page = await app.request(`/?lang=${language}`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(429)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page.headers.get('retry-after')).toBe('20')
    expect(await page.text()).toContain(text)
  })

  it('limits neither health checks, files, other clients nor this machine', async () => {
    for (const path of ['/v1/health', '/v1/health/live', '/v1/health/ready', '/widget.js']) {
      const response = await app.request(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('ratelimit')).toBe(null)
    }
    forwarded = '203.0.113.2'
    expect((await ask()).status).toBe(200)
    forwarded = '127.0.0.1'
    for (let n = 0; n < 5; n++) expect((await ask()).headers.get('ratelimit')).toBe(null)
    await close()
  })
})
