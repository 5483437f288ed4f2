import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** A file below a folder; `name` uses slashes on every system. */
export interface FoundFile {
  readonly name: string
  readonly path: string
}

/** A file or folder that cannot be read, and why. */
export interface UnreadFile {
  readonly file: string
  readonly reason: string
}

/** Why a file cannot be read, from an error of the system. */
export function whyUnopened(error: unknown): string {
  return `it cannot be opened (${String((error as NodeJS.ErrnoException).code)})`
}

/**
 * All files below a folder, in order of name, without hidden ones; empty if the folder does not
 * exist.
 */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    emptyIfMissing,
  )
  // By folder: an archive has tens of thousands of files in one.
  const byFolder = Map.groupBy(
    entries.filter((entry) => entry.isFile() && !isHidden(entry.name)),
    ({ parentPath }) => parentPath,
  )
  return [...byFolder]
    .flatMap(([parent, files]) => {
      const below = relative(folder, parent).split(sep)
      if (below.some(isHidden)) return []
      // As `join` begins a path: not with './'.
      const [before, from] = [below.join('/'), join(parent, '-').slice(0, -1)]
      return files.map(({ name }): FoundFile => {
        return { name: before === '' ? name : `${before}/${name}`, path: from + name }
      })
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isHidden(name: string): boolean {
  return name.startsWith('.')
}

/** None for the error of a folder that is missing; throws any other. */
export function emptyIfMissing(error: unknown): never[] {
  if (isMissing(error)) return []
  throw error
}

/** Null for the error of a file that is missing; throws any other. */
export function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  )
}
