import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { searchDataIn, type SearchData } from '../../format/search-data.ts'
import type { Hashed, IndexFiles, OpenFile, Taken } from '../../format/open.ts'
import { emptyIfMissing, nullIfMissing } from './files-below.ts'
import {
  hashesOf,
  isWorthAThread,
  readHashedApart,
  readSearchDataApart,
  readSharedApart,
} from './hashing.ts'
import type { SharedRead } from './read-hashed.ts'
import type { WrittenFiles } from './written-files.ts'

/** The names in a folder; none if it does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(emptyIfMissing)
}

/** SHA-256 of a file, in hex, without holding a large one in memory. */
export async function fileSha256(path: string): Promise<string> {
  return (await hashesOf([path]))[0]!
}

/** The bytes of a file; null if it is missing. */
export async function readOrNull(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const read = await readFile(path).catch(nullIfMissing)
  return read === null ? null : new Uint8Array(read.buffer, read.byteOffset, read.length)
}

/** Nothing is remembered: every file is hashed. */
const NOTHING_WRITTEN: WrittenFiles = () => null

/** Looks at a file without reading it, and at what is remembered of it; null if it is missing. */
async function lookAt(path: string, written: WrittenFiles) {
  const found = await stat(path).catch(nullIfMissing)
  return found && { found, known: written(found) ?? undefined }
}

/** The bytes of a file with their digest, a large one in another thread; null if it is missing. */
export async function readHashedOrNull(
  path: string,
  written = NOTHING_WRITTEN,
): Promise<Hashed | null> {
  const file = await lookAt(path, written)
  if (file === null) return null
  if (isWorthAThread(file.found)) return readHashedApart(path, file.known).catch(nullIfMissing)
  const bytes = await readOrNull(path)
  // Web Crypto would copy the bytes first, which takes six times as long as hashing them.
  return bytes === null ? null : { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The same, by another thread, which can look at the bytes again. */
export async function readSharedOrNull(
  path: string,
  written = NOTHING_WRITTEN,
): Promise<SharedRead | null> {
  const file = await lookAt(path, written)
  return file && readSharedApart(path, file.known).catch(nullIfMissing)
}

/** SHA-256 of a file, in hex, unless it is known without reading it; null if it is missing. */
export async function digestOrNull(
  path: string,
  written = NOTHING_WRITTEN,
): Promise<string | null> {
  const file = await lookAt(path, written)
  return file && (file.known?.sha256 ?? fileSha256(path).catch(nullIfMissing))
}

/** Search data, large ones in another thread; null if their file is missing. */
export async function readSearchDataOrNull(
  path: string,
  { root, files }: { root: string; files: IndexFiles },
): Promise<Taken<SearchData> | null> {
  const found = await stat(join(root, path)).catch(nullIfMissing)
  return found !== null && isWorthAThread(found)
    ? readSearchDataApart(join(root, path)).catch(nullIfMissing)
    : searchDataIn(files)(path)
}

/** A file to read in parts; null if it is missing. */
export async function openOrNull(path: string): Promise<OpenFile | null> {
  const file = await open(path).catch(nullIfMissing)
  if (file === null) return null
  return {
    async slice(start, end) {
      const { bytesRead, buffer } = await file.read(
        new Uint8Array(end - start),
        0,
        end - start,
        start,
      )
      return buffer.subarray(0, bytesRead)
    },
    fillNow: (bytes, at) => readSync(file.fd, bytes, 0, bytes.length, at),
    close: () => file.close(),
  }
}

/** Changes whenever a file is replaced or altered; empty if it is missing. */
export async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(nullIfMissing)
  return found === null ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`
}

/** Whether there is a file at a path. */
export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(nullIfMissing)
  return found !== null && found.isFile()
}
