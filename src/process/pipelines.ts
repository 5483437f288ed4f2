import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Requests that a client may send on one connection before the first of them is answered. Browsers
 * and proxies send one at a time.
 */
const MOST_UNANSWERED = 16

/**
 * A listener that closes a connection with more. Node reads a thousand requests at once where they
 * are short, and a server that took them all up would answer nobody else meanwhile.
 */
export function withShortPipelines(listener: RequestListener): RequestListener {
  const unanswered = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    // What Node read before the connection was closed still arrives.
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
