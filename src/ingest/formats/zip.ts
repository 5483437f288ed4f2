import { inflateRawSync } from 'node:zlib'
import { AppError } from '../../domain/errors.ts'

/** What a Word document may take when it is unpacked: a letter takes some hundred kB. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FILES = 5000

/**
 * Unpacks a zip archive once, with a limit, before a library unpacks it without one: the sizes that
 * an archive states may be lies. Throws `unreadable_document`.
 */
export function checkZip(bytes: Uint8Array, fileName: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findDirectoryEnd(view)
  if (end === null) throw unreadable(fileName, 'the archive is cut off')
  const files = view.getUint16(end + 10, true)
  if (files > MOST_FILES) throw unreadable(fileName, `it holds ${files} files`)
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let index = 0; index < files; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      throw unreadable(fileName, 'the list of its files is damaged')
    }
    total += unpackedSize(bytes, view, at, MOST_BYTES - total, fileName)
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true)
  }
}

function unreadable(fileName: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'unreadable_document',
    `${fileName} cannot be read: ${why}; save it again as .docx`,
    { cause },
  )
}

/** The end of the archive's directory stands in its last 64 kB. */
function findDirectoryEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return null
}

function unpackedSize(
  bytes: Uint8Array,
  view: DataView,
  entry: number,
  left: number,
  fileName: string,
): number {
  const method = view.getUint16(entry + 10, true)
  const packed = view.getUint32(entry + 20, true)
  const header = view.getUint32(entry + 42, true)
  if (header + 30 > bytes.length) throw unreadable(fileName, 'the list of its files is damaged')
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  if (method === 0) {
    if (packed > left) throw unreadable(fileName, TOO_LARGE)
    return packed
  }
  try {
    const data = bytes.subarray(start, start + packed)
    return inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length
  } catch (cause) {
    const large = cause instanceof RangeError
    throw unreadable(fileName, large ? TOO_LARGE : 'one of its files is damaged', cause)
  }
}

const TOO_LARGE = `it unpacks to more than ${MOST_BYTES / 1024 / 1024} MB`
