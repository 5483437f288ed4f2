import type { Log } from '../domain/log.ts'
import type { Filters } from '../search/search.ts'
import { csvOf } from './csv.ts'
import { exportedAnswers, exportedRows, type Exported, type ExportOptions } from './rows.ts'

/** The export formats, with their media types. */
export const EXPORT_FORMATS = {
  jsonl: 'application/jsonl',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
} as const

export type ExportFormat = keyof typeof EXPORT_FORMATS

interface ExportRequest extends ExportOptions {
  readonly filters: Filters
  readonly log: Log
  /** of the server, for addresses of pages; '' if it has none */
  readonly origin: string
}

/** All answers that match the filters, in one of the formats, generated while it is read. */
export function exportAs(
  format: ExportFormat,
  exported: Exported,
  request: ExportRequest,
): AsyncGenerator<string | Uint8Array> {
  switch (format) {
    case 'jsonl':
      return linesOf(exported, request)
    case 'csv':
      return csvOf(exportedRows(exported, request))
    case 'parquet':
      return asParquet(exported, request)
  }
}

/** Loaded on demand: few requests need it, and a Worker should start without it. */
async function* asParquet(exported: Exported, request: ExportRequest) {
  const { parquetOf } = await import('./parquet.ts')
  yield* parquetOf(exportedRows(exported, request))
}

async function* linesOf(exported: Exported, options: ExportOptions): AsyncGenerator<string> {
  const { digest: indexDigest } = exported.library
  for await (const each of exportedAnswers(exported, options)) {
    yield `${JSON.stringify({ indexDigest, ...each })}\n`
  }
}
