import { chmodSync, copyFileSync, linkSync, mkdirSync } from 'node:fs'
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Paths of the files below a folder, or that of a file itself. */
export function filesOf(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Total bytes of the files below a folder. */
export function sizeOf(folder: string): number {
  return filesOf(folder).reduce((sum, path) => sum + statSync(path).size, 0)
}

/** Files of this size are linked if possible: models and programs are most of the image. */
const LARGE = 1 << 20

/** Copies or links a file; the file itself if `from` is a link to it. */
export function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  const path = realpathSync(from)
  const { size, mode } = statSync(path)
  // A link shares its file's mode, so a file that needs another mode is copied.
  if (size > LARGE && (mode & 0o7777) === readableMode(mode)) {
    try {
      return linkSync(path, to)
    } catch {
      // Another file system: a copy takes longer, with the same result.
    }
  }
  copyFileSync(path, to)
}

/** The new mode of a file: everybody may read it, and run it if anybody may. */
function readableMode(mode: number): number {
  return (mode & 0o111) !== 0 ? 0o755 : 0o644
}

/** Lets everybody read a folder's contents, and only the owner write. */
export function readable(to: string): void {
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const mode = statSync(path).mode & 0o7777
    const wanted = entry.isDirectory() ? 0o755 : readableMode(mode)
    if (mode !== wanted) chmodSync(path, wanted)
  }
  chmodSync(to, 0o755)
}
