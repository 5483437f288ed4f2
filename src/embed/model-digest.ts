import { createHash, type Hash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { CALIBRATION_FILE, MATTER_FILE, NEIGHBOURS_FILE } from './embed.ts'

/** Files derived from a model, beside it. */
const WORKED_OUT: readonly string[] = [CALIBRATION_FILE, MATTER_FILE, NEIGHBOURS_FILE]

/** Bytes to read at a time. */
const PIECE = 1 << 20

/**
 * SHA-256 of the names and contents of all files below a model's folder, in order of name, without
 * derived files. `read` holds files that the caller has already read.
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
    const content = read[file]
    if (content === undefined) {
      await hashFile(hash, file, join(folder, file))
      continue
    }
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** In pieces, through one buffer: a buffer for a whole network would stay in memory for a while. */
async function hashFile(hash: Hash, name: string, path: string): Promise<void> {
  const file = await open(path)
  try {
    hash.update(`${name}\0${(await file.stat()).size}\0`)
    const buffer = new Uint8Array(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE)
      if (bytesRead === 0) return
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
