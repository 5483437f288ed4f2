import { describe, expect, it } from 'vitest'
import { readConfig, SETTINGS } from '../src/config.ts'

describe('readConfig', () => {
  it('works without any setting', () => {
    expect(readConfig({})).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      indexDir: 'index',
      store: { kind: 'vectra' },
      model: { name: 'letterlijk/kamer-384', offline: false },
      allowedOrigins: [],
    })
  })

  it('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', ALLOWED_ORIGINS: '' })).toEqual(readConfig({}))
  })

  it('reads lists of origins, with commas or spaces', () => {
    const { allowedOrigins } = readConfig({
      ALLOWED_ORIGINS: 'https://a.example.nl, http://localhost:3000',
    })
    expect(allowedOrigins).toEqual(['https://a.example.nl', 'http://localhost:3000'])
  })

  it.each([
    ['', []],
    ['2', 2],
    ['10.0.0.0/8, 2001:db8::/32 192.0.2.1', ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']],
  ])('reads which proxies to trust: "%s"', (value, trustProxy) => {
    expect(readConfig({ TRUST_PROXY: value })).toMatchObject({ trustProxy })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['STORE', 'oracle'],
    ['MODEL', 'e5'],
    ['MODEL_HOST', 'ftp://mirror'],
    ['MODEL_OFFLINE', 'yes'],
    ['ALLOWED_ORIGINS', 'https://a.example.nl/path'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://*.example.nl'],
    ['TRUST_PROXY', 'nginx'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/8, 12'],
    ['TRUST_PROXY', '-1'],
    ['RATE_LIMIT', '-1'],
    ['RATE_LIMIT', '2.5'],
    ['MAX_ACTIVE', '0'],
    ['MAX_WAITING', 'many'],
    ['REQUEST_TIMEOUT', '601'],
    ['MAX_CONNECTIONS', '0'],
    ['STOP_DELAY', '-1'],
    ['STOP_TIMEOUT', 'never'],
    ['LOG_LEVEL', 'debug'],
    ['METRICS_PORT', '70000'],
  ])('refuses %s=%s, naming the variable, its value and what it is for', (name, value) => {
    const { meaning } = SETTINGS.find((setting) => setting.name === name)!
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'invalid_setting',
        message: expect.stringMatching(
          new RegExp(`${name}=${escape(value)} (?:is|does) .*${escape(meaning)}`, 's'),
        ),
      }),
    )
  })

  it('refuses one port for two servers', () => {
    expect(() => readConfig({ PORT: '9000', METRICS_PORT: '9000' })).toThrow(/METRICS_PORT=9000/)
    expect(() => readConfig({ METRICS_PORT: '8787' })).toThrow(/METRICS_PORT=8787/)
    expect(readConfig({ PORT: '0', METRICS_PORT: '0' })).toMatchObject({ port: 0, metricsPort: 0 })
  })

  it('lets a request wait a fifth of the time that it may take', () => {
    const { turns, requestTimeout } = readConfig({ REQUEST_TIMEOUT: '2.5' })
    expect(requestTimeout).toBe(2_500)
    expect(turns.patience).toBe(500)
  })

  it('names every fault at once', () => {
    expect(() => readConfig({ PORT: 'x', STORE: 'y' })).toThrow(/PORT=x.*STORE=y/s)
  })
})

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
