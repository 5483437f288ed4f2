import { assembleKernel, ROWS_AT_ONCE } from './kernels.ts'

/**
 * The dot products of one row with many rows of int8 numbers, which is where the search spends its
 * time. A WebAssembly kernel computes them some ten times as fast as TypeScript. A Cloudflare
 * Worker compiles no WebAssembly; there plain TypeScript computes the same whole numbers.
 */
export interface Dots {
  /**
   * The product of `row` with each row of the table, which must fit in 32 bits; the next call
   * reuses the array.
   */
  with(row: Int8Array | Int16Array): Int32Array
  /** The same for two rows, in less time than one after the other. */
  withBoth(first: Int8Array, second: Int8Array): readonly [Int32Array, Int32Array]
  /** A row of the table, to be read only. */
  row(index: number): Int8Array
  /** Puts another row in the place of one. */
  put(index: number, row: Int8Array): void
}

/** The product of two vectors of one length: their cosine, where both are at unit length. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Rows, which need not be adjacent. */
export interface Rows {
  readonly count: number
  readonly dimensions: number
  /** `dimensions` numbers */
  row(at: number): Int8Array
}

/** Prepares the products with some rows, which it copies. */
export function dotsOf(rows: Rows): Dots {
  const kernels = kernelsFor(Math.ceil(rows.dimensions / LANES) * LANES)
  return kernels === null ? plainDots(tableOf(rows), rows.dimensions) : fastDots(kernels, rows)
}

/** The products of one row with some of many. */
interface DotsOfSome {
  /**
   * The product of `row` with each of these rows, at most as many as announced, which must fit in
   * 32 bits; the next call reuses the array.
   */
  with(row: Int16Array, places: ArrayLike<number>, count: number): Int32Array
}

/**
 * Prepares the products with some of many rows, at most `most` at a time: those that are asked for
 * are copied to where the kernel looks, which takes as long as looking at them.
 */
export function dotsOfSome({ dimensions, row: rowAt }: Rows, most: number): DotsOfSome {
  const zeros = new Int8Array(dimensions)
  const dots = dotsOf({ count: most, dimensions, row: () => zeros })
  return {
    with(row, places, count) {
      fetchRows(dots, rowAt, { places, count })
      return dots.with(row)
    },
  }
}

/**
 * A function of its own: in one with what follows, V8 gave up its compiled form at every other
 * call, which took 2 ms.
 */
function fetchRows(
  dots: Dots,
  rowAt: Rows['row'],
  { places, count }: { readonly places: ArrayLike<number>; readonly count: number },
): void {
  for (let at = 0; at < count; at++) dots.put(at, rowAt(places[at]!))
}

function tableOf({ count, dimensions, row }: Rows): Int8Array {
  const table = new Int8Array(count * dimensions)
  for (let at = 0; at < count; at++) table.set(row(at), at * dimensions)
  return table
}

/** Keeps four sums at a time, so that the additions need not wait for each other. */
export function plainDots(table: Int8Array, dimensions: number): Dots {
  const count = table.length / dimensions
  const products = new Int32Array(count)
  let others: Int32Array | undefined

  function multiply(row: Int8Array | Int16Array, into: Int32Array): Int32Array {
    const wide = Int32Array.from(row)
    for (let each = 0; each < count; each++) {
      const from = each * dimensions
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      let i = 0
      for (; i + 3 < dimensions; i += 4) {
        a += wide[i]! * table[from + i]!
        b += wide[i + 1]! * table[from + i + 1]!
        c += wide[i + 2]! * table[from + i + 2]!
        d += wide[i + 3]! * table[from + i + 3]!
      }
      for (; i < dimensions; i++) a += wide[i]! * table[from + i]!
      into[each] = a + b + c + d
    }
    return into
  }

  return {
    with: (row) => multiply(row, products),
    withBoth: (first, second) => [
      multiply(first, products),
      multiply(second, (others ??= new Int32Array(count))),
    ],
    row: (index) => table.subarray(index * dimensions, (index + 1) * dimensions),
    put: (index, row) => table.set(row, index * dimensions),
  }
}

/** Numbers of a row that the kernel processes at once. */
const LANES = 8

const PAGE = 65_536

/** Query rows per call at most. */
const MOST_ASKED = 2

/**
 * Memory layout: the query rows, in 16 bits a number, the table, the products of each query row.
 * Rows are padded with zeros to whole vectors, and the table to a multiple of the rows that the
 * kernel processes together.
 */
function fastDots(kernels: Kernels, { count, dimensions, row: rowAt }: Rows): Dots {
  const { stride } = kernels
  const filled = Math.ceil(count / ROWS_AT_ONCE) * ROWS_AT_ONCE
  const tableAt = 2 * stride * MOST_ASKED
  const productsAt = tableAt + filled * stride
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((productsAt + 4 * filled * MOST_ASKED) / PAGE),
  })
  const scanWith = (module: WebAssembly.Module) =>
    new WebAssembly.Instance(module, { m: { m: memory } }).exports['scan'] as Scan
  const scanOne = scanWith(kernels.one)
  const scanTwo = scanWith(kernels.two)
  const bytes = new Int8Array(memory.buffer)
  for (let at = 0; at < count; at++) bytes.set(rowAt(at), tableAt + at * stride)
  const asked = new Int16Array(memory.buffer, 0, stride * MOST_ASKED)
  const products = new Int32Array(memory.buffer, productsAt, count)
  const others = new Int32Array(memory.buffer, productsAt + 4 * filled, count)
  return {
    with(row) {
      asked.set(row)
      scanOne(tableAt, productsAt, 4 * filled)
      return products
    },
    withBoth(first, second) {
      asked.set(first)
      asked.set(second, stride)
      scanTwo(tableAt, productsAt, 4 * filled)
      return [products, others]
    },
    row(index) {
      const from = tableAt + index * stride
      return bytes.subarray(from, from + dimensions)
    },
    put: (index, row) => bytes.set(row, tableAt + index * stride),
  }
}

/** See `assembleKernel`. */
type Scan = (table: number, products: number, apart: number) => void

interface Kernels {
  readonly stride: number
  readonly one: WebAssembly.Module
  readonly two: WebAssembly.Module
}

const compiled = new Map<number, Kernels | null>()

/**
 * Null if WebAssembly cannot be compiled or has no vector instructions; plain TypeScript computes
 * the same numbers.
 */
function kernelsFor(stride: number): Kernels | null {
  const known = compiled.get(stride)
  if (known !== undefined) return known
  const kernels = compile(stride)
  compiled.set(stride, kernels)
  return kernels
}

function compile(stride: number): Kernels | null {
  try {
    return {
      stride,
      one: new WebAssembly.Module(assembleKernel(stride, 1)),
      two: new WebAssembly.Module(assembleKernel(stride, MOST_ASKED)),
    }
  } catch {
    // Not allowed here: see above.
    return null
  }
}
