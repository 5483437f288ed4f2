import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Requests that a client may send on one connection before the first answer. Browsers and proxies
 * send one at a time.
 */
const MOST_UNANSWERED = 16

/**
 * A listener that closes a connection with more. Node reads a thousand short requests at once, and
 * a server that accepted them all would answer nobody else meanwhile.
 */
export function withShortPipelines(listener: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    // Requests that Node read before the connection closed still arrive.
    if (socket.destroyed) return
    const before = unanswered.get(socket) ?? 0
    if (before === MOST_UNANSWERED) {
      socket.destroy()
      return
    }
    unanswered.set(socket, before + 1)
    response.once('close', () => unanswered.set(socket, unanswered.get(socket)! - 1))
    return listener(request, response)
  }
}
