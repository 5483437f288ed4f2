import type { Config } from '../config.ts'
import { followFolder } from './folder.ts'
import { loadModel, type LoadedModel } from './model.ts'
import type { Served } from '../engine/engine.ts'

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

async function followDatabase(config: Config, url: string): Promise<FollowedIndex> {
  // Imported when they are needed: whoever keeps files does without a database client.
  const [{ openDatabase, QUESTION_WITHIN }, { openPostgres }, model] = await Promise.all([
    import('../store/postgres/database.ts'),
    import('./postgres.ts'),
    loadModel(config.model),
  ])
  const database = openDatabase(url)
  const asking = openDatabase(url, { answerWithin: QUESTION_WITHIN })
  const close = async () => void (await Promise.all([database.close(), asking.close()]))
  try {
    const { served, newer } = await openPostgres(database, model, { asking })
    return { served, newer, model, close }
  } catch (error) {
    await close()
    throw error
  }
}
