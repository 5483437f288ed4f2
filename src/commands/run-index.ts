import type { Config } from '../config.ts'
import type { IndexOptions, IndexReport } from './index-documents.ts'

/** `npm run index`, into the store in the settings; it imports only that store's code. */
export async function runIndex(
  config: Config,
  { paths, remove }: { readonly paths: readonly string[]; readonly remove: readonly string[] },
  options: IndexOptions,
): Promise<IndexReport> {
  if (config.store.kind === 'postgres') {
    const { indexPostgres } = await import('./index-postgres.ts')
    return indexPostgres(config, paths, { ...options, url: config.store.url, remove })
  }
  const { indexDocuments } = await import('./index-documents.ts')
  return indexDocuments(config, paths, { ...options, remove })
}
