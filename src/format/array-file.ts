import { AppError } from '../domain/errors.ts'

export type Numbers = Uint8Array | Uint16Array | Uint32Array

/** Many texts as one: as UTF-8, each ends at its place in `ends`. */
export interface PackedStrings {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** Numbers as small as the largest of them allows. */
export function narrow(numbers: Uint32Array): Uint16Array | Uint32Array {
  let most = 0
  for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at]!)
  return most > 0xffff ? numbers : Uint16Array.from(numbers)
}

/** Every array begins at a multiple of 4 bytes. */
function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4
}

/**
 * Writes arrays as one file: a header of 32-bit numbers (the format, the number of arrays, then the
 * length of each and its bytes per number), and the arrays as they are in memory, the lowest byte
 * first, so that reading the file computes nothing.
 */
export function writeArrays(format: number, arrays: readonly Numbers[]): Uint8Array {
  const head = Uint32Array.from([
    ...[format, arrays.length],
    ...arrays.flatMap((array) => [array.length, array.BYTES_PER_ELEMENT]),
  ])
  const size = arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), head.byteLength)
  const bytes = new Uint8Array(size)
  bytes.set(new Uint8Array(head.buffer))
  let at = head.byteLength
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += padded(byteLength)
  }
  return bytes
}

/** Whether bytes are those of `writeArrays` with this format. */
export function isOfFormat(bytes: Uint8Array, format: number): boolean {
  return (
    bytes.length >= 8 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === format
  )
}

/**
 * Makes something of the bytes of `writeArrays`, without copying them. Throws `index_damaged` for
 * others, also if `make` fails; `what` begins its message: "The words".
 */
export function readArrays<T>(
  bytes: Uint8Array,
  { format, what }: { readonly format: number; readonly what: string },
  make: (arrays: Numbers[]) => T,
): T {
  try {
    return make(arraysIn(bytes, format))
  } catch (cause) {
    throw new AppError('index_damaged', `${what} cannot be read. Run \`npm run index\`.`, { cause })
  }
}

function arraysIn(given: Uint8Array, format: number): Numbers[] {
  // Numbers of 32 bits must begin at a multiple of 4.
  const bytes = given.byteOffset % 4 === 0 ? given : new Uint8Array(given)
  const { byteOffset } = bytes
  const buffer = bytes.buffer as ArrayBuffer
  const [found, count] = new Uint32Array(buffer, byteOffset, 2)
  if (found !== format) throw new RangeError(`format ${found}`)
  const sizes = new Uint32Array(buffer, byteOffset + 8, 2 * count!)
  let at = byteOffset + 8 + sizes.byteLength
  const arrays = Array.from({ length: count! }, (_, nth): Numbers => {
    const [length, width] = [sizes[2 * nth]!, sizes[2 * nth + 1]!]
    const Kind = width === 4 ? Uint32Array : width === 2 ? Uint16Array : Uint8Array
    const array = new Kind(buffer, at, length)
    at += padded(array.byteLength)
    return array
  })
  if (at !== byteOffset + bytes.length) throw new RangeError('the numbers are cut off')
  return arrays
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Writes texts as one. */
export function stringsOf(texts: readonly string[]): PackedStrings {
  return packed(texts.map((text) => encoder.encode(text)))
}

/** The same of texts that are UTF-8. */
export function packed(encoded: readonly Uint8Array[]): PackedStrings {
  const ends = new Uint32Array(encoded.length)
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const [nth, each] of encoded.entries()) {
    bytes.set(each, end)
    ends[nth] = end += each.length
  }
  return { bytes, ends }
}

/** The texts one by one. */
export function* stringsIn({ bytes, ends }: PackedStrings): Generator<string> {
  // All of them at once: decoding each takes ten times as long.
  const all = decoder.decode(bytes)
  let from = 0
  let start = 0
  for (const end of ends) {
    let length = 0
    for (; from < end; from++) length += unitsFrom(bytes[from]!)
    yield all.slice(start, (start += length))
  }
}

/** The UTF-16 units of the character that begins with this byte of UTF-8; 0 within a character. */
function unitsFrom(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0
  return byte >= 0xf0 ? 2 : 1
}
