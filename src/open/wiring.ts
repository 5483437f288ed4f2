import type { Config } from '../config.ts'
import type { Served } from '../engine/engine.ts'
import { followFolder } from './folder.ts'
import type { IndexSource } from './index-source.ts'
import { loadModel, type LoadedModel } from './model.ts'

/**
 * From settings to an index that answers, and to the ones that replace it while the program runs:
 *
 * 1. load the model of `MODEL` (`model.ts`);
 * 2. open the index where `STORE` keeps it, and check it (`folder.ts`, `postgres.ts`);
 * 3. search it with that model (`serve-with.ts`);
 * 4. check now and then for a newer one, and swap (`live.ts`).
 *
 * Throws an AppError that says what to run.
 */
export async function openSource(
  config: Config,
  load: () => Promise<LoadedModel> = () => loadModel(config.model),
): Promise<IndexSource> {
  if (config.store.kind === 'vectra') return followFolder(config.indexDir, load)
  // Imported on demand: installations with files need no database client.
  const { followDatabase } = await import('./postgres.ts')
  return followDatabase(config.store.url, load)
}

/**
 * Opens the index for a command, which queries it and closes its library. Throws the errors of
 * `openSource`.
 */
export async function openServed(
  config: Config,
  load?: () => Promise<LoadedModel>,
): Promise<{ served: Served; model: LoadedModel }> {
  const { served, model, close } = await openSource(config, load)
  const library = {
    ...served.library,
    async close() {
      await served.library.close()
      await close()
    },
  }
  return { served: { ...served, library }, model }
}
