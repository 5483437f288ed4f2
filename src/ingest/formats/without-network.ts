import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

/**
 * Removes Node's means of reaching a network from this process before it reads any document: the
 * permission model of Node 24 leaves the network open. Any attempt by a document to use it then
 * fails.
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
