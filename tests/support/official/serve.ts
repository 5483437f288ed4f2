import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { entityPage, feedPage } from './feed.ts'
import { documentRows, modelXml } from './odata.ts'
import { registerPage } from './sru.ts'
import type { Category, OfficialWorld } from './world.ts'

/** A request that a service received; `at` is in milliseconds. */
export interface Asked {
  readonly service: 'tk' | 'koop' | 'sru'
  readonly path: string
  readonly at: number
  readonly headers: IncomingMessage['headers']
}

/** A fault: for requests whose path matches, this many times. */
export interface Fault {
  readonly path: RegExp
  times: number
  readonly answer: (response: ServerResponse, base: string) => void
}

/** The official services on loopback, each at a port of its own. */
export async function serveOfficial(world: OfficialWorld) {
  const asked: Asked[] = []
  const faults: Fault[] = []
  /** names that OData no longer has */
  const lost = new Set<string>()
  const watchers: ((count: number) => void)[] = []

  const services = { tk: answerTk, koop: answerKoop, sru: answerSru }
  const bases = { tk: '', koop: '', sru: '' }
  const servers = await Promise.all(
    (Object.keys(services) as Asked['service'][]).map(async (service) => {
      const server = createServer((request, response) => {
        const path = request.url ?? ''
        asked.push({ service, path, at: performance.now(), headers: request.headers })
        for (const watch of watchers) watch(asked.length)
        const fault = faults.find(
          (each) => each.times > 0 && each.path.test(decodeURIComponent(path)),
        )
        if (fault !== undefined) {
          fault.times--
          return fault.answer(response, bases[service])
        }
        services[service](new URL(path, bases[service]), response, request)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      bases[service] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      return server
    }),
  )

  function answerTk(url: URL, response: ServerResponse): void {
    const { pathname, searchParams } = url
    const named = decodeURIComponent(pathname.split('/').at(-1)!)
    if (pathname === '/SyncFeed/2.0/Feed') {
      const category = searchParams.get('category') as Category
      const from = Number(searchParams.get('skiptoken') ?? 0)
      return send(response, 'application/atom+xml', feedPage(world, bases.tk, category, from))
    }
    if (pathname.startsWith('/SyncFeed/2.0/Entiteiten/')) {
      const held = world.held.get(named)
      return held === undefined
        ? missing(response)
        : send(response, 'application/xml', entityPage(held, bases.tk))
    }
    if (pathname.startsWith('/SyncFeed/2.0/Resources/')) {
      const bytes = world.resources.get(named)
      return bytes === undefined
        ? missing(response)
        : send(response, 'application/octet-stream', bytes)
    }
    if (pathname === '/OData/v5/$metadata') return send(response, 'application/xml', modelXml(lost))
    if (pathname === '/OData/v5/Document') {
      try {
        return send(response, 'application/json', documentRows(world, bases.tk, searchParams))
      } catch (error) {
        return send(response, 'text/plain', String(error), 400)
      }
    }
    missing(response)
  }

  function answerKoop(url: URL, response: ServerResponse, request: IncomingMessage): void {
    const bytes = world.publications.get(url.pathname.slice(1))
    // As observed: no 404, but a page that says so.
    if (bytes === undefined) return redirect(response, '/fout404')
    const etag = `"${bytes.length}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    response.setHeader('ETag', etag)
    send(response, 'application/xml', bytes)
  }

  function answerSru(url: URL, response: ServerResponse): void {
    send(response, 'application/xml', registerPage(world, url.searchParams))
  }

  return {
    asked,
    faults,
    lost,
    bases,
    env: { IMPORT_TK: bases.tk, IMPORT_KOOP: bases.koop, IMPORT_SRU: `${bases.sru}/sru` },
    /** Calls back at each request with the number so far. Returns a function that ends it. */
    watch(callback: (count: number) => void): () => void {
      watchers.push(callback)
      return () => watchers.splice(watchers.indexOf(callback), 1)
    },
    async close(): Promise<void> {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

export type OfficialServices = Awaited<ReturnType<typeof serveOfficial>>

function send(
  response: ServerResponse,
  type: string,
  body: string | Uint8Array,
  status = 200,
): void {
  response
    .writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
    .end(body)
}

function missing(response: ServerResponse): void {
  send(
    response,
    'application/json',
    JSON.stringify({ error: { code: '404', message: 'Not found' } }),
    404,
  )
}

export function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to }).end()
}
