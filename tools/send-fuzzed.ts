import type { Agent } from 'node:http'
import { request } from 'node:http'
import type { FuzzedRequest } from '../tests/support/fuzzed-requests.ts'
import { described, unsound, type Answered } from '../tests/support/sound-response.ts'

/** Milliseconds after which an answer counts as missing. */
const PATIENCE = 20_000

/** The outcome of a request. */
export type Sent =
  /** the client itself would not send it */
  | { readonly kind: 'unsendable' }
  /** too large, so the server answered before reading it, and closed the connection */
  | { readonly kind: 'reset' }
  /** refused before the program saw it, without a page: not HTTP, or no host name */
  | { readonly kind: 'refused' }
  /** `faults` lists what no answer may do, each with the request */
  | { readonly kind: 'answered'; readonly status: number; readonly faults: readonly string[] }
  | { readonly kind: 'unanswered'; readonly faults: readonly string[] }

/** Sends a mutated request as a client does, and judges the answer. Never rejects because of it. */
export async function sendFuzzed(
  origin: string,
  fuzzed: FuzzedRequest,
  agent: Agent | false = false,
): Promise<Sent> {
  try {
    const sending = send(origin, fuzzed, agent)
    if (sending === null) return { kind: 'unsendable' }
    const answered = await sending
    const { status, body } = answered
    if (status === 400 && body === '') return { kind: 'refused' }
    const faults = unsound(answered).map((fault) => `${fault}: ${described(fuzzed)}`)
    return { kind: 'answered', status, faults }
  } catch (error) {
    const isLarge = (fuzzed.body?.length ?? 0) > 64 * 1024
    if (isLarge && /ECONNRESET|EPIPE/.test(String(error))) return { kind: 'reset' }
    return { kind: 'unanswered', faults: [`${String(error)}: ${described(fuzzed)}`] }
  }
}

/** Null if `node:http` refuses to send it. */
function send(
  origin: string,
  fuzzed: FuzzedRequest,
  agent: Agent | false,
): Promise<Answered> | null {
  const { method, path, headers, body } = fuzzed
  const { hostname, port } = new URL(origin)
  const own = new Set(headers.map(([name]) => name))
  const added = [
    ...(own.has('host') ? [] : [['host', `${hostname}:${port}`]]),
    ...(body === null ? [] : [['content-length', String(body.length)]]),
  ]
  let outgoing
  try {
    outgoing = request({
      ...{ hostname, port, method, path: wirePath(path), agent, timeout: PATIENCE },
      headers: [...added, ...headers].flat(),
    })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
  return new Promise((resolve, reject) => {
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer in ${PATIENCE} ms`)))
    outgoing.once('error', (error) => {
      // The server may close an idle connection just as a client uses it again; clients then retry.
      const again =
        outgoing.reusedSocket && /ECONNRESET|EPIPE/.test(`${(error as { code?: string }).code}`)
      if (again) resolve(send(origin, fuzzed, false)!)
      else reject(error)
    })
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const pairs = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
        resolve({
          status: response.statusCode!,
          headers: new Headers(pairs as [string, string][]),
          body: Buffer.concat(chunks).toString(),
        })
      })
    })
    outgoing.end(body ?? undefined)
  })
}

/** Encoded as `fetch` does it, so that the path is mutated rather than refused by the client. */
const wirePath = (path: string) =>
  path.replace(/[^!-~]/gu, (each) => encodeURIComponent(each.toWellFormed()))
