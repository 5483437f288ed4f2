import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { serveWith } from './serve-index.ts'
import type { Served } from './server/served.ts'
import { differences } from './store/differences.ts'
import { indexFolder } from './store/folder.ts'
import type { Manifest } from './store/manifest.ts'
import { openIndex } from './store/open.ts'

export interface Opened {
  readonly served: Served
  readonly model: LoadedModel
  readonly manifest: Manifest
}

/** Opens the index of `INDEX_DIR` with the model of `MODEL`; throws an AppError that says what to run. */
export async function openServed(config: Config): Promise<Opened> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const different = await differences(manifest, folder)
  if (different.length > 0) {
    throw new AppError(
      'index_mismatch',
      `The documents in ${folder.documents} are not those of the index: ${different.join('; ')}. Run \`npm run index\`.`,
    )
  }
  await folder.expectWhole(manifest)
  const opening = openIndex(manifest, folder.files)
  try {
    const [model, opened] = await Promise.all([loadModel(config.model), opening])
    return { served: serveWith(opened, model), model, manifest }
  } catch (error) {
    // What could not be opened has nothing to close, and its error is the one that is thrown.
    await opening.then(
      ({ library }) => library.close(),
      () => {},
    )
    throw error
  }
}
