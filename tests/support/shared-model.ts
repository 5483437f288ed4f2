import { resolve } from 'node:path'
import { indexDocuments, type IndexOptions } from '../../src/commands/index-documents.ts'
import type { Config } from '../../src/config.ts'
import { loadModel, type LoadedModel } from '../../src/open/model.ts'
import { openServed } from '../../src/open/wiring.ts'

const loaded = new Map<string, Promise<LoadedModel>>()

/**
 * The model of these settings, loaded once for all tests of a process: loading takes up to two
 * seconds of processor time, and nothing that is asked of a model changes it.
 */
export function sharedModel(model: Config['model']): Promise<LoadedModel> {
  const key = JSON.stringify({ ...model, folder: resolve(model.folder) })
  const known = loaded.get(key)
  if (known !== undefined) return known
  // The other processors run other tests.
  const loading = loadModel({ ...model, threads: 1 })
  loaded.set(key, loading)
  return loading
}

/** What `openServed` opens, with the model of other tests. */
export async function openWithShared(config: Config) {
  return openServed(config, () => sharedModel(config.model))
}

/** What `indexDocuments` does, with the model of other tests. */
export async function indexWithShared(
  config: Config,
  paths: readonly string[],
  options: IndexOptions = {},
) {
  return indexDocuments(config, paths, { ...options, load: sharedModel })
}
