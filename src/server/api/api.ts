import { preferredType } from '../http/accept.ts'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { answersAsMarkdown } from '../../answer/markdown.ts'
import { choicesIn } from '../../answer/scope.ts'
import { AppError } from '../../domain/errors.ts'
import { ask } from '../../engine/ask.ts'
import { API_VERSION } from '../../wire/version.ts'
import { filtersOf } from '../http/filter-query.ts'
import { withDeadline } from '../http/work.ts'
import { addCitations } from './citations.ts'
import { describer } from './describe.ts'
import { addLists } from './lists.ts'
import { addExport } from './export.ts'
import { problem } from '../http/problem.ts'
import * as routes from './routes.ts'
import { verify } from '../../engine/verify.ts'
import type { ServerDeps } from '../http/deps.ts'

/**
 * The version sent with every response below `/v1`, preflights and errors included; `cacheHeaders`
 * decides what may be cached.
 */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('API-Version', API_VERSION)
}

/** Milliseconds after which a store that has not answered counts as not ready. */
const READY_WITHIN = 2_000

/** The routes below `/v1`. */
export function createApi({
  current,
  log,
  version,
  publicUrl,
  contact,
  stopping = () => false,
}: ServerDeps): OpenAPIHono {
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

  api.openapi(routes.askRoute, async (c) => {
    const response = await ask(current(), c.req.valid('json'), log)
    if (prefersMarkdown(c)) {
      return c.body(answersAsMarkdown(response), 200, {
        'content-type': 'text/markdown; charset=utf-8',
      }) as never
    }
    return c.json(response, 200)
  })

  api.openapi(routes.verifyRoute, async (c) => {
    const served = current()
    await served.readyQuotes()
    return c.json(verify(served, c.req.valid('json')), 200)
  })

  api.openapi(routes.suggestRoute, async (c) => {
    const { typed, limit } = c.req.valid('json')
    return c.json({ suggestions: await current().suggest(typed, limit) }, 200)
  })

  addLists(api, { current, version })

  api.openapi(routes.filtersRoute, (c) => {
    const { library, composer } = current()
    const filters = composer.byCurrentIds(filtersOf(c.req.valid('query')))
    return c.json(choicesIn(library.documents, filters), 200)
  })

  api.openapi(routes.openQuestionsRoute, (c) => {
    return c.json(current().composer.open(), 200)
  })

  api.openapi(routes.documentRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { composer } = current()
    const document = composer.document(id)
    if (document === undefined) throw unknown('document', id)
    return c.json(await composer.full(document), 200)
  })

  api.openapi(routes.sourceRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { library, composer } = current()
    const document = composer.document(id)
    if (document === undefined) throw unknown('document', id)
    return c.text(await library.sourceOf(document.id), 200)
  })

  api.openapi(routes.answerRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { composer } = current()
    const located = composer.locate(id)
    if (located === undefined) throw unknown('answer', id)
    return c.json(await composer.answer(located), 200)
  })

  for (const route of [routes.healthRoute, routes.readyRoute]) {
    api.openapi(route, async (c) => {
      if (stopping())
        throw new AppError('unavailable', 'The server is stopping. Ask another instance.')
      const { library, composer } = current()
      await withDeadline(READY_WITHIN, 'The store of the index', library.expectReachable())
      return c.json({ status: 'ready' as const, version, index: composer.index }, 200)
    })
  }

  api.openapi(routes.liveRoute, (c) => c.json({ status: 'live' as const, version }, 200))

  addCitations(api, { current })
  addExport(api, { current, log, version })

  const describe = describer(api, contact)
  api.openapi(routes.openapiRoute, (c) => {
    const origin = publicUrl ?? new URL(c.req.url).origin
    return c.json(describe(origin) as never, 200)
  })

  return api
}

function prefersMarkdown(c: Context): boolean {
  return preferredType(c, ['application/json', 'text/markdown']) === 'text/markdown'
}

function unknown(what: string, id: string): AppError {
  return new AppError('not_found', `This index has no ${what} ${JSON.stringify(id)}.`)
}
