import { createHash, type Hash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import {
  CALIBRATION_FILE,
  MATTER_FILE,
  NEIGHBOURS_FILE,
  QUERIES_DIGEST_FILE,
  QUERIES_FILE,
} from './embed.ts'

/** Files beside a model on which no vector of an index depends. */
const BESIDE: readonly string[] = [
  ...[CALIBRATION_FILE, MATTER_FILE, NEIGHBOURS_FILE],
  ...[QUERIES_FILE, QUERIES_DIGEST_FILE],
]

/** Bytes to read at a time. */
const PIECE = 1 << 20

/**
 * SHA-256 of the names and contents of all files below a model's folder, in order of name, without
 * those that change no vector of a passage. `read` holds files that the caller has already read.
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
    .filter((file) => !BESIDE.includes(file))
    .sort()
  for (const file of files) {
    const content = read[file]
    if (content === undefined) {
      const path = join(folder, file)
      hash.update(`${file}\0${(await stat(path)).size}\0`)
      await hashFile(hash, path)
      continue
    }
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** SHA-256, hex, of a file. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await hashFile(hash, path)
  return hash.digest('hex')
}

/** In pieces, through one buffer: a buffer for a whole network would stay in memory for a while. */
async function hashFile(hash: Hash, path: string): Promise<void> {
  const file = await open(path)
  try {
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
