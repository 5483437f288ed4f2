import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the stand-ins answer with where a documented limit is passed: status, Cloudflare's code, words. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What goes wrong with the next calls: an answer that is no answer, or a connection that is cut. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: string; readonly body?: string }
  | 'cut before'
  /** what was asked is done, but the answer is lost */
  | 'cut after'

/** A service: gives the result of a call, or throws a `Refusal`. `overRest` is false for a Worker's binding. */
export type Service = (call: Call) => unknown

export interface Call {
  /** below the account for REST ("/vectorize/v2/indexes/a/info"), as the binding has it otherwise ("/info") */
  readonly path: string
  readonly body: string
  readonly overRest: boolean
  readonly headers: IncomingMessage['headers']
}

export const ACCOUNT = '0123456789abcdef0123456789abcdef'
export const TOKEN = 'a-token-that-must-not-be-told'

export interface FakeCloudflare {
  readonly api: string
  /** for workerd's bindings: "127.0.0.1:1234" */
  readonly address: string
  /** all calls that arrived, also those that went wrong */
  readonly calls: Call[]
  /** what happens to the calls that come next; empty: they are answered */
  readonly faults: Fault[]
  close(): Promise<void>
}

/**
 * Cloudflare's API and the services behind a Worker's bindings, on loopback: real HTTP, so that cut connections
 * are cut connections.
 */
export async function startFakeCloudflare(service: Service): Promise<FakeCloudflare> {
  const calls: Call[] = []
  const faults: Fault[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const prefix = `/client/v4/accounts/${ACCOUNT}`
    const overRest = request.url!.startsWith('/client/')
    const path = overRest ? request.url!.slice(prefix.length) : request.url!
    const call = {
      path,
      body: Buffer.concat(chunks).toString(),
      overRest,
      headers: request.headers,
    }
    calls.push(call)
    const fault = faults.shift()
    if (fault === 'cut before') return void request.socket.destroy()
    if (fault !== undefined && fault !== 'cut after') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      return void response.writeHead(fault.status, headers).end(fault.body ?? 'upstream error')
    }
    const [status, body] = answerTo(call, request.url!.startsWith(prefix))
    if (fault === 'cut after') return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  function answerTo(call: Call, ownAccount: boolean): [number, unknown] {
    try {
      if (call.overRest && (!ownAccount || call.headers.authorization !== `Bearer ${TOKEN}`)) {
        throw new Refusal(403, 10_000, 'Authentication error')
      }
      const result = service(call)
      return [200, call.overRest ? { success: true, errors: [], messages: [], result } : result]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, code, message } = error
      if (!call.overRest) return [status, { code, error: message }]
      return [status, { success: false, errors: [{ code, message }], messages: [], result: null }]
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    api: `http://${address}/client/v4`,
    address,
    calls,
    faults,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
