import { assembleCodesKernel } from './kernels.ts'
import { unitScale, type Int8Vectors } from './int8.ts'

/**
 * Vectors as one bit per number: whether it exceeds the usual number at its place. The number of
 * differing bits roughly tells the distance of two rows, at a fiftieth of the cost of their
 * product, so that among many rows only the nearest few need multiplying.
 */
export interface Codes {
  /**
   * The number of bits in which each row differs from a vector of unit length; the next call
   * reuses the array.
   */
  distances(vector: ArrayLike<number>): Uint16Array
  /**
   * The same for some rows, in their order, where each bit counts by the vector's number at its
   * place: nearer to the order of products, at some twenty times the cost.
   */
  weighted(vector: ArrayLike<number>, rows: Uint32Array): Uint16Array
}

/** No weighted distance exceeds this. */
export const MOST_WEIGHTED = 0x3fff

/** Rows, evenly spread, from which the usual numbers are computed. */
const SAMPLED = 4_096

/** Bits that the kernel processes at once. */
const PIECE = 128
const PAGE = 65_536

/** The codes of rows, in the form in which threads exchange them. */
export interface CodeTable {
  /** the words of each row, 32 bits each, one row after the other */
  readonly table: Uint32Array<ArrayBuffer>
  /** the usual number at each place, at unit length */
  readonly usual: Float64Array<ArrayBuffer>
  /** the factor that brings each row to unit length */
  readonly scales: Float64Array<ArrayBuffer>
}

/** Vectors, with the codes of their rows if another thread makes them. */
export type CodedVectors = Int8Vectors & { readonly codes?: Promise<CodeTable> }

/** Computes the codes of some rows, yielding in between; the same rows yield the same codes. */
export function* codeTable(
  { dimensions, row }: Pick<Int8Vectors, 'dimensions' | 'row'>,
  count: number,
): Generator<void, CodeTable> {
  const usual = usualOf({ dimensions, row }, count)
  const words = wordsFor(dimensions)
  const table = new Uint32Array(count * words)
  const scales = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    const numbers = row(at)
    scales[at] = unitScale(numbers)
    writeCode(numbers, { scale: scales[at]!, usual, into: table, from: at * words })
    if (at % ROWS_A_STEP === 0) yield
  }
  return { table, usual, scales }
}

/** Prepares codes for comparison. */
export function codesFrom({ table: made, usual, scales }: CodeTable): Codes {
  const words = wordsFor(usual.length)
  const count = scales.length
  const tableAt = words * 4
  const distancesAt = tableAt + made.byteLength
  const kernel = kernelFor((words * 32) / PIECE)
  const pages = Math.ceil((distancesAt + 2 * count) / PAGE)
  const memory =
    kernel === null
      ? { buffer: new ArrayBuffer(pages * PAGE) }
      : new WebAssembly.Memory({ initial: pages })
  const table = new Uint32Array(memory.buffer, tableAt, made.length)
  table.set(made)
  const bytes = new Uint8Array(table.buffer, tableAt, made.byteLength)
  const asked = new Uint32Array(memory.buffer, 0, words)
  const distances = new Uint16Array(memory.buffer, distancesAt, count)
  const scan =
    kernel === null
      ? () => scanPlainly({ table, asked, distances })
      : (new WebAssembly.Instance(kernel, { m: { m: memory as WebAssembly.Memory } }).exports[
          'scan'
        ] as Scan)
  return {
    distances(vector) {
      writeCode(vector, { scale: 1, usual, into: asked, from: 0 })
      scan(tableAt, distancesAt, 0)
      return distances
    },
    weighted(vector, rows) {
      const sums = sumsByByte(vector, 4 * words)
      const found = new Uint16Array(rows.length)
      weigh({ sums, bytes, width: 4 * words }, rows, found)
      return found
    },
  }
}

interface Weighing {
  readonly sums: Uint16Array
  readonly bytes: Uint8Array
  readonly width: number
}

function weigh({ sums, bytes, width }: Weighing, rows: Uint32Array, into: Uint16Array): void {
  for (let nth = 0; nth < rows.length; nth++) {
    // `imul`, so that V8 counts in whole numbers.
    let at = Math.imul(rows[nth]!, width)
    let sum = 0
    for (let from = 0; from < sums.length; from += 256) sum += sums[from + bytes[at++]!]!
    into[nth] = sum
  }
}

/**
 * For each byte of a code and each of its values, the weight of the bits that differ from the signs
 * of a vector. All weights together are at most `MOST_WEIGHTED`.
 */
function sumsByByte(vector: ArrayLike<number>, bytes: number): Uint16Array {
  let total = 0
  for (let i = 0; i < vector.length; i++) total += Math.abs(vector[i]!)
  const factor = total === 0 ? 0 : MOST_WEIGHTED / total
  const sums = new Uint16Array(256 * bytes)
  for (let byte = 0; byte < bytes; byte++) {
    for (let bit = 0; bit < 8; bit++) {
      const number = vector[8 * byte + bit] ?? 0
      const weight = Math.floor(Math.abs(number) * factor)
      for (let value = 0; value < 256; value++) {
        if (((value >> bit) & 1) !== (number > 0 ? 1 : 0)) sums[256 * byte + value]! += weight
      }
    }
  }
  return sums
}

/** The words of a row, padded to what the kernel processes at once. */
function wordsFor(dimensions: number): number {
  return (Math.ceil(dimensions / PIECE) * PIECE) / 32
}

interface CodeToWrite {
  readonly scale: number
  readonly usual: Float64Array
  readonly into: Uint32Array
  readonly from: number
}

function writeCode(numbers: ArrayLike<number>, { scale, usual, into, from }: CodeToWrite): void {
  const dimensions = usual.length
  for (let start = 0, word = from; start < dimensions; start += 32, word++) {
    let bits = 0
    // A difference's sign is the bit: a condition would be guessed wrong half the time.
    for (let i = Math.min(dimensions, start + 32) - 1; i >= start; i--) {
      bits = (bits << 1) | (Math.floor(usual[i]! - numbers[i]! * scale) >>> 31)
    }
    into[word] = bits
  }
}

/** Rows between two yields. */
const ROWS_A_STEP = 2_048

/** The mean of the numbers at each place, at unit length. */
function usualOf({ dimensions, row }: Pick<Int8Vectors, 'dimensions' | 'row'>, count: number) {
  const sums = new Float64Array(dimensions)
  const step = Math.max(1, Math.floor(count / SAMPLED))
  let looked = 0
  for (let at = 0; at < count; at += step) {
    const numbers = row(at)
    const scale = unitScale(numbers)
    for (let i = 0; i < dimensions; i++) sums[i]! += numbers[i]! * scale
    looked++
  }
  return sums.map((sum) => sum / Math.max(1, looked))
}

/** Null if WebAssembly cannot be compiled; plain TypeScript computes the same numbers. */
function kernelFor(pieces: number): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(assembleCodesKernel(pieces))
  } catch {
    // Not allowed here: see above.
    return null
  }
}

/** See `assembleCodesKernel`. */
type Scan = (table: number, distances: number, asked: number) => void

interface Plain {
  readonly table: Uint32Array
  readonly asked: Uint32Array
  readonly distances: Uint16Array
}

/** The kernel's work, word by word. */
export function scanPlainly({ table, asked, distances }: Plain): void {
  const words = asked.length
  for (let row = 0, at = 0; row < distances.length; row++) {
    let sum = 0
    for (let word = 0; word < words; word++) sum += bitsOf(table[at++]! ^ asked[word]!)
    distances[row] = sum
  }
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
