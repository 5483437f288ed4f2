import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { meets } from '../../search/filter.ts'
import type { Filters } from '../../search/search.ts'
import { FilterQuery, filtersOf } from '../http/filter-query.ts'
import type { Log } from '../../domain/log.ts'
import { bodyProblems, headers, problems } from './responses.ts'
import { WireAnswer, Refusal } from '../../wire/schemas.ts'
import type { Served } from '../../engine/engine.ts'
import type { ServerDeps } from '../http/deps.ts'

const indexDigest = z.string().openapi({ description: 'the index that the line was made from' })

/** A line of an export: an answer as `/v1/answers/{id}` gives it, or that it cannot be given. */
export const ExportLine = z
  .union([
    z.strictObject({ indexDigest, answer: WireAnswer }),
    z.strictObject({ indexDigest, refused: Refusal }),
  ])
  .openapi('ExportLine')

type ExportLine = z.infer<typeof ExportLine>

const route = createRoute({
  method: 'get',
  path: '/export',
  operationId: 'exportAnswers',
  tags: ['answers'],
  summary: 'All answers with their questions and proofs, one a line',
  description:
    'JSON Lines: each line is an `ExportLine`, in order of document and answer. A response ' +
    'that ends early was broken off: it is complete when it ends as HTTP has it.',
  request: { query: FilterQuery },
  responses: {
    200: {
      description: 'The answers that meet all filters',
      headers,
      content: {
        'application/jsonl': {
          schema: z.string().openapi({ description: 'lines, each an `ExportLine`' }),
          // OpenAPI 3.2 calls this `itemSchema`; 3.1 has no word for it.
          'x-item-schema': { $ref: '#/components/schemas/ExportLine' },
        },
      },
    },
    400: bodyProblems[400],
    ...problems,
  },
})

/** Adds the export to the API. */
export function addExport(api: OpenAPIHono, { current, log }: Pick<ServerDeps, 'current' | 'log'>) {
  api.openAPIRegistry.register('ExportLine', ExportLine)
  api.openapi(route, (c) => {
    const filters = filtersOf(c.req.valid('query'))
    return c.body(streamOf(exportLines(current(), filters, log)), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
    }) as never
  })
}

/** One document at a time, so that memory does not grow with the index. */
async function* exportLines(
  { library, composer }: Served,
  filters: Filters,
  log: Log,
): AsyncGenerator<ExportLine> {
  const { digest: indexDigest } = library
  for (const document of library.documents) {
    if (!meets(document, filters)) continue
    const located = document.answers.map((answer) => ({ document, answer }))
    const { answers, refused } = await composer.answers(located)
    for (const answer of answers) yield { indexDigest, answer }
    for (const refusal of refused) {
      log({ level: 'error', event: 'passage_refused', ...refusal })
      yield { indexDigest, refused: refusal }
    }
  }
}

/** A line is made when the reader has taken the one before it. */
function streamOf(lines: AsyncGenerator<ExportLine>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await lines.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      },
      async cancel() {
        await lines.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
