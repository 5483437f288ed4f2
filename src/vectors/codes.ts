import {
  assembleCodesKernel,
  assembleCodingKernel,
  assemblePickingKernel,
  assembleWeighingKernel,
} from './kernels.ts'
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
   * The first rows, ascending, whose distance was at most `bound` when `distances` was last called:
   * `most` of them, and `MOST_PICKED`, at most. The next call reuses the array.
   */
  within(bound: number, most: number): Uint32Array
  /**
   * The same for some rows, in their order, where each bit counts by the vector's number at its
   * place, at most `MOST_WEIGHT` times: nearer to the order of products.
   */
  weighted(vector: ArrayLike<number>, rows: Uint32Array): Uint16Array
}

/** Bits in the weight of a number, and the largest weight. */
const WEIGHT_BITS = 3
export const MOST_WEIGHT = 2 ** WEIGHT_BITS - 1

/** Rows that `within` returns at most. */
export const MOST_PICKED = 32_768

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
  vectors: Pick<Int8Vectors, 'dimensions' | 'row'>,
  count: number,
): Generator<void, CodeTable> {
  const usual = usualOf(vectors, count)
  const made = {
    table: new Uint32Array(count * wordsFor(vectors.dimensions)),
    usual,
    scales: new Float64Array(count),
  }
  const code = coder(usual)
  for (let first = 0; first < count; first += ROWS_A_STEP) {
    const rows = { first, end: Math.min(count, first + ROWS_A_STEP) }
    if (code === null) codePlainly(vectors, rows, made)
    else code(vectors, rows, made)
    yield
  }
  return made
}

interface Rows {
  readonly first: number
  readonly end: number
}

type Coding = (
  vectors: Pick<Int8Vectors, 'row'>,
  rows: Rows,
  into: Pick<CodeTable, 'table' | 'scales'>,
) => void

/**
 * Makes codes in WebAssembly, in a third of the time; null if that cannot be compiled. Memory
 * layout: the usual numbers, the rows, their codes, their scales.
 */
function coder(usual: Float64Array): Coding | null {
  const words = wordsFor(usual.length)
  const width = 32 * words
  const rowsAt = 8 * width
  const codesAt = rowsAt + ROWS_A_STEP * width
  const scalesAt = codesAt + 4 * ROWS_A_STEP * words
  const pages = Math.ceil((scalesAt + 8 * ROWS_A_STEP) / PAGE)
  const kernel = kernelOrNull(() => assembleCodingKernel(width))
  if (kernel === null) return null
  const memory = new WebAssembly.Memory({ initial: pages })
  const code = new WebAssembly.Instance(kernel, { m: { m: memory } }).exports['code'] as Kernel
  new Float64Array(memory.buffer, 0, usual.length).set(usual)
  const numbers = new Int8Array(memory.buffer, 0, codesAt)
  return ({ row }, { first, end }, { table, scales }) => {
    // The codes follow the rows, which may be fewer than there is room for.
    const from = codesAt - (end - first) * width
    for (let at = first; at < end; at++) numbers.set(row(at), from + (at - first) * width)
    code(from, codesAt, scalesAt)
    table.set(new Uint32Array(memory.buffer, codesAt, (end - first) * words), first * words)
    scales.set(new Float64Array(memory.buffer, scalesAt, end - first), first)
  }
}

/** The kernel's work, number by number. */
export function codePlainly(
  { row }: Pick<Int8Vectors, 'row'>,
  { first, end }: Rows,
  { table, usual, scales }: CodeTable,
): void {
  const words = wordsFor(usual.length)
  for (let at = first; at < end; at++) {
    const numbers = row(at)
    scales[at] = unitScale(numbers)
    writeCode(numbers, { scale: scales[at]!, usual, into: table, from: at * words })
  }
}

/** Rows weighed in one call of the kernel. */
const WEIGHED_AT_ONCE = 8_192

/**
 * Prepares codes for comparison. Memory layout: the code asked for, another one with its weights,
 * the table, the distances, the rows picked by them and where these end, the places of rows to
 * weigh and their weighted distances.
 */
export function codesFrom({ table: made, usual, scales }: CodeTable): Codes {
  const words = wordsFor(usual.length)
  const width = 4 * words
  const count = scales.length
  const weightsAt = width
  const tableAt = width * (2 + WEIGHT_BITS)
  const distancesAt = tableAt + made.byteLength
  const pickedAt = distancesAt + 16 * Math.ceil(count / 8)
  const pickedEnd = pickedAt + 4 * MOST_PICKED
  const placesAt = pickedEnd + 4
  const weighedAt = placesAt + 4 * WEIGHED_AT_ONCE
  const kernels = kernelsFor((words * 32) / PIECE)
  const pages = Math.ceil((weighedAt + 2 * WEIGHED_AT_ONCE) / PAGE)
  const memory =
    kernels === null
      ? { buffer: new ArrayBuffer(pages * PAGE) }
      : new WebAssembly.Memory({ initial: pages })
  const table = new Uint32Array(memory.buffer, tableAt, made.length)
  table.set(made)
  const asked = new Uint32Array(memory.buffer, 0, words)
  const weights = new Uint32Array(memory.buffer, weightsAt, words * (1 + WEIGHT_BITS))
  const distances = new Uint16Array(memory.buffer, distancesAt, count)
  // The kernel looks at whole vectors of distances: those beyond the last one are too large.
  new Uint16Array(memory.buffer, distancesAt, (pickedAt - distancesAt) / 2).fill(0xffff)
  const picks = new Uint32Array(memory.buffer, pickedAt, MOST_PICKED + 1)
  const kernelOf = (module: WebAssembly.Module, name: string) =>
    new WebAssembly.Instance(module, { m: { m: memory as WebAssembly.Memory } }).exports[
      name
    ] as Kernel
  const scan =
    kernels === null
      ? () => scanPlainly({ table, asked, distances })
      : kernelOf(kernels.scan, 'scan')
  const weigh = kernels === null ? null : kernelOf(kernels.weigh, 'scan')
  const pick = kernels === null ? null : kernelOf(kernels.pick, 'pick')

  function weighSome(rows: Uint32Array): Uint16Array {
    const weighed = new Uint16Array(memory.buffer, weighedAt, rows.length)
    if (weigh === null) {
      weighPlainly({ table, weights, rows, weighed })
      return weighed
    }
    // The weighted distances follow the places.
    const from = weighedAt - 4 * rows.length
    const places = new Uint32Array(memory.buffer, from, rows.length)
    writePlaces(rows, places, { first: tableAt, apart: width })
    weigh(from, weighedAt, weightsAt)
    return weighed
  }

  return {
    distances(vector) {
      writeCode(vector, { scale: 1, usual, into: asked, from: 0 })
      scan(tableAt, distancesAt, 0)
      return distances
    },
    within(bound, most) {
      const room = Math.min(most, MOST_PICKED)
      if (pick === null) return picks.subarray(0, pickPlainly(distances, picks, { bound, room }))
      picks[0] = bound
      pick(distancesAt, pickedAt, pickedAt + 4 * room)
      return picks.subarray(0, (picks[room]! - pickedAt) / 4)
    },
    weighted(vector, rows) {
      writeWeights(vector, weights)
      const found = new Uint16Array(rows.length)
      for (let at = 0; at < rows.length; at += WEIGHED_AT_ONCE) {
        found.set(weighSome(rows.subarray(at, at + WEIGHED_AT_ONCE)), at)
      }
      return found
    },
  }
}

// A function of its own: with the call of a kernel after it, V8 gave up its compiled form each
// time.
function writePlaces(
  rows: Uint32Array,
  places: Uint32Array,
  { first, apart }: { readonly first: number; readonly apart: number },
): void {
  for (let at = 0; at < rows.length; at++) places[at] = first + rows[at]! * apart
}

/** Writes the signs of a vector, as a code, and each bit of the weights of its numbers. */
function writeWeights(vector: ArrayLike<number>, into: Uint32Array): void {
  const words = into.length / (1 + WEIGHT_BITS)
  let largest = 0
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!))
  into.fill(0)
  if (largest === 0) return
  for (let i = 0; i < vector.length; i++) {
    const [word, bit] = [i >> 5, 1 << (i & 31)]
    if (vector[i]! > 0) into[word]! |= bit
    const weight = Math.round((Math.abs(vector[i]!) * MOST_WEIGHT) / largest)
    for (let nth = 0; nth < WEIGHT_BITS; nth++) {
      if ((weight >> nth) & 1) into[words * (1 + nth) + word]! |= bit
    }
  }
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

/** Rows between two yields, an even number. */
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

function kernelsFor(pieces: number) {
  const scan = kernelOrNull(() => assembleCodesKernel(pieces))
  const weigh = kernelOrNull(() => assembleWeighingKernel(pieces, WEIGHT_BITS))
  const pick = kernelOrNull(assemblePickingKernel)
  return scan === null || weigh === null || pick === null ? null : { scan, weigh, pick }
}

/** Null if WebAssembly cannot be compiled; plain TypeScript computes the same numbers. */
function kernelOrNull(assemble: () => Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(assemble())
  } catch {
    // Not allowed here: see above.
    return null
  }
}

/** See the kernels of `kernels.ts`. */
type Kernel = (at: number, results: number, other: number) => void

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

/** The picking kernel's work, row by row; returns how many were picked. */
export function pickPlainly(
  distances: Uint16Array,
  into: Uint32Array,
  { bound, room }: { readonly bound: number; readonly room: number },
): number {
  let size = 0
  for (let row = 0; row < distances.length && size < room; row++) {
    if (distances[row]! <= bound) into[size++] = row
  }
  return size
}

interface PlainWeights {
  readonly table: Uint32Array
  /** as `writeWeights` has them */
  readonly weights: Uint32Array
  readonly rows: Uint32Array
  readonly weighed: Uint16Array
}

/** The other kernel's work, word by word. */
function weighPlainly({ table, weights, rows, weighed }: PlainWeights): void {
  const words = weights.length / (1 + WEIGHT_BITS)
  for (let at = 0; at < rows.length; at++) {
    let sum = 0
    for (let word = 0; word < words; word++) {
      const differing = table[rows[at]! * words + word]! ^ weights[word]!
      for (let nth = 0; nth < WEIGHT_BITS; nth++) {
        sum += bitsOf(differing & weights[words * (1 + nth) + word]!) << nth
      }
    }
    weighed[at] = sum
  }
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
