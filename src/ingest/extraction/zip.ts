import { crc32, inflateRawSync } from 'node:zlib'
import { AppError } from '../../domain/errors.ts'

/** Bytes that a Word document may unpack to: a letter takes a few hundred kB. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FILES = 5000

/** The files in a zip archive, unpacked on demand. */
export interface Archive {
  readonly names: readonly string[]
  /** bytes that may still be unpacked; nested archives draw on the same budget */
  readonly budget: { left: number }
  /** null if there is no such file; throws `unreadable_document` if it is damaged or too large */
  read(name: string): Uint8Array | null
}

interface Entry {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly header: number
}

/**
 * Opens a zip archive. Whatever sizes it declares, it unpacks to 64 MB in all at most. Throws
 * `unreadable_document`.
 */
export function openZip(
  bytes: Uint8Array,
  fileName: string,
  budget = { left: MOST_BYTES },
): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(bytes, view, fileName)
  return {
    names: [...entries.keys()],
    budget,
    read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const content = unpack(bytes, view, entry, budget.left, fileName)
      budget.left -= content.length
      return content
    },
  }
}

function entriesOf(bytes: Uint8Array, view: DataView, fileName: string): Map<string, Entry> {
  const end = findDirectoryEnd(view)
  if (end === null) throw unreadable(fileName, 'the archive is cut off')
  const files = view.getUint16(end + 10, true)
  if (files > MOST_FILES) throw unreadable(fileName, `it holds ${files} files`)
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < files; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      throw unreadable(fileName, 'the list of its files is damaged')
    }
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/')
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      header: view.getUint32(at + 42, true),
    })
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function unreadable(fileName: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'unreadable_document',
    `${fileName} cannot be read: ${why}; save it again as .docx`,
    { cause },
  )
}

/** The end of the archive's directory lies in its last 64 kB. */
function findDirectoryEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return null
}

function unpack(
  bytes: Uint8Array,
  view: DataView,
  { method, crc, packed, header }: Entry,
  left: number,
  fileName: string,
): Uint8Array {
  if (header + 30 > bytes.length) throw unreadable(fileName, 'the list of its files is damaged')
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  const data = bytes.subarray(start, start + packed)
  if (method === 0 && packed > left) throw unreadable(fileName, TOO_LARGE)
  const content = method === 0 ? data : inflate(data, left, fileName)
  if (crc32(content) !== crc) throw unreadable(fileName, 'one of its files is damaged')
  return content
}

function inflate(data: Uint8Array, left: number, fileName: string): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) })
  } catch (cause) {
    const large = cause instanceof RangeError
    throw unreadable(fileName, large ? TOO_LARGE : 'one of its files is damaged', cause)
  }
}

const TOO_LARGE = `it unpacks to more than ${MOST_BYTES / 1024 / 1024} MB`
