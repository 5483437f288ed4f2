import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config.ts'
import type { Log } from '../domain/log.ts'
import { exportAs, type ExportFormat } from '../export/formats.ts'
import { openServed } from '../open/wiring.ts'
import { meets } from '../search/filter.ts'
import type { Filters } from '../search/search.ts'
import { replaceDurably } from '../store/folder/durable.ts'

export interface ExportCommand {
  readonly kind: 'export'
  readonly format: ExportFormat
  readonly filters: Filters
  /** a file, or null for standard output */
  readonly out: string | null
}

/**
 * Writes all answers that match the filters, in one of the formats. It writes a temporary file and
 * then renames it, so that the file is complete or absent. Returns whether any document matches.
 */
export async function exportAnswers(
  config: Config,
  { format, filters, out }: ExportCommand,
  { stdout, log }: { stdout: NodeJS.WritableStream; log: Log },
): Promise<boolean> {
  const { served } = await openServed(config)
  try {
    const wanted = served.composer.byCurrentIds(filters)
    const request = { filters: wanted, log, origin: config.publicUrl ?? '' }
    const made = Readable.from(exportAs(format, served, request))
    if (out === null) await pipeline(made, stdout, { end: false })
    else {
      await replaceDurably(out, (path) => pipeline(made, createWriteStream(path, { flush: true })))
    }
    return served.library.documents.some((document) => meets(document, wanted))
  } finally {
    await served.library.close()
  }
}
