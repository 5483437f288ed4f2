import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../domain/errors.ts'
import { searchDataIn, type SearchData } from '../../format/search-data.ts'
import type { LargeSearchData } from '../../format/segment-tokens.ts'
import {
  hashesOf,
  isWorthAThread,
  readHashedApart,
  readSearchDataApart,
  readVectorsApart,
} from './hashing.ts'
import type { CodedVectorsRead } from './hashing-thread.ts'
import { generationOf, parseManifest, type Manifest } from '../../format/manifest.ts'
import { SIGNATURES } from '../../format/signatures.ts'
import {
  SOURCES,
  type Hashed,
  type IndexFiles,
  type OpenFile,
  type Taken,
} from '../../format/open.ts'

/**
 * An index folder:
 *
 *  documents/ the documents as received, with a metadata file beside each where needed
 *  incoming/ documents on their way into documents/, see `settle`
 *  leaving/ documents on their way out of documents/, see `settle`
 *  generations/<n>/ the files of the index; written whole, then never changed
 *  manifest.json names the generation that counts; replaced atomically
 *  .writer locked by the command that writes
 */
export function indexFolder(root: string) {
  const at = (...parts: string[]) => join(root, ...parts)
  const manifestPath = at('manifest.json')
  const documents = at('documents')
  const incoming = at('incoming')
  const leaving = at('leaving')

  const files: IndexFiles = {
    read: (path) => readOrNull(at(path)),
    readHashed: (path) => readHashedOrNull(at(path)),
    open: (path) => openOrNull(at(path)),
  }

  async function writeGeneration(folder: string, contents: Contents) {
    const building = at('generations', `.building-${process.pid}`)
    try {
      await mkdir(building, { recursive: true })
      // Concurrently: most of the time goes into waiting for the disk to store them.
      const writes = [...contents].map(([name, content]) =>
        writeDurably(join(building, name), blocksOf(content)),
      )
      const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') throw failed.reason
      await rm(folder, { recursive: true, force: true })
      await rename(building, folder)
    } catch (error) {
      await rm(building, { recursive: true, force: true })
      throw fullOr(error, root)
    }
    await syncFolder(at('generations'))
  }

  return {
    root,
    files,
    documents,
    incoming,
    leaving,
    manifestPath,

    /**
     * Reads search data, large files in another thread; null where the file is missing. Those of a
     * large index come as its search wants them.
     */
    readSearchData: (path: string, { large } = { large: false }) =>
      readSearchDataOrNull(path, { root, files, large }),

    /**
     * Reads compact vectors beside this thread, with their codes; null where the file is missing, or
     * so small that it is quicker here.
     */
    async readCodedVectors(path: string, dimensions: number): Promise<CodedVectorsRead | null> {
      const found = await stat(at(path)).catch(nullIfMissing)
      if (found === null || !isWorthAThread(found)) return null
      return readVectorsApart(at(path), dimensions).catch(nullIfMissing)
    },

    /** Reads a document as received; null if it is gone. */
    readReceived(name: string) {
      const path = resolve(documents, name)
      return path.startsWith(resolve(documents) + sep) ? readOrNull(path) : Promise.resolve(null)
    },

    /** Creates the folders that an index needs. */
    async prepare(): Promise<void> {
      await mkdir(documents, { recursive: true })
    },

    /**
     * Copies files to where `settle` takes them from. If they went straight into `documents/`, a
     * command killed in between would leave documents there that are in no index.
     */
    async take(added: readonly FoundFile[]): Promise<void> {
      for (const { name, path } of added) {
        if (resolve(path) === resolve(documents, name)) continue
        try {
          await mkdir(dirname(join(incoming, name)), { recursive: true })
          await writeDurably(join(incoming, name), await readFile(path))
        } catch (error) {
          await rm(incoming, { recursive: true, force: true })
          throw fullOr(error, root)
        }
      }
    },

    /** Moves files out of `documents/`, where they wait until the index no longer has them. */
    async release(names: readonly string[]): Promise<void> {
      for (const name of names) {
        await mkdir(dirname(join(leaving, name)), { recursive: true })
        await rename(join(documents, name), join(leaving, name)).catch(nullIfMissing)
      }
    },

    /**
     * Clears up after a command that was killed. Files that the index already has (`expected`, name
     * and SHA-256) go to their place; the others are dropped, since their originals are still in
     * their old place.
     */
    async recover(expected: readonly (readonly [string, string])[]): Promise<void> {
      const digests = new Map(expected)
      for (const { name, path } of await filesBelow(incoming)) {
        if (digests.get(name) !== (await fileSha256(path))) await rm(path)
      }
      for (const { name, path } of await filesBelow(leaving)) {
        if (digests.get(name) === (await fileSha256(path)))
          await rename(path, join(documents, name))
      }
      await this.settle()
    },

    /** Once the new index counts, moves incoming files to their place and drops leaving ones. */
    async settle(): Promise<void> {
      for (const { name, path } of await filesBelow(incoming)) {
        await mkdir(dirname(join(documents, name)), { recursive: true })
        await rename(path, join(documents, name))
      }
      await rm(incoming, { recursive: true, force: true })
      await rm(leaving, { recursive: true, force: true })
    },

    /** Throws `index_missing` or `index_damaged`. */
    async manifest(): Promise<Manifest> {
      const bytes = await readOrNull(manifestPath)
      if (bytes === null) {
        throw new AppError(
          'index_missing',
          `There is no index in ${root}. Put documents into ${documents} and run \`npm run ` +
            'index`, or set INDEX_DIR to a folder that holds one.',
        )
      }
      return parseManifest(new TextDecoder().decode(bytes))
    },

    /**
     * Writes a generation, then the manifest that names it. Killed at any moment, this leaves the
     * old index or the new one. A complete generation that already exists is kept: its digest
     * proves that it is the same.
     */
    async write(manifest: Manifest, contents: Contents): Promise<void> {
      const folder = at('generations', generationOf(manifest))
      if ((await damageIn(folder, manifest.files)) !== null) await writeGeneration(folder, contents)
      await replaceDurably(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`)
    },

    /**
     * Reads the source texts of the generation that a manifest names; `openIndex` leaves their
     * digest to be compared one text at a time. Throws `index_damaged` if their file is missing or
     * has changed.
     */
    async expectSources({ files, ...manifest }: Manifest): Promise<void> {
      const folder = at('generations', generationOf(manifest))
      const damage = await damageIn(folder, { [SOURCES]: files[SOURCES]! })
      if (damage === null) return
      throw new AppError(
        'index_damaged',
        `The index in ${root} is damaged: ${damage}. Run \`npm run index\` to build it anew.`,
      )
    },

    /** A stamp that changes whenever the manifest is replaced or altered. */
    manifestStamp: () => stampOf(manifestPath),

    /**
     * Stamps that change whenever the manifest, or a file that it names, is replaced or altered.
     */
    async stamp(manifest: Manifest): Promise<{ manifest: string; files: string }> {
      const names = Object.keys(manifest.files)
      const paths = names.map((name) => at('generations', generationOf(manifest), name))
      // Signing an index that is being served adds signatures to its proofs from then on.
      const stamps = await Promise.all([manifestPath, at(SIGNATURES), ...paths].map(stampOf))
      return { manifest: stamps[0]!, files: stamps.slice(1).join('; ') }
    },

    /** Removes earlier and unfinished generations, which the manifest does not name. */
    async tidy(manifest: Manifest): Promise<void> {
      for (const name of await namesIn(at('generations'))) {
        if (name === generationOf(manifest)) continue
        await rm(at('generations', name), { recursive: true, force: true })
      }
    },
  }
}

export type IndexFolder = ReturnType<typeof indexFolder>

/** Files by name, each in consecutive pieces. */
type Contents = ReadonlyMap<string, readonly Uint8Array[]>

/** A file below a folder; `name` uses slashes on every system. */
export interface FoundFile {
  readonly name: string
  readonly path: string
}

/**
 * All files below a folder, in order of name, without hidden ones; empty if the folder does not
 * exist.
 */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    emptyIfMissing,
  )
  // By folder: there are few of them, and parsing a path for each of many files takes longer than
  // hashing it.
  const byFolder = Map.groupBy(
    entries.filter((entry) => entry.isFile() && !isHidden(entry.name)),
    ({ parentPath }) => parentPath,
  )
  return [...byFolder]
    .flatMap(([parent, files]) => {
      const below = relative(folder, parent).split(sep)
      if (below.some(isHidden)) return []
      const prefix = below[0] === '' ? '' : `${below.join('/')}/`
      return files.map(({ name }) => ({ name: prefix + name, path: `${parent}${sep}${name}` }))
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isHidden(name: string): boolean {
  return name.startsWith('.')
}

/**
 * Describes the first of these files (name -> SHA-256) that is missing or changed; null if none is.
 */
async function damageIn(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<string | null> {
  for (const [name, digest] of Object.entries(files)) {
    const path = join(folder, name)
    if (!(await isFile(path))) return `${name} is missing`
    if ((await fileSha256(path)) !== digest) return `${name} was changed`
  }
  return null
}

/** SHA-256 of a file, in hex, without holding a large one in memory. */
export async function fileSha256(path: string): Promise<string> {
  return (await hashesOf([path]))[0]!
}

/** Replaces a file; a crash leaves the old content or the new. */
async function replaceDurably(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeDurably(temporary, content)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(join(path, '..'))
}

async function writeDurably(
  path: string,
  content: string | Uint8Array | Iterable<Uint8Array>,
): Promise<void> {
  await writeFile(path, content, { flush: true })
}

/** Bytes per write: one write for each small piece would be slow. */
const BLOCK = 1 << 20

function* blocksOf(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let size = 0
  for (const piece of runsOf(pieces)) {
    waiting.push(piece)
    size += piece.length
    if (size < BLOCK) continue
    yield oneOf(waiting)
    waiting = []
    size = 0
  }
  yield oneOf(waiting)
}

function oneOf(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/** Joins pieces that are adjacent in memory, as those taken over from the previous index are. */
function* runsOf(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let run: Uint8Array = new Uint8Array()
  for (const piece of pieces) {
    const end = run.byteOffset + run.length
    if (piece.buffer === run.buffer && piece.byteOffset === end) {
      run = new Uint8Array(run.buffer, run.byteOffset, run.length + piece.length)
      continue
    }
    yield run
    run = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
  }
  yield run
}

/** Flushes a rename to the disk. Windows opens no folders, and needs no flush. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(emptyIfMissing)
}

async function readOrNull(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await open(path).catch(nullIfMissing)
  if (file === null) return null
  try {
    const found = await file.stat()
    // A pipe has no size before it is read.
    if (!found.isFile()) return new Uint8Array(await file.readFile())
    // In one piece: `readFile` reads a large file in many, and takes three times as long.
    const bytes = new Uint8Array(found.size)
    let size = 0
    for (let read = -1; read !== 0 && size < bytes.length; size += read) {
      read = (await file.read(bytes, size, bytes.length - size, size)).bytesRead
    }
    return bytes.subarray(0, size)
  } finally {
    await file.close()
  }
}

async function readHashedOrNull(path: string): Promise<Hashed | null> {
  const found = await stat(path).catch(nullIfMissing)
  if (found === null) return null
  if (isWorthAThread(found)) return readHashedApart(path).catch(nullIfMissing)
  const bytes = await readOrNull(path)
  // Web Crypto would copy the bytes first, which takes six times as long as hashing them.
  return bytes === null ? null : { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function readSearchDataOrNull(
  path: string,
  { root, files, large }: { root: string; files: IndexFiles; large: boolean },
): Promise<Taken<SearchData | LargeSearchData> | null> {
  const found = await stat(join(root, path)).catch(nullIfMissing)
  return found !== null && isWorthAThread(found)
    ? readSearchDataApart(join(root, path), { large }).catch(nullIfMissing)
    : searchDataIn(files)(path)
}

async function openOrNull(path: string): Promise<OpenFile | null> {
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
    close: () => file.close(),
  }
}

/** Error codes for a full disk, a full quota and a file that is too large. */
const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG'])

function fullOr(error: unknown, root: string): unknown {
  if (!(error instanceof Error && 'code' in error && FULL.has(error.code))) return error
  return new AppError(
    'unavailable',
    `There is no room left on the disk of ${root} (${String(error.code)}). The index is as it ` +
      'was. Make room and run the command again.',
    { cause: error },
  )
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  )
}

function emptyIfMissing(error: unknown): never[] {
  if (isMissing(error)) return []
  throw error
}

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

/** Empty if the file is missing. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(nullIfMissing)
  return found === null ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`
}

/** Whether there is a file at a path. */
export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(nullIfMissing)
  return found !== null && found.isFile()
}
