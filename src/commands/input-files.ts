import { readFileSync } from 'node:fs'
import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '../domain/errors.ts'
import type { InputFile } from '../ingest/read-input.ts'
import { metadataName } from '../store/folder/differences.ts'
import type { IndexFolder } from '../store/folder/folder.ts'
import { hashesOf } from '../store/folder/hashing.ts'
import {
  entriesBelow,
  filesBelow,
  whyUnopened,
  type FoundFile,
  type UnreadFile,
} from '../store/folder/files-below.ts'

/** Files to index, and those that cannot be read. */
interface FilesToRead {
  readonly readable: FoundFile[]
  readonly unread: UnreadFile[]
}

/**
 * The files that paths name, and every file below their folders: not the index's own, nor those of
 * packages. Throws `invalid_request` if one is missing, or is part of the index.
 */
export async function filesAt(paths: readonly string[], indexDir: string): Promise<FilesToRead> {
  const own = await realpath(indexDir).catch(() => null)
  const found = await Promise.all(paths.map((path) => filesOfPath(path, own)))
  const { readable, unread } = await readableOf(found.flatMap(({ readable }) => readable))
  return { readable, unread: [...unread, ...found.flatMap((each) => each.unread)] }
}

/** What lies in an index folder and is no document. */
const OF_INDEX = ['generations', 'incoming', 'leaving', 'manifest.json']

async function filesOfPath(path: string, own: string | null): Promise<FilesToRead> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new AppError('invalid_request', `There is no file or folder ${path}.`)
  const root = await realpath(path)
  const isOwn = own !== null && OF_INDEX.some((name) => isWithin(join(own, name), root))
  if (root === own || isOwn) {
    throw new AppError(
      'invalid_request',
      `${path} is part of the index itself. Name other files or folders, or none to index the ` +
        'documents of the index again.',
    )
  }
  if (!found.isDirectory()) return { readable: [{ name: basename(path), path }], unread: [] }
  const { files, others, closed } = await entriesBelow(path, (name) => {
    return join(root, name) === own || basename(name) === 'node_modules'
  })
  const led = await Promise.all(others.map((other) => ledTo(other, root)))
  return {
    readable: [...files, ...led.filter((each) => 'path' in each)],
    unread: [
      ...led.filter((each) => 'reason' in each),
      ...closed.map(({ name, error }) => {
        return { file: name === '' ? basename(path) : name, reason: whyUnopened(error) }
      }),
    ],
  }
}

/**
 * The file that a link in a folder leads to if that lies in the folder too, as in mounted volumes:
 * what lies elsewhere nobody asked for.
 */
async function ledTo({ name, path }: FoundFile, root: string): Promise<FoundFile | UnreadFile> {
  try {
    const target = await realpath(path)
    const found = await stat(target)
    if (found.isDirectory()) return { file: name, reason: 'it is a link: name its folder itself' }
    if (!found.isFile()) return { file: name, reason: NO_FILE }
    if (isWithin(root, target)) return { name, path: target }
    return { file: name, reason: 'it is a link to what lies elsewhere: name that file itself' }
  } catch (error) {
    return { file: name, reason: whyUnopened(error) }
  }
}

/** What lies in a folder of documents and is no file, such as a link. */
export async function noFilesBelow(folder: string): Promise<UnreadFile[]> {
  const { others } = await entriesBelow(folder)
  return others.map(({ name }) => ({ file: name, reason: `${NO_FILE}: put the file itself there` }))
}

const NO_FILE = 'it is no file'

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path)
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)
}

/** Bytes of the largest file that an index takes; the largest document is a sixth of it. */
const MOST_BYTES = 100 * 1024 * 1024

/**
 * Those of the files that can be read, and those that cannot: a file that goes away or that nobody
 * may read never ends a run, nor does one that fills the disk.
 */
export async function readableOf(files: readonly FoundFile[]): Promise<FilesToRead> {
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
    if (!found.isFile()) return NO_FILE
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
