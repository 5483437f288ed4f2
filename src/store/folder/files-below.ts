import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

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
 * All files below a folder, in order of name, without hidden ones and links; empty if the folder
 * does not exist. Throws the system's error of a folder that cannot be read.
 */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const { files, closed } = await entriesBelow(folder)
  if (closed.length > 0) throw closed[0]!.error
  return files
}

/** What lies below a folder, in order of name. */
interface Entries {
  readonly files: FoundFile[]
  /** links, pipes and whatever else is neither a file nor a folder */
  readonly others: FoundFile[]
  /** folders that cannot be read, with the system's errors */
  readonly closed: { readonly name: string; readonly error: unknown }[]
}

/** All that lies below a folder but what is hidden and what lies in folders that `skips` names. */
export async function entriesBelow(
  folder: string,
  skips: (name: string) => boolean = () => false,
): Promise<Entries> {
  const found: Entries = { files: [], others: [], closed: [] }
  const folders: FoundFile[] = [{ name: '', path: folder }]
  // Grows while it is read.
  for (const { name: parent, path } of folders) {
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      if (!isMissing(error)) found.closed.push({ name: parent, error })
      return []
    })
    // By folder, as `join` begins a path: an archive has tens of thousands of files in one.
    const [before, from] = [parent === '' ? '' : `${parent}/`, join(path, '-').slice(0, -1)]
    for (const entry of entries) {
      if (isHidden(entry.name)) continue
      const each = { name: before + entry.name, path: from + entry.name }
      if (entry.isFile()) found.files.push(each)
      else if (!entry.isDirectory()) found.others.push(each)
      else if (!skips(each.name)) folders.push(each)
    }
  }
  for (const each of [found.files, found.others, found.closed]) each.sort(byName)
  return found
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

/** Also what Windows and Word leave in a folder: "~$brief.docx" while somebody edits it. */
function isHidden(name: string): boolean {
  return /^(?:\.|~\$)|^(?:thumbs\.db|desktop\.ini)$/i.test(name)
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
