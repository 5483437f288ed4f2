import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createApi, type ApiDeps } from './api.ts'
import { securityHeaders } from './headers.ts'
import { problem, problemFor } from './problem.ts'

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

/** The whole server as a value: `app.request(...)` answers without a socket. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono()
  app.use(securityHeaders(deps.allowedOrigins))
  // The widget's script may load anywhere, so that it can say where it may not ask.
  app.use('/widget.js', cors({ origin: '*' }))
  app.use(
    '/v1/*',
    cors({ origin: [...deps.allowedOrigins], maxAge: 600, exposeHeaders: ['API-Version'] }),
  )
  app.route('/v1', createApi(deps))
  for (const [path, file] of deps.web) {
    app.get(path, (c) => c.body(file.body, 200, { 'content-type': file.type }))
  }
  app.notFound((c) => problem(c, 'not_found', `There is nothing at ${c.req.path}.`))
  app.onError((error, c) => {
    deps.log({
      level: 'error',
      event: 'request_failed',
      path: c.req.routePath,
      error: describe(error),
    })
    return problemFor(c, error)
  })
  return app
}

function describe(error: Error): string {
  return error.stack ?? error.message
}
