import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { loadModel, type LoadedModel } from './model.ts'
import { serveWith } from './serve-index.ts'
import type { Served } from './server/served.ts'
import { differences } from './store/differences.ts'
import { indexFolder, type IndexFolder } from './store/folder.ts'
import type { Manifest } from './store/manifest.ts'
import { openIndex, SOURCES } from './store/open.ts'
import type { FollowedIndex } from './wiring.ts'

/** After a look that failed, another one is made after so many, though nothing seems to have changed. */
const RETRY_EVERY = 10

/**
 * Follows the index of `INDEX_DIR`: a newer one, and this one put back after a damage. A damage to its
 * files is an error once, and what is in memory can be served on. Throws an AppError that says what
 * to run.
 */
export async function followFolder(config: Config): Promise<FollowedIndex> {
  const folder = indexFolder(config.indexDir)
  // Before what they are the stamps of is read: what changes in between is then noticed.
  let seen = await folder.stamp()
  let manifest = await folder.manifest()
  let seenFiles = await folder.stampFiles(manifest)
  const [model] = await Promise.all([
    loadModel(config.model),
    expectSameDocuments(manifest, folder),
    // The others are checked when they are read, now; this one would only be later.
    folder.expectWhole(manifest, [SOURCES]),
  ])
  const served = await serveOrClose(manifest, folder, model)
  /** what the last look that tried something met, and the looks since then */
  let failure: { readonly error: string; looks: number } | null = null

  async function look(): Promise<Served | null> {
    const [stamp, files] = [await folder.stamp(), await folder.stampFiles(manifest)]
    const touched = files !== seenFiles
    // An index may be on its way here by parts, the manifest first.
    const retry = failure !== null && ++failure.looks % RETRY_EVERY === 0
    if (stamp === seen && !touched && !retry) return null
    seen = stamp
    seenFiles = files
    const next = await folder.manifest()
    if (next.digest === manifest.digest) {
      if (!touched && failure === null) return null
      // Put back after a damage, or damaged just now: then this throws.
      await folder.expectWhole(next)
    }
    const nextFiles = await folder.stampFiles(next)
    const newer = await serveOrClose(next, folder, model)
    manifest = next
    seenFiles = nextFiles
    failure = null
    return newer
  }

  return {
    served,
    model,
    async newer() {
      try {
        return await look()
      } catch (error) {
        const text = String(error)
        const told = failure?.error === text
        failure = { error: text, looks: 0 }
        // Told already, and not mended since.
        if (told) return null
        throw error
      }
    },
    async close() {},
  }
}

async function serveOrClose(
  manifest: Manifest,
  folder: IndexFolder,
  model: LoadedModel,
): Promise<Served> {
  const opened = await openIndex(manifest, folder.files)
  try {
    return serveWith(opened, model)
  } catch (error) {
    await opened.library.close()
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
