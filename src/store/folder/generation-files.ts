import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import { blocksOf, syncFolder, writeDurably } from './durable.ts'
import { nullIfMissing } from './files-below.ts'
import { hashesOf } from './hashing.ts'
import type { SeenFiles } from './hashing-thread.ts'
import { contentStampOf } from './touch-stamp.ts'

/** Files by name, each in consecutive pieces. */
export type Contents = ReadonlyMap<string, readonly Uint8Array[]>

/** Paths of existing files by their name in a new generation. */
export type Others = ReadonlyMap<string, string>

/** A comparison of files with their digests. */
export interface ComparedFiles {
  /** describes the first file that is missing or changed; null if none is */
  readonly damage: string | null
  /** names of all of them */
  readonly damaged: readonly string[]
  /** `contentStampOf` each file, by its digest; complete only without damage */
  readonly stamps: ReadonlyMap<string, string>
}

/** Compares files of a folder (name -> SHA-256); those that `seen` remembers are not read. */
export async function compareFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  seen?: SeenFiles,
): Promise<ComparedFiles> {
  const names = Object.keys(files)
  const stamps = new Map<string, string>()
  const missing: string[] = []
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(nullIfMissing)
    if (found?.isFile()) stamps.set(files[name]!, contentStampOf(found))
    else missing.push(name)
  }
  const there = names.filter((name) => !missing.includes(name))
  const paths = there.map((name) => join(folder, name))
  const digests = await hashesOf(paths, seen === undefined ? {} : { seen })
  const changed = there.filter((name, at) => digests[at] !== files[name])
  const damage =
    missing.length > 0
      ? `${missing[0]} is missing`
      : changed.length > 0
        ? `${changed[0]} was changed`
        : null
  return { damage, damaged: [...missing, ...changed], stamps }
}

/**
 * Writes a folder of files as a whole: a crash leaves all of it or nothing. Returns the content
 * stamps of the written files by name.
 */
export async function writeGeneration(
  root: string,
  folder: string,
  { contents, others }: { readonly contents: Contents; readonly others: Others },
): Promise<Map<string, string>> {
  const building = join(dirname(folder), `.building-${process.pid}`)
  const stamps = new Map<string, string>()
  try {
    await mkdir(building, { recursive: true })
    for (const [name, path] of others) await linkOrCopy(path, join(building, name))
    // Concurrently: most of the time goes into waiting for the disk to store them.
    const writes = [...contents].map(async ([name, content]) => {
      await writeDurably(join(building, name), blocksOf(content))
      stamps.set(name, contentStampOf(await stat(join(building, name))))
    })
    const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    await rm(folder, { recursive: true, force: true })
    await rename(building, folder)
  } catch (error) {
    await rm(building, { recursive: true, force: true })
    throw fullOr(error, root)
  }
  await syncFolder(dirname(folder))
  return stamps
}

/** A generation's files never change, so two generations can have the same one. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  // Some file systems have no links.
  await link(from, to).catch(() => copyFile(from, to))
}

/** Error codes for a full disk, a full quota and a file that is too large. */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function fullOr(error: unknown, root: string): unknown {
  if (!(error instanceof Error && 'code' in error && FULL.has(error.code))) return error
  return new AppError(
    'unavailable',
    `There is no room left on the disk of ${root} (${String(error.code)}). The index is as it ` +
      'was. Make room and run the command again.',
    { cause: error },
  )
}
