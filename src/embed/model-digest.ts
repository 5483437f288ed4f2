import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { CALIBRATION_FILE, MATTER_FILE, NEIGHBOURS_FILE } from './embed.ts'

/** What was worked out from a model, and lies beside it. */
const WORKED_OUT: readonly string[] = [CALIBRATION_FILE, MATTER_FILE, NEIGHBOURS_FILE]

/**
 * SHA-256 over the names and contents of all files below a model's folder, in order of name. What
 * was worked out from the model is not part of it. `read` are files that the caller has read
 * already.
 */
export async function digestOf(
  folder: string,
  read: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !WORKED_OUT.includes(file))
    .sort()
  for (const file of files) {
    const content = read[file] ?? (await readFile(join(folder, file)))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
