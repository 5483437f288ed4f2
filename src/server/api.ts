import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { answersAsMarkdown } from '../answer/markdown.ts'
import { AppError } from '../errors.ts'
import { ask } from './ask.ts'
import type { Log } from './log.ts'
import { problem } from './problem.ts'
import * as schemas from './schemas.ts'
import type { Served } from './served.ts'
import { verify } from './verify.ts'

/** Version of the HTTP contract (not of the program), sent with every answer of `/v1`. */
export const API_VERSION = '1.0.0'

export interface ApiDeps {
  /** the index that is served now; throws `unavailable` while there is none */
  readonly current: () => Served
  readonly log: Log
  /** version of the program */
  readonly version: string
  /** true once the server was told to stop: it is alive then, but not ready */
  readonly stopping?: () => boolean
}

const Problem = { content: { 'application/problem+json': { schema: schemas.Problem } } }
const problems = {
  400: { description: 'The request is not valid', ...Problem },
  404: { description: 'Not found', ...Problem },
  413: { description: 'The request is too large', ...Problem },
  429: { description: 'Too many requests came from this client; see `Retry-After`', ...Problem },
  500: { description: 'The index is damaged, or a bug', ...Problem },
  503: { description: 'Not available or too busy now; see `Retry-After`', ...Problem },
}
const ok = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})
const readiness = {
  ...ok(schemas.Health, 'Ready'),
  503: { description: 'Not ready', content: { 'application/json': { schema: schemas.Health } } },
}
const IdParam = z.object({ id: z.string().min(1).max(200) })

const routes = {
  ask: createRoute({
    method: 'post',
    path: '/ask',
    operationId: 'ask',
    summary: 'Find the ministerial answers that bear on a question',
    description: 'With `Accept: text/markdown` the same comes as Markdown.',
    request: {
      body: { required: true, content: { 'application/json': { schema: schemas.AskRequest } } },
    },
    responses: { ...ok(schemas.AskResponse, 'What was found'), ...problems },
  }),
  verify: createRoute({
    method: 'post',
    path: '/verify',
    operationId: 'verify',
    summary: 'Check a quote word for word against what ministers wrote',
    request: {
      body: { required: true, content: { 'application/json': { schema: schemas.VerifyRequest } } },
    },
    responses: { ...ok(schemas.VerifyResponse, 'The verdict'), ...problems },
  }),
  documents: createRoute({
    method: 'get',
    path: '/documents',
    operationId: 'listDocuments',
    summary: 'All documents of the index, with what was read of them',
    responses: { ...ok(schemas.DocumentList, 'The documents'), ...problems },
  }),
  document: createRoute({
    method: 'get',
    path: '/documents/{id}',
    operationId: 'getDocument',
    summary: 'A document: its questions, answers and notes, with proofs',
    request: { params: IdParam },
    responses: { ...ok(schemas.FullDocument, 'The document'), ...problems },
  }),
  source: createRoute({
    method: 'get',
    path: '/documents/{id}/source',
    operationId: 'getSource',
    summary: 'The exact source text that proofs point into',
    request: { params: IdParam },
    responses: {
      200: { description: 'The source text', content: { 'text/plain': { schema: z.string() } } },
      ...problems,
    },
  }),
  answer: createRoute({
    method: 'get',
    path: '/answers/{id}',
    operationId: 'getAnswer',
    summary: 'One answer with its questions and proofs',
    request: { params: IdParam },
    responses: { ...ok(schemas.Answer, 'The answer'), ...problems },
  }),
  health: createRoute({
    method: 'get',
    path: '/health',
    operationId: 'getHealth',
    summary: 'Whether questions can be answered, and from which index',
    responses: readiness,
  }),
  ready: createRoute({
    method: 'get',
    path: '/health/ready',
    operationId: 'getReadiness',
    summary: 'Whether questions should be sent here: the same as `/health`',
    responses: readiness,
  }),
  live: createRoute({
    method: 'get',
    path: '/health/live',
    operationId: 'getLiveness',
    summary: 'Whether the program runs, whatever the state of its index',
    responses: ok(schemas.Liveness, 'It runs'),
  }),
}

/** The routes below `/v1`. */
export function createApi({ current, log, version, stopping = () => false }: ApiDeps): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return
      const errors = result.error.issues.map(({ path, message }) => ({
        path: path.join('.'),
        message,
      }))
      const detail = errors.map(({ path, message }) =>
        path === '' ? message : `${path}: ${message}`,
      )
      return problem(c, 'invalid_request', detail.join('; '), errors)
    },
  })

  api.use(async (c, next) => {
    await next()
    c.header('API-Version', API_VERSION)
  })

  api.openapi(routes.ask, async (c) => {
    const response = await ask(current(), c.req.valid('json'), log)
    c.header('cache-control', 'no-store')
    if (prefersMarkdown(c.req.header('accept'))) {
      return c.body(answersAsMarkdown(response), 200, {
        'content-type': 'text/markdown; charset=utf-8',
      }) as never
    }
    return c.json(response, 200)
  })

  api.openapi(routes.verify, (c) => {
    c.header('cache-control', 'no-store')
    return c.json(verify(current(), c.req.valid('json')), 200)
  })

  api.openapi(routes.documents, (c) => {
    return c.json(current().composer.list(), 200)
  })

  api.openapi(routes.document, async (c) => {
    const { id } = c.req.valid('param')
    const { composer } = current()
    const document = composer.document(id)
    if (document === undefined) throw unknown('document', id)
    return c.json(await composer.full(document), 200)
  })

  api.openapi(routes.source, async (c) => {
    const { id } = c.req.valid('param')
    const { library, composer } = current()
    if (composer.document(id) === undefined) throw unknown('document', id)
    return c.text(await library.sourceOf(id), 200)
  })

  api.openapi(routes.answer, async (c) => {
    const { id } = c.req.valid('param')
    const { composer } = current()
    const located = composer.locate(id)
    if (located === undefined) throw unknown('answer', id)
    return c.json(await composer.answer(located), 200)
  })

  const health = () => {
    try {
      const { index } = current().composer
      if (!stopping()) return { status: 'ready' as const, version, index }
      return { status: 'unavailable' as const, detail: 'The server is stopping.', version, index }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { status: 'unavailable' as const, detail: error.message, version, index: null }
    }
  }
  for (const route of [routes.health, routes.ready]) {
    api.openapi(route, (c) => {
      c.header('cache-control', 'no-store')
      const state = health()
      return state.status === 'ready' ? c.json(state, 200) : c.json(state, 503)
    })
  }

  api.openapi(routes.live, (c) => {
    c.header('cache-control', 'no-store')
    return c.json({ status: 'live' as const, version }, 200)
  })

  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Letterlijk',
      version: API_VERSION,
      description:
        "Answers a question with the Dutch cabinet's own written answers to parliament, word for word, each with a proof.",
      license: { name: 'MIT' },
    },
    servers: [{ url: '/v1' }],
  })

  return api
}

function prefersMarkdown(accept: string | undefined): boolean {
  return accept !== undefined && /^\s*text\/markdown\b/.test(accept)
}

function unknown(what: string, id: string): AppError {
  return new AppError('not_found', `There is no ${what} ${JSON.stringify(id)} in this index.`)
}
