import { request } from 'node:https'
import { request as plainRequest } from 'node:http'

export interface Visited {
  readonly status: number
  readonly location: string | null
  readonly body: string
}

export interface VisitOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * A browser without a window: it keeps cookies of `origin`, whose name leads to `port` of this
 * machine, and follows redirects only in `follow`.
 */
export function visitor(origin: string, port: number) {
  const cookies = new Map<string, string>()
  const { host, hostname } = new URL(origin)

  function visit(address: string, { method = 'GET', headers = {}, body }: VisitOptions = {}) {
    const url = new URL(address, origin)
    // Whatever port it names: behind a forwarded port a proxy may name its own.
    const ours = url.hostname === hostname
    const send = ours ? request : plainRequest
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise<Visited>((resolve, reject) => {
      const outgoing = send(
        {
          hostname: '127.0.0.1',
          port: ours ? port : url.port,
          servername: url.hostname,
          method,
          path: url.pathname + url.search,
          rejectUnauthorized: false,
          agent: false,
          headers: {
            accept: 'text/html',
            ...headers,
            host: ours ? host : url.host,
            ...(ours && cookie !== '' ? { cookie } : {}),
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          },
        },
        (response) => {
          for (const set of ours ? (response.headers['set-cookie'] ?? []) : []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
            if (value === '') cookies.delete(name!)
            else cookies.set(name!, value!)
          }
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.once('end', () =>
            resolve({
              status: response.statusCode!,
              location: response.headers.location ?? null,
              body: text,
            }),
          )
        },
      )
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  }

  return {
    visit,
    /** Follows redirects, ten at most; returns all addresses on the way, and the final response. */
    async follow(address: string): Promise<{ way: string[]; end: Visited }> {
      const way = [new URL(address, origin).href]
      let end = await visit(address)
      while (end.status >= 300 && end.status < 400 && way.length < 10) {
        way.push(new URL(end.location!, way.at(-1)!).href)
        end = await visit(way.at(-1)!)
      }
      return { way, end }
    },
  }
}
