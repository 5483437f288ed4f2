import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { AppError } from '../errors.ts'
import { apiHeaders, createApi, type ApiDeps } from './api.ts'
import { describer } from './describe.ts'
import { securityHeaders } from './headers.ts'
import { createMcp } from './mcp.ts'
import { createPages, missing, PUBLIC_URL, wantsPage } from './pages.ts'
import { problem, problemFor } from './problem.ts'
import { createReference } from './reference.ts'

/** A file of the browser's part: the widget, the style sheet. */
export interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

export interface AppDeps extends ApiDeps {
  /** path -> file */
  readonly web: ReadonlyMap<string, WebFile>
  /** sites that may embed the widget */
  readonly allowedOrigins: readonly string[]
}

const EXPOSED = ['API-Version', 'Retry-After']

/** The whole server as a value: `app.request(...)` answers without a socket. */
export function createApp(deps: AppDeps) {
  const app = new Hono<{ Variables: { [PUBLIC_URL]: string | undefined } }>()
  app.use(securityHeaders(deps.allowedOrigins))
  app.use(async (c, next) => {
    c.set(PUBLIC_URL, deps.publicUrl)
    await next()
  })
  app.use('/v1/*', apiHeaders)
  // Anybody's page may read what the API is, whoever may ask it.
  app.use('/v1/openapi.json', cors({ origin: '*' }))
  // The scripts for other sites may load anywhere, so that they can say where they may not ask.
  for (const path of ['/widget.js', '/client.js']) app.use(path, cors({ origin: '*' }))
  app.use('/v1/*', cors({ origin: [...deps.allowedOrigins], maxAge: 600, exposeHeaders: EXPOSED }))
  const api = createApi(deps)
  app.route('/v1', api)
  app.route('/', createReference(describer(api, deps.contact)))
  app.route('/', createMcp(deps))
  for (const [path, file] of deps.web) {
    app.get(path, etag(), (c) => {
      // Asked for anew each time, and mostly answered with 304: an update reaches every page at once.
      return c.body(file.body, 200, { 'content-type': file.type, 'cache-control': 'no-cache' })
    })
  }
  app.route('/', createPages(deps))
  app.notFound((c) =>
    wantsPage(c) ? missing(c) : problem(c, 'not_found', `There is nothing at ${c.req.path}.`),
  )
  app.onError((error, c) => {
    const response = problemFor(c, error)
    if (response.status >= 500) {
      deps.log({ level: 'error', event: 'request_failed', ...describe(error) })
    }
    return response
  })
  return app
}

/** The message of an unforeseen error may quote what was asked, so only its kind and place are told. */
function describe(error: Error): { error: string; at?: string[] } {
  if (error instanceof AppError) return { error: `${error.code}: ${error.message}` }
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: error.name, at: at.map((line) => line.trim()) }
}
