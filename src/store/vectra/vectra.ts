import { ItemSelector, JsonCodec, LocalIndex, type FileStorage, type IndexItem } from 'vectra'
import { AppError, messageOf } from '../../domain/errors.ts'
import type { Manifest } from '../../format/manifest.ts'
import { readFileOf, VECTORS, type IndexFiles } from '../../format/open.ts'
import { documentPlaces, type DocumentVectors, type Int8Vectors } from '../../vectors/int8.ts'

/**
 * Writes the vectors of documents as a Vectra index; anybody can open its folder with `new
 * LocalIndex(folder)`. A vector is stored as whole numbers of 8 bits, with the norm that Vectra
 * divides by, so the cosines are those of the store and the file is no larger than floats would be
 * in binary.
 *
 * Vectra's codec writes it in one go: `insertItem` compares every new item with all the others,
 * which takes seconds at 10,000 and minutes at 100,000. Throws `too_large` beyond Node's limit for
 * one string: some 390,000 vectors of 384 numbers.
 */
export function writeVectra(documents: readonly DocumentVectors[]): Uint8Array {
  const items = documents.flatMap(itemsOf)
  try {
    return new JsonCodec().serializeIndex({ version: 1, metadata_config: {}, items })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppError(
      'too_large',
      `${items.length} vectors are too many for a Vectra index. Keep the index in PostgreSQL, ` +
        'with STORE=postgres.',
      { cause },
    )
  }
}

function itemsOf({ documentId, paragraphIds, numbers }: DocumentVectors): IndexItem[] {
  const dimensions = numbers.length / paragraphIds.length
  return paragraphIds.map((id, at) => {
    const vector = [...numbers.subarray(at * dimensions, (at + 1) * dimensions)]
    // Vectra divides by the norm: with 1 a vector of zeros has a cosine of 0, and not NaN.
    return { id, metadata: { documentId }, vector, norm: ItemSelector.normalize(vector) || 1 }
  })
}

/**
 * Reads the vectors of the index that a manifest names through Vectra's `LocalIndex`, from bytes
 * whose digest was compared first. Throws `index_damaged` if they are not a Vectra index that
 * `writeVectra` wrote.
 */
export async function readVectra(manifest: Manifest, files: IndexFiles): Promise<Int8Vectors> {
  const index = new LocalIndex('.', VECTORS, only(await readFileOf(manifest, files, VECTORS)))
  try {
    return int8From(await index.listItems(), manifest.model.dimensions)
  } catch (cause) {
    throw new AppError(
      'index_damaged',
      `The index's vectors (${VECTORS}) cannot be read: ${messageOf(cause)}. Run \`npm run ` +
        'index` to build it anew.',
      { cause },
    )
  }
}

/** Read-only storage with one file. */
function only({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): FileStorage {
  const content = Buffer.from(buffer, byteOffset, length)
  const readOnly = () => Promise.reject(new Error('this index is read-only'))
  return {
    pathExists: async () => true,
    readFile: async () => content,
    createFile: readOnly,
    createFolder: readOnly,
    deleteFile: readOnly,
    deleteFolder: readOnly,
    getDetails: readOnly,
    listFiles: readOnly,
    upsertFile: readOnly,
  }
}

function int8From(items: readonly IndexItem[], dimensions: number): Int8Vectors {
  const table = new Int8Array(items.length * dimensions)
  const places = documentPlaces()
  const owners = new Uint32Array(items.length)
  const paragraphIds = items.map(({ id, metadata: { documentId }, vector }, at) => {
    if (typeof id !== 'string' || id === '' || typeof documentId !== 'string') {
      throw new Error(`item ${at} does not name its paragraph and its document`)
    }
    if (vector.length !== dimensions) {
      throw new Error(`${id} has ${vector.length} numbers, and ${dimensions} were expected`)
    }
    const start = at * dimensions
    for (let n = 0; n < dimensions; n++) {
      table[start + n] = vector[n]!
      if (table[start + n] !== vector[n]) throw new Error(`${id} has a number beyond 8 bits`)
    }
    owners[at] = places.of(documentId)
    return id
  })
  return {
    ...{ dimensions, paragraphIds, owners, documentIds: places.ids() },
    row: (at) => table.subarray(at * dimensions, (at + 1) * dimensions),
  }
}
