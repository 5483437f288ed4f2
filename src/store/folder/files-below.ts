import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

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
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return { name: relative(folder, path).replaceAll(sep, '/'), path }
    })
    .filter(({ name }) => !name.split('/').some(isHidden))
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
