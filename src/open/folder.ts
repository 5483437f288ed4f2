import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { serveWith } from './with-model.ts'
import type { Served } from '../engine/engine.ts'
import { differences } from '../store/folder/differences.ts'
import { indexFolder, type IndexFolder } from '../store/folder/folder.ts'
import { readVectra } from '../store/vectra/vectra.ts'
import type { Manifest } from '../format/manifest.ts'
import { takeInIndex } from '../format/open.ts'
import type { FollowedIndex } from './wiring.ts'

/** After a look that failed, another one is made after so many, though nothing seems to have changed. */
const RETRY_EVERY = 10

/**
 * Opens the index of `INDEX_DIR`, and the ones that come after it, or this one put back after a damage. Throws an
 * AppError that says what to run.
 */
export async function followFolder(config: Config): Promise<FollowedIndex> {
  const folder = indexFolder(config.indexDir)
  // The stamp comes before what is read: a manifest that is replaced in between is then noticed.
  const first = await folder.manifestStamp()
  let manifest = await folder.manifest()
  let seen = { manifest: first, files: (await folder.stamp(manifest)).files }
  const loading = loadModel(config.model)
  const served = await serveWhole(manifest, folder, loading, () => [
    expectSameDocuments(manifest, folder),
    folder.expectSources(manifest),
  ])
  const model = await loading
  /** the looks since the one that failed last; null where none has since the last success */
  let failed: number | null = null

  async function look(): Promise<Served | null> {
    const stamp = await folder.stamp(manifest)
    const touched = stamp.files !== seen.files
    // An index may be on its way here by parts, the manifest first.
    const retry = failed !== null && ++failed % RETRY_EVERY === 0
    if (stamp.manifest === seen.manifest && !touched && !retry) return null
    seen = stamp
    const next = await folder.manifest()
    if (next.digest === manifest.digest) {
      if (!touched && failed === null) return null
      // Put back after a damage, or damaged just now: then this throws, or `openIndex`.
      await folder.expectSources(next)
    }
    const { files } = await folder.stamp(next)
    const newer = await serveWhole(next, folder, loading)
    manifest = next
    seen = { manifest: stamp.manifest, files }
    failed = null
    return newer
  }

  return {
    served,
    model,
    newer: () =>
      look().catch((error: unknown) => {
        failed = 0
        throw error
      }),
    async close() {},
  }
}

/**
 * Opens an index and puts it to work. What is only compared, texts and documents, is read after the rest, beside that
 * work. Nothing is given before all of it, and `checks` as well, has turned out to be right.
 */
async function serveWhole(
  manifest: Manifest,
  folder: IndexFolder,
  loading: Promise<LoadedModel>,
  checks: () => readonly Promise<void>[] = () => [],
): Promise<Served> {
  const taking = takeInIndex(manifest, folder.files, {
    readVectors: readVectra,
    readSearchData: folder.readSearchData,
  })
  const serving = Promise.all([taking, loading]).then(([{ opened }, model]) =>
    serveWith(opened, model),
  )
  try {
    const [served] = await Promise.all([serving, taking.then(({ whole }) => whole), ...checks()])
    return served
  } catch (error) {
    // What could not be opened has nothing to close, and its error is the one that is thrown.
    await taking.then(
      ({ opened }) => opened.library.close(),
      () => {},
    )
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
