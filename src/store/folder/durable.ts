import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Replaces a file by what `write` writes to a given path; a crash leaves the old or the new one.
 */
export async function replaceDurably(
  path: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await write(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    // Nobody asked for the temporary file.
    if (error instanceof Error && 'path' in error && error.path === temporary) error.path = path
    throw error
  }
  await syncFolder(dirname(path))
}

/** Writes a file that survives a crash of the machine once this has finished. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array | Iterable<Uint8Array>,
): Promise<void> {
  await writeFile(path, content, { flush: true })
}

/** Bytes per write: one write for each small piece would be slow. */
const BLOCK = 1 << 20

/** Joins small pieces, so as to write less often. */
export function* blocksOf(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let size = 0
  for (const piece of runsOf(pieces)) {
    waiting.push(piece)
    size += piece.length
    if (size < BLOCK) continue
    yield oneOf(waiting)
    waiting = []
    size = 0
  }
  yield oneOf(waiting)
}

function oneOf(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/** Joins pieces that are adjacent in memory, as those taken over from the previous index are. */
function* runsOf(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let run: Uint8Array = new Uint8Array()
  for (const piece of pieces) {
    const end = run.byteOffset + run.length
    if (piece.buffer === run.buffer && piece.byteOffset === end) {
      run = new Uint8Array(run.buffer, run.byteOffset, run.length + piece.length)
      continue
    }
    yield run
    run = new Uint8Array(piece.buffer, piece.byteOffset, piece.length)
  }
  yield run
}

/** Flushes a rename to the disk. Windows opens no folders, and needs no flush. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
