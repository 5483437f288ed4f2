import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { AppError } from '../errors.ts'
import { generationOf, parseManifest, type Manifest } from './manifest.ts'
import type { IndexFiles, OpenFile } from './open.ts'

/**
 * An index folder:
 *
 *     documents/        the documents as received, with a metadata file beside each where needed
 *     incoming/         documents on their way into documents/, see `settle`
 *     generations/<n>/  the files of the index; written whole, then never changed
 *     manifest.json     names the generation that counts; replaced in one step
 *     .lock             process id of the command that writes
 */
export function indexFolder(root: string) {
  const at = (...parts: string[]) => join(root, ...parts)
  const manifestPath = at('manifest.json')

  const files: IndexFiles = {
    read: (path) => readOrNull(at(path)),
    open: (path) => openOrNull(at(path)),
  }

  return {
    root,
    files,
    documents: at('documents'),
    incoming: at('incoming'),
    manifestPath,

    /** Throws `index_missing` or `index_damaged`. */
    async manifest(): Promise<Manifest> {
      const bytes = await readOrNull(manifestPath)
      if (bytes === null) {
        throw new AppError(
          'index_missing',
          `There is no index in ${root}. Put documents into ${at('documents')} and run \`npm run index\`, or set INDEX_DIR to a folder that holds one.`,
        )
      }
      return parseManifest(new TextDecoder().decode(bytes))
    },

    /**
     * Writes a generation and then the manifest that names it. Killed at any moment, this leaves the
     * old index or the new one. A generation that is there already is the same, by its digest.
     */
    async write(manifest: Manifest, contents: ReadonlyMap<string, Uint8Array>): Promise<void> {
      const folder = at('generations', generationOf(manifest))
      const building = at('generations', `.building-${process.pid}`)
      await rm(building, { recursive: true, force: true })
      await mkdir(building, { recursive: true })
      for (const [name, bytes] of contents) await writeDurably(join(building, name), bytes)
      await rm(folder, { recursive: true, force: true })
      await rename(building, folder)
      await syncFolder(at('generations'))
      await replaceDurably(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`)
    },

    /** Removes what the manifest does not name: earlier generations and unfinished ones. */
    async tidy(manifest: Manifest): Promise<void> {
      for (const name of await namesIn(at('generations'))) {
        if (name === generationOf(manifest)) continue
        await rm(at('generations', name), { recursive: true, force: true })
      }
    },
  }
}

export type IndexFolder = ReturnType<typeof indexFolder>

/** A file below a folder; `name` uses slashes on every system. */
export interface FoundFile {
  readonly name: string
  readonly path: string
}

/** All files below a folder, in order of name, without hidden ones; none where there is no folder. */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    emptyIfMissing,
  )
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { name: relative(folder, path).split(sep).join('/'), path }
    })
    .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** SHA-256 of a file, in hex, without holding it in memory. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path)
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk)
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

/** Writes a file so that a crash leaves the old content or the new one. */
export async function replaceDurably(path: string, content: string | Uint8Array): Promise<void> {
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

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(path, content, { flush: true })
}

/** Makes a rename last; not every system lets a folder be opened, and then the rename lasts anyway. */
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
  return readFile(path).catch(nullIfMissing)
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

/** Whether there is a file at a path. */
export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(nullIfMissing)
  return found !== null && found.isFile()
}
