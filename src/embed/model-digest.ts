import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CALIBRATION_FILE } from './embed.ts'

/**
 * SHA-256 over the names and contents of all files below a model's folder, in order of name. What
 * was learned about the model is not part of it.
 */
export async function digestOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => file !== CALIBRATION_FILE)
    .sort()
  for (const file of files) {
    const content = await readFile(join(folder, file))
    hash.update(`${file.replaceAll('\\', '/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
