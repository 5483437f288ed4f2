import { AppError } from '../domain/errors.ts'
import type { Int8Vectors } from '../vectors/int8.ts'

/**
 * The vectors of an index for a Worker, which has neither Vectra nor the memory to parse its file:
 * a line of JSON with what is not a number, then the rows, a byte a number.
 */
export function packVectors({
  dimensions,
  paragraphIds,
  owners,
  documentIds,
  row,
}: Int8Vectors): Uint8Array {
  const header = { dimensions, paragraphIds, owners: [...owners], documentIds }
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`)
  const packed = new Uint8Array(line.length + paragraphIds.length * dimensions)
  packed.set(line)
  for (let at = 0; at < paragraphIds.length; at++) {
    packed.set(row(at), line.length + at * dimensions)
  }
  return packed
}

/**
 * Reads what `packVectors` wrote; the rows stay where they are. Throws `index_damaged` where it is
 * not that.
 */
export function unpackVectors(packed: Uint8Array): Int8Vectors {
  try {
    const start = packed.indexOf(LINE_END) + 1
    const header = JSON.parse(new TextDecoder().decode(packed.subarray(0, start))) as Header
    const { dimensions, paragraphIds, owners, documentIds } = header
    if (packed.length !== start + paragraphIds.length * dimensions) throw new RangeError('length')
    return {
      ...{ dimensions, paragraphIds, documentIds },
      owners: Uint32Array.from(owners),
      row: (at) =>
        new Int8Array(packed.buffer, packed.byteOffset + start + at * dimensions, dimensions),
    }
  } catch (cause) {
    throw new AppError(
      'index_damaged',
      'The packed vectors cannot be read. Pack them anew with `npm run deploy`.',
      { cause },
    )
  }
}

const LINE_END = 0x0a

interface Header extends Pick<Int8Vectors, 'dimensions' | 'paragraphIds' | 'documentIds'> {
  readonly owners: readonly number[]
}
