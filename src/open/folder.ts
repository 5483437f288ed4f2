import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../domain/errors.ts'
import type { IndexSource } from './index-source.ts'
import type { LoadedModel } from './model.ts'
import { serveInSlices } from './serve-with.ts'
import type { Served } from '../engine/engine.ts'
import { indexFolder, type IndexFolder } from '../store/folder/folder.ts'
import { readVectorsIn } from './vectors.ts'
import type { Manifest } from '../format/manifest.ts'
import { takeInIndex } from '../format/open.ts'
import { partMemory, type PartMemory } from '../format/part-memory.ts'

/**
 * After a failure, every tenth check reads the index again even if nothing seems to have changed.
 */
const RETRY_EVERY = 10

/** Milliseconds after which the files of a newer index are compared in the older one's place. */
const RECHECK_AFTER = 1_000

/**
 * Opens the index in a folder, and later the ones that replace it, or this one restored after
 * damage. Throws an AppError that says what to run.
 */
export async function followFolder(
  root: string,
  load: () => Promise<LoadedModel>,
): Promise<IndexSource> {
  const folder = indexFolder(root)
  // The stamp is taken before anything is read, so that a manifest replaced in between is noticed.
  const first = await folder.manifestStamp()
  // Before anything else: once documents are being read, its first steps would wait among them.
  const loading = load()
  // The encoder's thread aborts the whole program if that ends while it is loading.
  const settled = Promise.allSettled([loading])
  let manifest = await folder.manifest().catch(async (error: unknown) => {
    await settled
    throw error
  })
  let seen = { manifest: first, files: (await folder.stamp(manifest)).files }
  const memory = partMemory()
  const served = await serveWhole(manifest, folder, loading, {
    memory,
    readers: folder.asWritten(),
    checks: () => [expectSameDocuments(manifest, folder), folder.expectSources(manifest)],
  })
  const model = await loading
  /** checks since the last failure; null if there was none since the last success */
  let failed: number | null = null

  async function look(): Promise<Served | null> {
    const stamp = await folder.stamp(manifest)
    const touched = stamp.files !== seen.files
    // The files of an index may arrive one by one, the manifest first.
    const retry = failed !== null && ++failed % RETRY_EVERY === 0
    if (stamp.manifest === seen.manifest && !touched && !retry) return null
    seen = stamp
    const next = await folder.manifest()
    if (next.digest === manifest.digest) {
      if (!touched && failed === null) return null
      // Restored after damage, or damaged just now: then this throws, or `takeInIndex` does.
      await folder.expectSources(next, { anew: true })
    }
    const { files } = await folder.stamp(next)
    // The files of the same index are read again; another shares the parts that did not change.
    if (next.digest === manifest.digest) memory.forget()
    const newer = await serveWhole(next, folder, loading, { memory })
    manifest = next
    seen = { manifest: stamp.manifest, files }
    failed = null
    return newer
  }

  /** Compares the files of the index that is served, or of the one that replaced it meanwhile. */
  async function expectWhole(): Promise<void> {
    for (;;) {
      const checking = manifest
      try {
        return await folder.expectWhole(checking)
      } catch (error) {
        const isServed = checking === manifest
        if (isServed && (await folder.manifest()).digest === checking.digest) {
          failed = 0
          throw error
        }
        // Its files went away as those of a newer index came.
        await wait(RECHECK_AFTER, undefined, { ref: false })
      }
    }
  }

  return {
    served,
    model,
    ...(manifest.parts !== undefined && { expectWhole }),
    newer: () =>
      look().catch((error: unknown) => {
        failed = 0
        throw error
      }),
    async close() {},
  }
}

/**
 * Opens an index and makes it answer. Texts and documents, which only need their digests compared,
 * are read last, while the search is being built. Resolves once every file, and every one of
 * `checks`, has proved right, as far as `readers` read it.
 */
async function serveWhole(
  manifest: Manifest,
  folder: IndexFolder,
  loading: Promise<LoadedModel>,
  {
    memory,
    readers = folder,
    checks = () => [],
  }: {
    readonly memory: PartMemory
    readonly readers?: Pick<IndexFolder, 'files' | 'readShared'>
    readonly checks?: () => readonly Promise<void>[]
  },
): Promise<Served> {
  const taking = takeInIndex(manifest, readers.files, {
    memory,
    readVectors: readVectorsIn({ ...folder, readShared: readers.readShared }, memory),
    readSearchData: folder.readSearchData,
    readReceived: folder.readReceived,
  })
  const serving = Promise.all([taking, loading]).then(([{ opened }, model]) =>
    serveInSlices(opened, model),
  )
  // The thread that compares files first reads those that the search is built from.
  const whole = taking.then(({ whole }) => Promise.all([whole, ...checks()]))
  try {
    const [served] = await Promise.all([serving, whole])
    memory.settle()
    return served
  } catch (error) {
    memory.drop()
    // See `followFolder`: a program that hears of the error may end.
    await loading.catch(() => {})
    // An index that was never opened has nothing to close, and its own error is the one thrown.
    await taking.then(
      ({ opened }) => opened.library.close(),
      () => {},
    )
    throw error
  }
}

async function expectSameDocuments(manifest: Manifest, folder: IndexFolder): Promise<void> {
  const different = await folder.differences(manifest)
  if (different.length === 0) return
  throw new AppError(
    'index_mismatch',
    `The documents in ${folder.documents} are not those of the index: ` +
      `${different.join('; ')}. Run \`npm run index\`.`,
  )
}
