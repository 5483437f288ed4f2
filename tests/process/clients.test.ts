import { describe, expect, it } from 'vitest'
import { recogniser } from '../../src/process/clients.ts'
import { readConfig } from '../../src/config.ts'

const trusting = (setting: string) => recogniser(readConfig({ TRUST_PROXY: setting }).trustProxy)
const [proxy, client, spoofed] = ['10.0.0.1', '203.0.113.9', '198.51.100.1']

describe('the sender of a request', () => {
  it.each([
    // Nobody is trusted: the connection counts, whatever the header says.
    ['', client, undefined, client],
    ['', client, spoofed, client],
    ['', proxy, `${spoofed}, ${client}`, proxy],
    ['0', proxy, client, proxy],
    // One proxy: the rightmost entry is its own, everything before it the client's.
    ['1', proxy, client, client],
    ['1', proxy, `${spoofed}, ${client}`, client],
    ['1', client, undefined, client],
    // Two proxies: the entry before the rightmost.
    ['2', proxy, `${client}, 10.0.0.2`, client],
    ['2', proxy, `${spoofed}, ${client}, 10.0.0.2`, client],
    // Fewer entries than proxies: use those present.
    ['2', proxy, client, client],
    // Networks: every address from the right that is in one is a proxy's.
    ['10.0.0.0/8', proxy, `${spoofed}, ${client}, 10.9.9.9`, client],
    ['10.0.0.0/8, 2001:db8::/32', '2001:db8::1', `${client}, 10.9.9.9`, client],
    ['10.0.0.1', proxy, client, client],
    ['10.0.0.2', proxy, client, proxy],
    // A client may send the header itself: it comes from no trusted network.
    ['10.0.0.0/8', client, spoofed, client],
    // All are proxies: the furthest one.
    ['10.0.0.0/8', proxy, '10.3.3.3', '10.3.3.3'],
    // An invalid address ends the chain at the last valid one.
    ['1', proxy, `${spoofed}, unknown`, proxy],
    ['2', proxy, `<script>, ${client}`, client],
    ['1', proxy, '', proxy],
    // Notations of one address.
    ['1', proxy, `${client}:54321`, client],
    ['1', proxy, `::ffff:${client}`, client],
    ['10.0.0.0/8', `::ffff:${proxy}`, client, client],
    ['1', proxy, '[2001:db8:1:2::5]:443', '2001:db8:1:2::5'],
  ])('TRUST_PROXY=%s, connection of %s, header %s: %s', (setting, remote, header, expected) => {
    const recognise = trusting(setting)
    expect(recognise(remote, header).key).toBe(recognise(expected, undefined).key)
    expect(recognise(remote, header).key).not.toBe(recognise('192.0.2.77', undefined).key)
  })

  it('counts a /48 of IPv6 as one client, and another as another', () => {
    const recognise = trusting('')
    const key = (address: string) => recognise(address, undefined).key
    expect(key('2001:db8:1:2::1')).toBe(key('2001:db8:1:ffff:ffff:ffff:ffff:ffff'))
    expect(key('2001:db8:1:2::1')).toBe(key('2001:0DB8:1:2:0:0:0:9'))
    expect(key('2001:db8:1:2::1')).not.toBe(key('2001:db8:2:2::1'))
    expect(key('fe80::1%eth0')).toBe(key('fe80::2'))
  })

  it('has no limit for this machine, except for clients behind a proxy on it', () => {
    expect(trusting('')('127.0.0.1', undefined)).toMatchObject({ key: null, local: true })
    expect(trusting('')('::1', undefined)).toMatchObject({ key: null, local: true })
    expect(trusting('')('::ffff:127.0.0.1', undefined)).toMatchObject({ key: null, local: true })
    expect(trusting('')(undefined, undefined)).toMatchObject({ key: null, local: true })
    // An untrusted proxy on this machine: not limited, since all clients would be one; but not
    // local.
    expect(trusting('')('127.0.0.1', client)).toMatchObject({ key: null, local: false })
    expect(trusting('1')('127.0.0.1', client)).toMatchObject({
      local: false,
      viaTrustedProxy: true,
    })
    expect(trusting('1')('127.0.0.1', client).key).not.toBe(null)
    expect(trusting('1')('127.0.0.1', '127.0.0.1')).toMatchObject({ key: null, local: false })
  })

  it('stores no address: its identifiers differ from process to process', () => {
    const [one, other] = [trusting('')(client, undefined), trusting('')(client, undefined)]
    expect(one.key).not.toContain(client)
    expect(one.key).not.toBe(other.key)
  })

  it('reads only the end of an endless header', () => {
    const header = `${spoofed}, `.repeat(100_000) + client
    const began = process.cpuUsage()
    expect(trusting('1')(proxy, header).key).not.toBe(null)
    expect(process.cpuUsage(began).user).toBeLessThan(2_000_000)
  })
})
