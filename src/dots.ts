/**
 * The products of one row with many, over int8 numbers: where the search spends its time. Where the platform
 * compiles WebAssembly the kernel below does it, sixteen numbers at a time and some eight times as fast; a
 * Cloudflare Worker does not, and there plain TypeScript gives the same whole numbers.
 */
export interface Dots {
  /** The product of `row` with each row of the table; the array is used again by the next call. */
  with(row: Int8Array): Int32Array
  /** A row of the table, to be read only. */
  row(index: number): Int8Array
}

/** Makes the products with the rows of a table, `dimensions` numbers each; the table is copied. */
export function dotsWith(table: Int8Array, dimensions: number): Dots {
  const row = (at: number) => table.subarray(at * dimensions, (at + 1) * dimensions)
  return dotsOf({ count: table.length / dimensions, dimensions, row })
}

/** Rows that need not stand one after the other. */
export interface Rows {
  readonly count: number
  readonly dimensions: number
  /** `dimensions` numbers */
  row(at: number): Int8Array
}

/** Makes the products with some rows; they are copied. */
export function dotsOf(rows: Rows): Dots {
  const kernel = compiledKernel()
  return kernel === null ? plainDots(tableOf(rows), rows.dimensions) : fastDots(kernel, rows)
}

function tableOf({ count, dimensions, row }: Rows): Int8Array {
  const table = new Int8Array(count * dimensions)
  for (let at = 0; at < count; at++) table.set(row(at), at * dimensions)
  return table
}

/** Four sums at a time: the additions then need not wait for each other. */
export function plainDots(table: Int8Array, dimensions: number): Dots {
  const count = table.length / dimensions
  const products = new Int32Array(count)
  return {
    with(row) {
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
        products[each] = a + b + c + d
      }
      return products
    },
    row: (index) => table.subarray(index * dimensions, (index + 1) * dimensions),
  }
}

const LANES = 16
const PAGE = 65_536

/** Memory: the row, the table, the products; rows are filled up with zeros to whole vectors. */
function fastDots(kernel: WebAssembly.Module, { count, dimensions, row: rowAt }: Rows): Dots {
  const stride = Math.ceil(dimensions / LANES) * LANES
  const tableAt = stride
  const productsAt = tableAt + count * stride
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((productsAt + 4 * count) / PAGE),
  })
  const { exports } = new WebAssembly.Instance(kernel, { m: { m: memory } })
  const scan = exports['scan'] as (stride: number, tableEnd: number) => void
  const bytes = new Int8Array(memory.buffer)
  for (let at = 0; at < count; at++) bytes.set(rowAt(at), tableAt + at * stride)
  const products = new Int32Array(memory.buffer, productsAt, count)
  return {
    with(row) {
      bytes.set(row, 0)
      scan(stride, productsAt)
      return products
    },
    row(index) {
      const from = tableAt + index * stride
      return bytes.subarray(from, from + dimensions)
    },
  }
}

let compiled: WebAssembly.Module | null | undefined

function compiledKernel(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(KERNEL)
    } catch {
      // Not allowed here, or no vector instructions: the plain way gives the same numbers.
      compiled = null
    }
  }
  return compiled
}

/**
 * The kernel, assembled by hand. In text:
 *
 *     (module
 *       (import "m" "m" (memory 1))
 *       (func (export "scan") (param $stride i32) (param $end i32)
 *         (local $at i32) (local $i i32) (local $out i32) (local $sum v128) (local $a v128) (local $b v128)
 *         local.get $stride  local.set $at            ;; the table follows the row
 *         local.get $end     local.set $out           ;; the products follow the table
 *         (block (loop
 *           (br_if 1 (i32.ge_u (local.get $at) (local.get $end)))
 *           v128.const 0  local.set $sum
 *           i32.const 0   local.set $i
 *           (loop
 *             $a = v128.load at $i   $b = v128.load at $at
 *             $sum += i32x4.dot_i16x8_s(extend_low_i8x16_s $a, extend_low_i8x16_s $b)
 *             $sum += i32x4.dot_i16x8_s(extend_high_i8x16_s $a, extend_high_i8x16_s $b)
 *             $at += 16   $i += 16
 *             (br_if 0 (i32.lt_u $i $stride)))
 *           (i32.store $out (lane 0 + lane 1 + lane 2 + lane 3 of $sum))
 *           $out += 4
 *           br 0))))
 */
const KERNEL = assemble()

function assemble(): Uint8Array<ArrayBuffer> {
  const [stride, end, at, i, out, sum, a, b] = [0, 1, 2, 3, 4, 5, 6, 7]
  const get = (local: number): number[] => [0x20, local]
  const set = (local: number): number[] => [0x21, local]
  const constant = (value: number): number[] => [0x41, value]
  const add = [0x6a]
  const vector = (opcode: number): number[] =>
    opcode < 0x80 ? [0xfd, opcode] : [0xfd, (opcode & 0x7f) | 0x80, opcode >> 7]
  const load = [...vector(0x00), 0, 0]
  const dot = vector(0xba)
  const addLanes = vector(0xae)
  const extendLow = vector(0x87)
  const extendHigh = vector(0x88)
  const lane = (index: number): number[] => [...get(sum), ...vector(0x1b), index]
  const accumulate = (extend: number[]): number[] => [
    ...[...get(sum), ...get(a), ...extend, ...get(b), ...extend, ...dot, ...addLanes, ...set(sum)],
  ]
  const step = (local: number, by: number): number[] => [
    ...[...get(local), ...constant(by), ...add, ...set(local)],
  ]
  const code = [
    // locals: 3 of i32, 3 of v128
    ...[0x02, 0x03, 0x7f, 0x03, 0x7b],
    ...[...get(stride), ...set(at), ...get(end), ...set(out)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(end), 0x4f, 0x0d, 0x01],
    ...[...vector(0x0c), ...new Array<number>(LANES).fill(0), ...set(sum)],
    ...[...constant(0), ...set(i)],
    ...[0x03, 0x40],
    ...[...get(i), ...load, ...set(a), ...get(at), ...load, ...set(b)],
    ...[...accumulate(extendLow), ...accumulate(extendHigh)],
    ...[...step(at, LANES), ...step(i, LANES)],
    ...[...get(i), ...get(stride), 0x49, 0x0d, 0x00, 0x0b],
    ...[...get(out), ...lane(0), ...lane(1), ...add, ...lane(2), ...add, ...lane(3), ...add],
    ...[0x36, 0x02, 0x00],
    ...[...step(out, 4), 0x0c, 0x00, 0x0b, 0x0b, 0x0b],
  ]
  const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)]
  const size = (length: number): number[] =>
    length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7]
  const section = (id: number, body: number[]): number[] => [id, ...size(body.length), ...body]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // one type, (i32, i32) -> (); the memory; one function of that type; its name; its code
    ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 0]),
    ...section(2, [1, ...name('m'), ...name('m'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('scan'), 0x00, 0]),
    ...section(10, [1, ...size(code.length), ...code]),
  ])
}
