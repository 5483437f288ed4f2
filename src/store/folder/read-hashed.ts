import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Hashed } from '../../format/open.ts'
import { touchStampOf } from './touch-stamp.ts'

/** What a file was when its digest was remembered. */
export interface UntouchedFile {
  readonly stamp: string
  readonly sha256: string
}

/** Reads a regular file and hashes it in memory, unless nobody touched it since it was hashed. */
export function readHashed(path: string, known?: UntouchedFile): Hashed {
  return readInto(path, (size) => new Uint8Array(size), known)
}

/** The same, with bytes that several threads can see without a copy. */
export interface SharedRead {
  readonly bytes: Uint8Array<SharedArrayBuffer>
  readonly sha256: string
}

export function readHashedShared(path: string, known?: UntouchedFile): SharedRead {
  return readInto(path, (size) => new Uint8Array(new SharedArrayBuffer(size)), known)
}

function readInto<Buffer extends ArrayBufferLike>(
  path: string,
  roomFor: (size: number) => Uint8Array<Buffer>,
  known?: UntouchedFile,
): { bytes: Uint8Array<Buffer>; sha256: string } {
  const file = openSync(path, 'r')
  try {
    // In one piece: `readFile` reads a large file in many, and takes three times as long.
    const memory = roomFor(fstatSync(file).size)
    const bytes = memory.subarray(0, fill(file, memory))
    // Compared after reading: whoever wrote to the file meanwhile left it another time.
    const isKnown = known !== undefined && touchStampOf(fstatSync(file)) === known.stamp
    const sha256 = isKnown ? known.sha256 : createHash('sha256').update(bytes).digest('hex')
    return { bytes, sha256 }
  } finally {
    closeSync(file)
  }
}

/** Reads on until the memory is full or the file ends; returns the number of bytes read. */
function fill(file: number, memory: Uint8Array): number {
  let size = 0
  for (let read = -1; read !== 0 && size < memory.length; size += read) {
    read = readSync(file, memory, size, memory.length - size, null)
  }
  return size
}

/**
 * One buffer for hashing all files: touching new memory takes longer than reading a small file into
 * it.
 */
const BLOCK = new Uint8Array(1 << 20)

/** SHA-256 of a file, in hex, without holding a large one in memory. */
export function hashOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    for (let size = -1; size !== 0; hash.update(BLOCK.subarray(0, size))) size = fill(file, BLOCK)
    return hash.digest('hex')
  } finally {
    closeSync(file)
  }
}
