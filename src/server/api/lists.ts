import type { OpenAPIHono } from '@hono/zod-openapi'
import type { DocumentList } from '../../wire/documents.ts'
import { isUnchanged } from '../http/conditional.ts'
import type { ServerDeps } from '../http/deps.ts'
import { filtersOf } from '../http/filter-query.ts'
import { linkPages } from '../http/paging.ts'
import { originOf } from '../http/origin.ts'
import { streamOf } from '../http/stream.ts'
import * as routes from './routes.ts'

/** Documents on a page when the request sets no `limit`. */
const A_PAGE = 100

/** Adds the list of documents, one page at a time. */
export function addLists(
  api: OpenAPIHono,
  { current, version }: Pick<ServerDeps, 'current' | 'version'>,
): void {
  api.openapi(routes.documentsRoute, async (c) => {
    const { limit = A_PAGE, cursor = null, ...query } = c.req.valid('query')
    const { composer } = current()
    if (await isUnchanged(c, [composer.index.digest, version, originOf(c), c.req.url])) {
      return c.body(null, 304)
    }
    const filters = composer.byCurrentIds(filtersOf(query))
    const list = composer.list({ filters, after: cursor, limit })
    linkPages(c, list.next)
    return c.body(streamOf(pieces(list)), 200, { 'content-type': 'application/json' }) as never
  })
}

/** The list as JSON, written one document at a time. */
function* pieces({ documents, ...rest }: DocumentList): Generator<string> {
  yield '{"documents":['
  for (const [at, document] of documents.entries()) {
    yield (at === 0 ? '' : ',') + JSON.stringify(document)
  }
  yield `],${JSON.stringify(rest).slice(1)}`
}
