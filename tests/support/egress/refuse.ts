import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { isIP, Socket } from 'node:net'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Imported before a program (`--import`): refuses anything it tries to send to another machine, and
 * writes that to the file that EGRESS_LOG names. All of Node's network functions, fetch included,
 * end in these.
 */
const log = process.env['EGRESS_LOG']!

function refuse(what: string): Error {
  appendFileSync(log, `${what} ${process.argv.slice(1).join(' ')}\n`)
  return Object.assign(new Error(`refused: ${what}`), { code: 'EGRESS' })
}

const isHere = (host: unknown) =>
  host === undefined || host === 'localhost' || /^(127\.|::1$|::ffff:127\.)/.test(String(host))

type Connect = (this: Socket, ...args: unknown[]) => Socket
const connect = Socket.prototype.connect as Connect
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  // As net.connect calls it, or a program: options, or port and host. A path (null if http has
  // none) is a socket on this machine.
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0]
  const options = typeof first === 'object' && first !== null ? first : { host: args[1] }
  const { host, path } = options as { host?: string; path?: string }
  if (typeof path === 'string' || typeof first === 'string' || isHere(host)) {
    return connect.apply(this, args)
  }
  return this.destroy(refuse(`connect ${host}`))
} as typeof Socket.prototype.connect

const lookup = dns.lookup
dns.lookup = function (host: string, ...rest: unknown[]) {
  if (isHere(host) || isIP(host) !== 0)
    return (lookup as (...args: unknown[]) => void)(host, ...rest)
  const done = rest.at(-1) as (error: Error) => void
  process.nextTick(done, refuse(`lookup ${host}`))
} as typeof dns.lookup
dns.promises.lookup = (async (host: string) => {
  throw refuse(`lookup ${host}`)
}) as typeof dns.promises.lookup
for (const resolver of [
  dns,
  dns.promises,
  dns.Resolver.prototype,
  dns.promises.Resolver.prototype,
]) {
  for (const name of Object.getOwnPropertyNames(resolver)) {
    if (!/^(resolve|reverse)/.test(name)) continue
    Object.assign(resolver, {
      [name]: (host: string) => {
        throw refuse(`${name} ${host}`)
      },
    })
  }
}

for (const name of ['send', 'connect'] as const) {
  Object.assign(dgram.Socket.prototype, {
    [name]: () => {
      throw refuse(`udp ${name}`)
    },
  })
}
syncBuiltinESMExports()
