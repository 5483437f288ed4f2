import { readFileSync } from 'node:fs'
import { access, constants, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../domain/errors.ts'
import type { InputFile } from '../ingest/read-input.ts'
import { metadataName } from '../store/folder/differences.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import { hashesOf } from '../store/folder/hashing.ts'
import {
  filesBelow,
  whyUnopened,
  type FoundFile,
  type UnreadFile,
} from '../store/folder/files-below.ts'

/**
 * The file that a path names, or every file below a folder. Throws `invalid_request` if it is
 * missing.
 */
export async function filesAt(path: string): Promise<FoundFile[]> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new AppError('invalid_request', `There is no file or folder ${path}.`)
  return found.isDirectory() ? filesBelow(path) : [{ name: basename(path), path }]
}

/** Bytes of the largest file that an index takes; the largest document is a sixth of it. */
const MOST_BYTES = 100 * 1024 * 1024

/**
 * Those of the files that can be read, and those that cannot: a file that goes away or that nobody
 * may read never ends a run, nor does one that fills the disk.
 */
export async function readableOf(
  files: readonly FoundFile[],
): Promise<{ readable: FoundFile[]; unread: UnreadFile[] }> {
  const readable: FoundFile[] = []
  const unread: UnreadFile[] = []
  // One by one, since a process may only have so many files open.
  for (const file of files) {
    const reason = await unreadableFor(file.path)
    if (reason === null) readable.push(file)
    else unread.push({ file: file.name, reason })
  }
  return { readable, unread }
}

async function unreadableFor(path: string): Promise<string | null> {
  try {
    const found = await stat(path)
    // Opening a pipe would wait for whoever writes to it.
    if (!found.isFile()) return 'it is no file'
    if (found.size > MOST_BYTES) return 'it is larger than 100 MB'
    await access(path, constants.R_OK)
    return null
  } catch (error) {
    return whyUnopened(error)
  }
}

/**
 * Documents with the metadata files beside them; of files with the same name, the last one counts.
 */
export async function inputsFrom(
  files: readonly FoundFile[],
  digestsOf: (paths: readonly string[]) => Promise<string[]> = hashesOf,
): Promise<InputFile[]> {
  const paths = new Map(files.map(({ name, path }) => [name, path]))
  const metadataNames = new Set(
    [...paths.keys()].filter((name) => !name.endsWith('.json')).map(metadataName),
  )
  const found = [...paths.keys()]
    .filter((name) => !metadataNames.has(name))
    .map((name) => {
      const path = paths.get(name)!
      const beside = paths.get(metadataName(name))
      return { name, path, beside: beside === path ? undefined : beside }
    })
  const all = found.flatMap(({ path, beside }) => (beside === undefined ? [path] : [path, beside]))
  const digests = await digestsOf(all)
  let next = 0
  return found.map(({ name, path, beside }) => ({
    name,
    sha256: digests[next++]!,
    read: async () => new Uint8Array(await readFile(path).catch(refuse)),
    metadata: beside === undefined ? null : metadataIn(beside, digests[next++]!),
  }))
}

/** A file that goes away once it was hashed is one that cannot be read, and ends no run. */
function refuse(cause: unknown): never {
  throw new AppError('unreadable_document', `The file or its metadata: ${whyUnopened(cause)}.`, {
    cause,
  })
}

/** What the documents folder will hold: its files, replaced by incoming ones of the same name. */
export async function inputsOf(folder: IndexFolder): Promise<InputFile[]> {
  return inputsFrom(
    [...(await filesBelow(folder.documents)), ...(await filesBelow(folder.incoming))],
    (paths) => folder.digestsOf(paths, { keep: true }),
  )
}

/** Read when it is needed: there may be as many files as documents. */
function metadataIn(path: string, sha256: string): InputFile['metadata'] {
  return {
    sha256,
    get text() {
      try {
        return new TextDecoder().decode(readFileSync(path))
      } catch (error) {
        return refuse(error)
      }
    },
  }
}
