import { getConnInfo } from '@hono/node-server/conninfo'
import { expandIPv6 } from 'hono/utils/ipaddr'
import { createHmac, randomBytes } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import type { Config } from '../config.ts'
import type { Visitor, ClientOf } from '../server/guards/client.ts'

/** Which proxies may report a client's address: the nearest so many, or those in these networks. */
type TrustProxy = Config['trustProxy']

/** More than any chain of proxies; entries further left in the header are ignored. */
const MAX_HOPS = 32

/**
 * Identifies the client of this Node server. It stores no address, only a digest with a salt of
 * this process.
 */
export function clients(trust: TrustProxy): ClientOf {
  const recognise = recogniser(trust)
  return (c) => recognise(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'))
}

/**
 * Identifies the client at the other end of a connection; null for this machine, or for a proxy
 * that speaks for many.
 */
export function connectedClients(
  trust: TrustProxy,
): (address: string | undefined) => string | null {
  const recognise = recogniser(trust)
  return (address) => {
    const { key, viaTrustedProxy } = recognise(address, undefined)
    return viaTrustedProxy ? null : key
  }
}

/** The same from the address of a connection (undefined: a local one) and `X-Forwarded-For`. */
export function recogniser(
  trust: TrustProxy,
): (remote: string | undefined, forwardedFor: string | undefined) => Visitor {
  const salt = randomBytes(32)
  const key = (text: string) => createHmac('sha256', salt).update(text).digest('base64url')
  const trusted = typeof trust === 'number' ? null : networks(trust)
  const loopback = networks(['127.0.0.0/8', '::1/128'])

  return (remote, forwardedFor) => {
    const nearest = remote === undefined ? null : plain(remote)
    const isProxy = (address: string | null, hop: number) =>
      trusted === null ? hop < Number(trust) : address !== null && trusted(address)
    const before = (forwardedFor ?? '').split(',').slice(-MAX_HOPS).reverse().map(plain)
    let address = nearest
    let hop = 0
    for (const next of before) {
      // Anybody can write an address that no trusted proxy vouches for.
      if (!isProxy(address, hop) || next === null) break
      address = next
      hop++
    }
    const onMachine = address === null || loopback(address)
    return {
      key: onMachine ? null : key(networkOf(address!)),
      viaTrustedProxy: isProxy(nearest, 0),
      local: onMachine && forwardedFor === undefined,
    }
  }
}

/**
 * `192.0.2.1` without a port, brackets, a zone and the form `::ffff:192.0.2.1`; null if it is no
 * address.
 */
function plain(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d{1,5})?$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1')
    .replace(/^::ffff:(?=\d{1,3}\.)/i, '')
    .replace(/%.*$/s, '')
  return isIP(bare) === 0 ? null : bare
}

/** One household or office may send from a whole /48 of IPv6 addresses, so those count as one. */
function networkOf(address: string): string {
  return isIP(address) === 4
    ? address
    : expandIPv6(address.toLowerCase()).split(':').slice(0, 3).join(':')
}

/**
 * Whether an address is in one of these networks (`10.0.0.0/8`, `2001:db8::/32`) or is one of these
 * addresses.
 */
function networks(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [network, bits] = range.split('/')
    const family = isIP(network!) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(network!, family)
    else list.addSubnet(network!, Number(bits), family)
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
