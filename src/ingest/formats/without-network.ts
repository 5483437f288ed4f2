import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/**
 * Takes the ways out of this process that Node has, before anything is read of a document: Node's
 * permission model, as of version 24, leaves the network open. What a document could make a reader
 * do then fails.
 */
export function withoutNetwork(): void {
  const refuse = () => {
    throw new Error('a document is read without a network')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  dgram.Socket.prototype.bind = refuse
  dgram.Socket.prototype.send = refuse
  dgram.Socket.prototype.connect = refuse
  Object.assign(dns, { lookup: refuse, resolve: refuse })
  for (const name of ['fetch', 'WebSocket', 'EventSource']) {
    Object.defineProperty(globalThis, name, { value: refuse })
  }
}
