import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { AppError } from '../domain/errors.ts'
import { apiHeaders, createApi } from './api/api.ts'
import { createAssets, type WebFile } from './pages/assets.ts'
import { limitBody, requireUtf8 } from './guards/body.ts'
import { recognise, type ClientOf } from './guards/client.ts'
import { inTime } from './guards/deadline.ts'
import { describer } from './api/describe.ts'
import { createFeeds } from './feeds/feeds.ts'
import { cacheHeaders, MODULES_ELSEWHERE, securityHeaders } from './guards/headers.ts'
import { createSearchFeed } from './feeds/saved-search.ts'
import { createOpenFeed } from './feeds/open-questions.ts'
import { createDcat } from './feeds/dcat.ts'
import { createLlms } from './feeds/llms.ts'
import { createMcp } from './mcp/http.ts'
import { metricsRoute, type Metrics } from './guards/metrics.ts'
import { observed, type Observe } from './guards/observe.ts'
import { PUBLIC_URL } from './http/origin.ts'
import { inTurn, type Turns } from './guards/overload.ts'
import { createBrowsing } from './pages/browsing.ts'
import { createPages } from './pages/pages.ts'
import { problem, problemFor } from './http/problem.ts'
import { limitRate, type RateLimit } from './guards/rate-limit.ts'
import { createReference } from './reference/reference.ts'
import { nameRequests, REQUEST_ID, tellOfRequests } from './guards/request-id.ts'
import { signedIn } from './guards/sign-in.ts'
import { createSecurityTxt } from './guards/security-txt.ts'
import type { Served } from '../engine/engine.ts'
import type { ServerDeps } from './http/deps.ts'
import { missing, wantsPage } from './pages/send.ts'
import { refuse } from './guards/refuse.ts'

export interface AppDeps extends ServerDeps {
  /** static files by path */
  readonly web: ReadonlyMap<string, WebFile>
  /** origins that may embed the widget */
  readonly allowedOrigins: readonly string[]
  /** receives an event for every request, question and quote check */
  readonly observe?: Observe
  /** identifies the sender of a request; without it nobody is limited */
  readonly client?: ClientOf
  /** header in which a trusted proxy names the signed-in user; without it everybody may ask */
  readonly signInHeader?: string
  /** the rate limit of each client; none if absent */
  readonly rateLimit?: RateLimit
  /** how many requests run at once; unlimited if absent */
  readonly turns?: Turns
  /** milliseconds that a request may take; unlimited if absent */
  readonly requestTimeout?: number
  /** the figures served at `/metrics` */
  readonly metrics?: Metrics
  /** address for reporting vulnerabilities */
  readonly securityContact?: string
}

const EXPOSED = [
  ...['API-Version', 'ETag', 'Link', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
  'X-Request-Id',
]

/** Paths that cost next to nothing, or that operators need when the server is in trouble. */
const ALWAYS_OPEN = [
  '/v1/health',
  '/v1/health/live',
  '/v1/health/ready',
  '/metrics',
  '/icon.svg',
  '/.well-known/security.txt',
]

interface AppVariables {
  Variables: { [PUBLIC_URL]: string | undefined }
}

/** The whole server as a value: `app.request(...)` answers without a socket. */
export function createApp(deps: AppDeps) {
  const observe = deps.observe ?? (() => {})
  const inner = { ...deps, current: watched(deps.current, observe) }
  const app = new Hono<AppVariables>()
  app.use(recognise(deps.client), nameRequests(), tellOfRequests(observe))
  app.use(securityHeaders(deps), cacheHeaders, refuseOtherMethods(app))
  app.use(async (c, next) => {
    c.set(PUBLIC_URL, deps.publicUrl)
    await next()
    // A stopping server closes each connection with its current answer, so that it drains.
    if (deps.stopping?.()) c.header('connection', 'close')
  })
  app.use('/v1/*', apiHeaders)
  // Any site may read the API description, whoever may use the API.
  app.use('/v1/openapi.json', cors({ origin: '*', allowMethods: ['GET', 'HEAD'] }))
  // The scripts for other sites load anywhere, so that they can report where they may not ask.
  for (const path of MODULES_ELSEWHERE)
    app.use(path, cors({ origin: '*', allowMethods: ['GET', 'HEAD'] }))
  const elsewhere = { maxAge: 600, exposeHeaders: EXPOSED, allowMethods: ['GET', 'HEAD', 'POST'] }
  app.use('/v1/*', cors({ origin: [...deps.allowedOrigins], ...elsewhere }))
  const guards: MiddlewareHandler[] = [
    ...(deps.signInHeader === undefined ? [] : [signedIn(deps.signInHeader)]),
    ...(deps.rateLimit === undefined ? [] : [limitRate(deps.rateLimit, observe)]),
    limitBody(),
    ...(deps.turns === undefined ? [] : [inTurn(deps.turns, observe)]),
    ...(deps.requestTimeout === undefined ? [] : [inTime(deps.requestTimeout, observe)]),
  ]
  const open = new Set([...ALWAYS_OPEN, ...deps.web.keys()])
  for (const guard of guards) {
    app.use((c, next) => (open.has(c.req.path) ? next() : guard(c, next)))
  }
  app.use('/v1/*', requireUtf8)
  if (deps.metrics !== undefined) app.get('/metrics', metricsRoute(deps.metrics))
  const api = createApi(inner)
  app.route('/v1', api)
  app.route('/', createReference(describer(api, deps.contact)))
  app.route('/', createMcp(inner))
  app.route('/', createAssets(deps.web))
  if (deps.securityContact !== undefined) {
    app.route('/', createSecurityTxt({ ...deps, contact: deps.securityContact }))
  }
  app.route('/', createFeeds(inner))
  app.route('/', createOpenFeed(inner))
  app.route('/', createSearchFeed(inner))
  app.route('/', createLlms(inner))
  app.route('/', createDcat(inner))
  app.route('/', createBrowsing(inner))
  app.route('/', createPages(inner))
  app.notFound((c) => {
    if (!wantsPage(c)) return problem(c, 'not_found', `This server has nothing at ${c.req.path}.`)
    const { pathname, search } = new URL(c.req.url)
    // A second slash would make it the address of another server.
    const isFolder = pathname.length > 1 && pathname.endsWith('/') && !pathname.includes('//')
    return isFolder ? c.redirect(pathname.slice(0, -1) + search, 308) : missing(c)
  })
  app.onError((error, c) => {
    const response = problemFor(c, error)
    if (response.status >= 500) {
      const requestId = c.get(REQUEST_ID as never) as string
      deps.log({ level: 'error', event: 'request_failed', requestId, ...describe(error) })
    }
    return response
  })
  return app
}

/** Lists the methods that a path accepts for a client that sent another. */
function refuseOtherMethods(app: Hono<AppVariables>): MiddlewareHandler {
  return methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allowed = methods.join(', ')
      c.header('allow', allowed)
      return refuse(c, new AppError('method_not_allowed', `${c.req.path} takes ${allowed}.`))
    },
  })
}

/**
 * The current index, wrapped to report its questions; the same value as long as the index is the
 * same.
 */
function watched(current: () => Served, observe: Observe): () => Served {
  const known = new WeakMap<Served, Served>()
  return () => {
    const served = current()
    const found = known.get(served) ?? observed(served, observe)
    known.set(served, found)
    return found
  }
}

/** The message of an unforeseen error may quote a query, so report only its kind and place. */
function describe(error: Error): { error: string; at?: string[] } {
  if (error instanceof AppError) {
    const { cause } = error
    // An unreachable store's message quotes no query.
    const why = error.code === 'unavailable' && cause instanceof Error ? ` (${cause.message})` : ''
    return { error: `${error.code}: ${error.message}${why}` }
  }
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: error.name, at: at.map((line) => line.trim()) }
}
