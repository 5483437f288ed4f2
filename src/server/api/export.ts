import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { AppError } from '../../domain/errors.ts'
import type { SourceDocument } from '../../domain/document.ts'
import { EXPORT_FORMATS, exportAs, type ExportFormat } from '../../export/formats.ts'
import { meets } from '../../search/filter.ts'
import type { Filters } from '../../search/search.ts'
import { isUnchanged } from '../http/conditional.ts'
import { FilterQuery, filtersOf } from '../http/filter-query.ts'
import { originOf } from '../http/origin.ts'
import { cursor, linkPages, pageSize } from '../http/paging.ts'
import { streamOf } from '../http/stream.ts'
import { aProblem, bodyProblems, notModified, pagedHeaders, problems } from './responses.ts'
import { WireAnswer, Refusal } from '../../wire/answer.ts'
import type { ServerDeps } from '../http/deps.ts'

const indexDigest = z.string().openapi({ description: 'the index that produced this line' })

/**
 * A line of an export: an answer as `/v1/answers/{id}` returns it, or the reason why it is refused.
 */
export const ExportLine = z
  .union([
    z.strictObject({ indexDigest, answer: WireAnswer }),
    z.strictObject({ indexDigest, refused: Refusal }),
  ])
  .openapi('ExportLine')

const route = createRoute({
  method: 'get',
  path: '/export',
  operationId: 'exportAnswers',
  tags: ['answers'],
  summary: 'All answers with their questions, digests and proofs',
  description:
    'Ordered by document and answer. In JSON Lines each line is an `ExportLine`, with proofs; ' +
    'in CSV and Parquet each row is an answer with its questions, official address and digests. ' +
    'Returns everything at once, or with `limit` one page at a time; the `Link` header leads to ' +
    'the next. The response is complete only if the HTTP message ends properly; otherwise it ' +
    'was cut off.',
  request: {
    query: FilterQuery.extend({
      format: z
        .enum(Object.keys(EXPORT_FORMATS) as [ExportFormat, ...ExportFormat[]])
        .optional()
        .openapi({ description: 'default jsonl', example: 'csv' }),
      limit: pageSize(10_000, 1_000),
      cursor,
    }),
  },
  responses: {
    200: {
      headers: pagedHeaders,
      description: 'The answers that match every filter',
      content: {
        'application/jsonl': {
          schema: z.string().openapi({ description: 'one `ExportLine` a line' }),
          // OpenAPI 3.2 calls this `itemSchema`; 3.1 has no word for it.
          'x-item-schema': { $ref: '#/components/schemas/ExportLine' },
        },
        'text/csv': { schema: z.string() },
        'application/vnd.apache.parquet': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    304: notModified,
    400: bodyProblems[400],
    404: aProblem(
      'The answer that the cursor names is gone',
      'not_found',
      'The cursor names answer "2022D35172.99", which this index no longer has. Start again ' +
        'without cursor.',
    ),
    ...problems,
  },
})

/** Adds the export routes to the API. */
export function addExport(
  api: OpenAPIHono,
  { current, log, version }: Pick<ServerDeps, 'current' | 'log' | 'version'>,
) {
  api.openAPIRegistry.register('ExportLine', ExportLine)
  api.openapi(route, async (c) => {
    const { format = 'jsonl', limit, cursor: after = null, ...query } = c.req.valid('query')
    const { library, composer } = current()
    const [filters, origin] = [composer.byCurrentIds(filtersOf(query)), originOf(c)]
    const { last, next } = pageOf(library.documents, filters, { after, limit })
    if (await isUnchanged(c, [library.digest, version, origin, c.req.url])) return c.body(null, 304)
    linkPages(c, next)
    const request = { filters, log, origin, after, last }
    const type = EXPORT_FORMATS[format] + (format === 'parquet' ? '' : '; charset=utf-8')
    // A table is for another program, under a name that the program knows; lines are read here.
    if (format !== 'jsonl') {
      c.header('content-disposition', `attachment; filename="letterlijk.${format}"`)
    }
    const made = streamOf(exportAs(format, { library, composer }, request))
    return c.body(made, 200, { 'content-type': type }) as never
  })
}

interface Page {
  readonly after: string | null
  readonly limit: number | undefined
}

/** Finds the bounds of a page from ids alone, without reading any document. */
function pageOf(
  documents: readonly SourceDocument[],
  filters: Filters,
  { after, limit }: Page,
): { last: string | null; next: string | null } {
  if (after === null && limit === undefined) return { last: null, next: null }
  const ids = documents
    .filter((document) => meets(document, filters))
    .flatMap(({ answers }) => answers.map(({ id }) => id))
  const from = after === null ? 0 : ids.indexOf(after) + 1
  if (after !== null && from === 0) {
    const detail =
      `The cursor names answer ${JSON.stringify(after)}, which this index no ` +
      'longer has. Start again without cursor.'
    throw new AppError('not_found', detail)
  }
  if (limit === undefined) return { last: null, next: null }
  const last = ids[from + limit - 1] ?? null
  return { last, next: from + limit < ids.length ? last : null }
}
