import { resolve } from 'node:path'
import { indexDocuments, type IndexOptions } from '../../src/commands/index-documents.ts'
import { verifyIndex, type VerifyOptions } from '../../src/commands/verify-index.ts'
import type { Config } from '../../src/config.ts'
import { loadModel, type LoadedModel } from '../../src/open/model.ts'
import { openServed } from '../../src/open/wiring.ts'
import { sharedExtractor } from './shared-extractor.ts'

const loaded = new Map<string, Promise<LoadedModel>>()

/**
 * The model of these settings, loaded once for all tests of a process: loading takes up to two
 * seconds of processor time, and nothing that is asked of a model changes it. Whichever network a
 * test needs first, it comes with its first text.
 */
export function sharedModel({
  first,
  ...model
}: Parameters<typeof loadModel>[0]): Promise<LoadedModel> {
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

/** The model of other tests, and their process that extracts files. */
export const withShared = { load: sharedModel, openExtractor: sharedExtractor }

/** What `indexDocuments` does, with those. */
export async function indexWithShared(
  config: Config,
  paths: readonly string[],
  options: IndexOptions = {},
) {
  return indexDocuments(config, paths, { ...options, ...withShared })
}

/** What `verifyIndex` does, with those. */
export async function verifyWithShared(config: Config, options: VerifyOptions = {}) {
  return verifyIndex(config, { ...options, ...withShared })
}
