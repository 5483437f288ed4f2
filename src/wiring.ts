import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { serveWith } from './serve-index.ts'
import type { Served } from './server/served.ts'
import { differences } from './store/differences.ts'
import { indexFolder, type IndexFolder } from './store/folder.ts'
import type { Manifest } from './store/manifest.ts'
import { openIndex } from './store/open.ts'

/** An index that can be asked whether there is a newer one. */
export interface FollowedIndex {
  /** what was there when it was opened */
  readonly served: Served
  readonly model: LoadedModel
  /**
   * The index that is there now, null where that is the one last given. A newer one that cannot be used is
   * an error once, and then null until there is another. The older ones go on working until their library is closed.
   */
  newer(): Promise<Served | null>
  /** lets go of what all of them share, not of their libraries */
  close(): Promise<void>
}

/** Opens the index that the settings name with the model of `MODEL`; throws an AppError that says what to run. */
export async function openServed(config: Config): Promise<{ served: Served; model: LoadedModel }> {
  const { served, model, close } = await openFollowed(config)
  const library = {
    ...served.library,
    async close() {
      await served.library.close()
      await close()
    },
  }
  return { served: { ...served, library }, model }
}

/** The same, for a server that goes on with the newest one. */
export function openFollowed(config: Config): Promise<FollowedIndex> {
  return config.store.kind === 'postgres'
    ? followDatabase(config, config.store.url)
    : followFolder(config)
}

async function followFolder(config: Config): Promise<FollowedIndex> {
  const folder = indexFolder(config.indexDir)
  let seen = await folder.stamp()
  const manifest = await folder.manifest()
  // At once: reading the large files is mostly waiting.
  const [model, opened] = await Promise.all([
    loadModel(config.model),
    openIndex(manifest, folder.files),
    expectSameDocuments(manifest, folder),
  ])
  let { digest } = manifest
  return {
    served: serveWith(opened, model),
    model,
    async newer() {
      const stamp = await folder.stamp()
      if (stamp === seen) return null
      seen = stamp
      const next = await folder.manifest()
      if (next.digest === digest) return null
      const served = serveWith(await openIndex(next, folder.files), model)
      digest = next.digest
      return served
    },
    async close() {},
  }
}

async function followDatabase(config: Config, url: string): Promise<FollowedIndex> {
  // Imported when they are needed: whoever keeps files does without a database client.
  const [{ openDatabase }, { openPostgres }, model] = await Promise.all([
    import('./store/postgres-database.ts'),
    import('./serve-postgres.ts'),
    loadModel(config.model),
  ])
  const database = openDatabase(url)
  try {
    const { served, newer } = await openPostgres(database, model)
    return { served, newer, model, close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function expectSameDocuments(manifest: Manifest, folder: IndexFolder): Promise<void> {
  const different = await differences(manifest, folder)
  if (different.length === 0) return
  throw new AppError(
    'index_mismatch',
    `The documents in ${folder.documents} are not those of the index: ${different.join('; ')}. Run \`npm run index\`.`,
  )
}
