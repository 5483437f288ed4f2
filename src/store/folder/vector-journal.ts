import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { VectorMemory } from '../../vectors/vector-memory.ts'

/** A file in an index folder during a run, or after an interrupted one. */
const FILE = '.vectors'

/** Bytes of a key. */
const KEY = 16

/** The vectors that a run has made so far, on disk. */
export interface VectorJournal extends VectorMemory {
  /** removes the file, once the index contains its vectors */
  clear(): void
  /** leaves the file for the next run, unless it was removed */
  close(): void
}

/**
 * Opens the journal of an index folder: it writes each vector to disk at once, so that the next run
 * need not repeat the work of a killed one. A journal of another model starts afresh, and an
 * incomplete record at its end is dropped. The caller holds the folder's lock.
 */
export function openVectorJournal(
  root: string,
  { digest, dimensions }: { digest: string; dimensions: number },
): VectorJournal {
  const path = join(root, FILE)
  const head = Buffer.from(`${digest} ${dimensions}\n`)
  const size = KEY + dimensions
  const known = new Map<string, Int8Array>()
  const file = openSync(path, 'a+')
  const bytes = readFileSync(file)
  const records = bytes.subarray(head.length)
  const isOurs = bytes.subarray(0, head.length).equals(head)
  if (!isOurs) {
    ftruncateSync(file, 0)
    writeSync(file, head)
  } else {
    const whole = Math.floor(records.length / size) * size
    for (let at = 0; at < whole; at += size) {
      const numbers = new Int8Array(records.subarray(at + KEY, at + size))
      known.set(records.toString('hex', at, at + KEY), numbers)
    }
    ftruncateSync(file, head.length + whole)
  }

  return {
    get: (key) => known.get(key),
    keep(entries) {
      if (entries.length === 0) return
      for (const [key, numbers] of entries) known.set(key, numbers)
      writeSync(
        file,
        Buffer.concat(
          entries.flatMap(([key, numbers]) => [Buffer.from(key, 'hex'), Buffer.from(numbers)]),
        ),
      )
    },
    close: () => closeSync(file),
    clear: () => rmSync(path),
  }
}
