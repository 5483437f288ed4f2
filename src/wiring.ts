import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { readSearchData } from './search/build.ts'
import type { Calibration } from './search/calibration.ts'
import { createSearch } from './search/create.ts'
import { serve, type Served } from './server/served.ts'
import { differences } from './store/differences.ts'
import { indexFolder, type IndexFolder } from './store/folder.ts'
import { memoryStore } from './store/memory.ts'
import { openIndex, type OpenedIndex } from './store/open.ts'

/** Opens the index of `INDEX_DIR` with the model of `MODEL`; throws an AppError that says what to run. */
export async function openServed(config: Config): Promise<{ served: Served; model: LoadedModel }> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const different = await differences(manifest, folder)
  if (different.length > 0) {
    throw new AppError(
      'index_mismatch',
      `The documents in ${folder.documents} are not those of the index: ${different.join('; ')}. Run \`npm run index\`.`,
    )
  }
  const [model, opened] = await Promise.all([
    loadModel(config.model),
    openIndex(manifest, folder.files),
  ])
  return { served: serveWith(opened, model), model }
}

/** Throws `index_mismatch` where the index was built with another model. */
export function serveWith(opened: OpenedIndex, { embedder, lexicon }: LoadedModel): Served {
  const { manifest, library, entries } = opened
  if (manifest.model.digest !== embedder.digest) {
    throw new AppError(
      'index_mismatch',
      `The index was built with ${manifest.model.name} (${manifest.model.digest.slice(0, 12)}), but MODEL is ${embedder.model} (${embedder.digest.slice(0, 12)}). Run \`npm run index\` to build it anew, or set MODEL=${manifest.model.name}.`,
    )
  }
  const calibration = JSON.parse(new TextDecoder().decode(opened.calibration)) as Calibration | null
  const search = createSearch({
    documents: library.documents,
    embedder,
    lexicon,
    store: memoryStore({ dimensions: embedder.dimensions, entries }),
    data: readSearchData(opened.searchData),
    ...(calibration === null ? {} : { calibration }),
  })
  return serve(library, search)
}

export type { IndexFolder }
