import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { recogniser } from '../../../src/process/clients.ts'
import { openApp } from '../../support/open-app.ts'

const HEADER = 'X-Auth-Request-User'
const recognise = recogniser(['192.0.2.10'])

/** The connection's own data, whatever the headers say. */
let remote = '192.0.2.10'
const { app, logged, happened, close } = await openApp(
  {},
  { client: (c) => recognise(remote, c.req.header('x-forwarded-for')), signInHeader: HEADER },
  { encoder: false },
)
afterAll(close)

async function status(path: string, headers: Record<string, string>, from = '192.0.2.10') {
  remote = from
  return (await app.request(path, { headers })).status
}

const named = { [HEADER]: 'j.jansen@example.nl', 'x-forwarded-for': '203.0.113.7' }

describe('a server behind a sign-in', () => {
  it('answers people whom the proxy names', async () => {
    expect(await status('/v1/documents', named)).toBe(200)
    expect(await status('/', named)).toBe(200)
  })

  it.each([
    ['nobody is named', {}, '192.0.2.10'],
    ['the name is empty', { [HEADER]: '  ' }, '192.0.2.10'],
    ['the name comes from elsewhere', named, '192.0.2.11'],
    ['it comes from this machine, where another program may run', named, '127.0.0.1'],
    ['the proxy is only said to be there', { ...named, 'x-forwarded-for': '192.0.2.10' }, '::1'],
    ['another header names somebody', { 'X-Forwarded-User': 'j.jansen' }, '192.0.2.10'],
  ])('refuses if %s', async (_, headers, from) => {
    for (const path of ['/', '/v1/documents', '/widget.js.map', '/mcp', '/nothing-here']) {
      expect(await status(path, headers, from), path).toBe(403)
    }
  })

  it('says so to programs and to people', async () => {
    remote = '192.0.2.11'
    const problem = await app.request('/v1/documents', { headers: named })
    expect(await problem.json()).toMatchObject({ status: 403, code: 'not_signed_in' })
    const headers = { ...named, accept: 'text/html', 'accept-language': 'nl' }
    expect(await (await app.request('/', { headers })).text()).toContain('wie zich heeft aangemeld')
  })

  it('reports readiness to probes, whoever asks', async () => {
    for (const path of ['/v1/health', '/v1/health/live', '/v1/health/ready']) {
      expect(await status(path, {}, '198.51.100.1')).toBe(200)
    }
  })

  it('neither logs nor counts who is signed in', async () => {
    await status('/v1/documents', named)
    expect(JSON.stringify([logged, happened])).not.toMatch(/jansen/)
  })
})

describe('SIGN_IN_HEADER', () => {
  it.each([
    ['', 'nobody is trusted'],
    ['1', 'a number of proxies says nothing of their address'],
  ])('is refused with TRUST_PROXY=%s: %s', (trust) => {
    const env = { SIGN_IN_HEADER: HEADER, TRUST_PROXY: trust }
    expect(() => readConfig(env)).toThrow(/needs TRUST_PROXY with the addresses/)
  })

  it('takes addresses and networks', () => {
    const env = { SIGN_IN_HEADER: HEADER, TRUST_PROXY: '127.0.0.1, 10.0.0.0/8' }
    expect(readConfig(env).signInHeader).toBe(HEADER)
  })

  it.each(['X User', 'naam:', '1x', ''.padEnd(80, 'x')])('rejects "%s"', (name) => {
    const env = { SIGN_IN_HEADER: name, TRUST_PROXY: '127.0.0.1' }
    expect(() => readConfig(env)).toThrow(/is not the name of a header/)
  })
})
