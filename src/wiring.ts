import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { serveWith } from './serve-index.ts'
import type { Served } from './server/served.ts'
import { differences } from './store/differences.ts'
import { indexFolder, type IndexFolder } from './store/folder.ts'
import type { Manifest } from './store/manifest.ts'
import { openIndex } from './store/open.ts'

/** Opens the index of `INDEX_DIR` with the model of `MODEL`; throws an AppError that says what to run. */
export async function openServed(config: Config): Promise<{ served: Served; model: LoadedModel }> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  // At once: reading the large files is mostly waiting.
  const [model, opened] = await Promise.all([
    loadModel(config.model),
    openIndex(manifest, folder.files),
    expectSameDocuments(manifest, folder),
  ])
  return { served: serveWith(opened, model), model }
}

async function expectSameDocuments(manifest: Manifest, folder: IndexFolder): Promise<void> {
  const different = await differences(manifest, folder)
  if (different.length === 0) return
  throw new AppError(
    'index_mismatch',
    `The documents in ${folder.documents} are not those of the index: ${different.join('; ')}. Run \`npm run index\`.`,
  )
}
