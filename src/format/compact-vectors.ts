import { AppError } from '../domain/errors.ts'
import { documentPlaces, type DocumentVectors, type Int8Vectors } from '../vectors/int8.ts'

/** The file of vectors in each part of a large index, in place of Vectra's. */
export const COMPACT_VECTORS = 'vectors.int8'

/**
 * The number of paragraphs from which this form is used. Vectra stores vectors as JSON: 20,000 of
 * 384 numbers are 28 MB, which take 0.23 s and 63 MB to read, where this form takes 7 ms and 3 MB.
 * Both grow with the index, and from 390,000 on the JSON exceeds the length of a string in Node
 * (bench/growth-notes.md).
 */
export const COMPACT_FROM = 20_000

/** Whether an index has so many paragraphs that this form is used, and only candidates scored. */
export function isLarge({ paragraphs }: { readonly paragraphs: number }): boolean {
  return paragraphs >= COMPACT_FROM
}

/** The header: the numbers of dimensions, of vectors and of bytes in the ids. */
const HEAD = 12

/**
 * The vectors as they are compared: a header of three numbers, the ids as JSON (`[document,
 * [paragraphs]]`), then one row after the other, a byte a number.
 */
export function writeCompactVectors(documents: readonly DocumentVectors[]): Uint8Array[] {
  const some = documents.find(({ paragraphIds }) => paragraphIds.length > 0)
  const dimensions = some === undefined ? 0 : some.numbers.length / some.paragraphIds.length
  const count = documents.reduce((sum, { paragraphIds }) => sum + paragraphIds.length, 0)
  const ids = new TextEncoder().encode(
    JSON.stringify(documents.map((each) => [each.documentId, each.paragraphIds])),
  )
  const head = new DataView(new ArrayBuffer(HEAD))
  for (const [at, number] of [dimensions, count, ids.length].entries()) {
    head.setUint32(4 * at, number, true)
  }
  return [
    new Uint8Array(head.buffer),
    ids,
    ...documents.map(
      ({ numbers }) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.length),
    ),
  ]
}

/** The rows in the bytes of `writeCompactVectors`, one after the other. */
export function rowsIn<Buffer extends ArrayBufferLike>(
  bytes: Uint8Array<Buffer>,
): Int8Array<Buffer> {
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const from = HEAD + head.getUint32(8, true)
  return new Int8Array(bytes.buffer, bytes.byteOffset + from, bytes.length - from)
}

/** Reads the bytes of `writeCompactVectors` without copying rows. Throws `index_damaged`. */
export function readCompactVectors(bytes: Uint8Array, dimensions: number): Int8Vectors {
  try {
    const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
    const [written, count, idBytes] = [0, 4, 8].map((at) => head.getUint32(at, true))
    const from = HEAD + idBytes!
    if ((count! > 0 && written !== dimensions) || bytes.length !== from + count! * dimensions) {
      throw new RangeError(`${count} vectors of ${written} numbers in ${bytes.length} bytes`)
    }
    const ids = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, from))) as [
      string,
      string[],
    ][]
    const rows = new Int8Array(bytes.buffer, bytes.byteOffset + from, count! * dimensions)
    const owners = new Uint32Array(count!)
    const places = documentPlaces()
    let rowsSoFar = 0
    for (const [documentId, { length }] of ids) {
      if (length === 0) continue
      owners.fill(places.of(documentId), rowsSoFar, (rowsSoFar += length))
    }
    const paragraphIds = ids.flatMap(([, paragraphs]) => paragraphs)
    if (paragraphIds.length !== count) throw new RangeError(`${paragraphIds.length} ids`)
    return {
      dimensions,
      paragraphIds,
      owners,
      documentIds: places.ids(),
      row: (at) => rows.subarray(at * dimensions, (at + 1) * dimensions),
    }
  } catch (cause) {
    throw new AppError(
      'index_damaged',
      `The index's vectors (${COMPACT_VECTORS}) cannot be read. Run \`npm run index\` to build ` +
        'it anew.',
      { cause },
    )
  }
}
