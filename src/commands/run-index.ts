import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import type { IndexOptions, IndexReport } from './index-documents.ts'

/**
 * `npm run index`, into whatever store the settings name; each store's code is imported only where it is used.
 * Throws `invalid_request` where files are told to remove documents.
 */
export async function runIndex(
  config: Config,
  { paths, remove }: { readonly paths: readonly string[]; readonly remove: readonly string[] },
  options: IndexOptions,
): Promise<IndexReport> {
  if (config.store.kind === 'postgres') {
    const { indexPostgres } = await import('./index-postgres.ts')
    return indexPostgres(config, paths, { ...options, url: config.store.url, remove })
  }
  if (remove.length > 0) {
    throw new AppError(
      'invalid_request',
      `--remove is for STORE=postgres. Delete the files from ${config.indexDir}/documents and run \`npm run index\`.`,
    )
  }
  const { indexDocuments } = await import('./index-documents.ts')
  return indexDocuments(config, paths, options)
}
