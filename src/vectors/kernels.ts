/**
 * The products of rows of int8 numbers in WebAssembly, eight numbers at a time, assembled by hand.
 * The query rows come in 16 bits, so that they are widened once and not for each row of the table;
 * two rows of the table are processed together, so that the additions need not wait for each other.
 * In text, for two query rows:
 *
 *  (module
 *  (import "m" "m" (memory 1))
 *  (func (export "scan") (param $at i32) (param $products i32) (param $apart i32)
 *  (local $end i32) (local $asked i32)
 *  (local $sum00 v128) (local $sum01 v128) (local $sum10 v128) (local $sum11 v128) (local $eight
 *  v128)
 *  local.get $products local.set $end ;; the products follow the table, which begins at $at
 *  (block (loop
 *  (br_if 1 (i32.ge_u (local.get $at) (local.get $end)))
 *  ;; all sums are set to 0, and $asked
 *  (loop
 *  ;; for each of two rows of the table:
 *  $eight = v128.load8x8_s at $at ;; the second one: offset=stride
 *  ;; for each row asked:
 *  $sum += i32x4.dot_i16x8_s($eight, v128.load at $asked) ;; the second one: offset=2*stride
 *  $at += 8 $asked += 16
 *  (br_if 0 (i32.lt_u $asked 2*stride)))
 *  $at += stride ;; the second row has been looked at as well
 *  ;; for each sum:
 *  (i32.store $products (lane 0 + lane 1 + lane 2 + lane 3 of the sum))
 *  ;; the second row's: offset=4; those of the second row asked: $apart bytes further
 *  $products += 8
 *  br 0))))
 */
export function assembleKernel(stride: number, asked: number): Uint8Array<ArrayBuffer> {
  const [at, products, apart, end, askedAt, firstSum] = [0, 1, 2, 3, 4, 5]
  const pairs = Array.from({ length: ROWS_AT_ONCE * asked }, (_, place) => ({
    sum: firstSum + place,
    row: Math.floor(place / asked),
    query: place % asked,
  }))
  const eight = firstSum + pairs.length
  const code = [
    // locals: 2 of i32, the sums and the eight numbers of v128
    ...[0x02, 0x02, 0x7f, ...unsigned(pairs.length + 1), 0x7b],
    ...[...get(products), ...set(end)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(end), 0x4f, 0x0d, 0x01],
    ...pairs.flatMap(({ sum }) => [...vector(0x0c), ...new Array<number>(16).fill(0), ...set(sum)]),
    ...[...constant(0), ...set(askedAt)],
    ...[0x03, 0x40],
    ...pairs.flatMap(({ sum, row, query }) => [
      ...(query === 0 ? [...get(at), ...loadWidened(row * stride), ...set(eight)] : []),
      ...[...get(eight), ...get(askedAt), ...load(2 * stride * query), ...dot],
      ...[...get(sum), ...addLanes, ...set(sum)],
    ]),
    ...[...step(at, 8), ...step(askedAt, 16)],
    ...[...get(askedAt), ...constant(2 * stride), 0x49, 0x0d, 0x00, 0x0b],
    ...step(at, (ROWS_AT_ONCE - 1) * stride),
    ...pairs.flatMap(({ sum, row, query }) => [
      ...[...get(products), ...(query === 0 ? [] : [...get(apart), ...add])],
      ...[...get(sum), ...lane(0), ...get(sum), ...lane(1), ...add],
      ...[...get(sum), ...lane(2), ...add, ...get(sum), ...lane(3), ...add],
      ...[0x36, 0x02, ...unsigned(4 * row)],
    ]),
    ...[...step(products, 4 * ROWS_AT_ONCE), 0x0c, 0x00, 0x0b, 0x0b, 0x0b],
  ]
  return moduleOf('scan', code)
}

/**
 * Rows of the table that the kernel processes together: their number must be a multiple of this.
 */
export const ROWS_AT_ONCE = 2

/**
 * The Hamming distances of rows of bits to one row, 128 bits at a time. In text:
 *
 *     (module
 *       (import "m" "m" (memory 1))
 *       (func (export "scan") (param $at i32) (param $distances i32) (param $asked i32)
 *         (local $end i32) (local $sum v128) (local $asked0 v128) …
 *         local.get $distances  local.set $end           ;; the distances follow the table
 *         ;; each $asked<n> = v128.load at $asked + 16 n
 *         (block (loop
 *           (br_if 1 (i32.ge_u (local.get $at) (local.get $end)))
 *           ;; $sum = the sum of i8x16.popcnt (v128.xor (v128.load $at + 16 n) $asked<n>)
 *           $at += 16 * pieces
 *           $sum = i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u $sum)
 *           (i32.store16 $distances (lane 0 + lane 1 + lane 2 + lane 3 of $sum))
 *           $distances += 2
 *           br 0))))
 */
export function assembleCodesKernel(pieces: number): Uint8Array<ArrayBuffer> {
  const [at, distances, asked, end, sum, firstAsked] = [0, 1, 2, 3, 4, 5]
  const each = Array.from({ length: pieces }, (_, piece) => piece)
  const code = [
    // locals: 1 of i32, the sum and the pieces asked of v128
    ...[0x02, 0x01, 0x7f, ...unsigned(pieces + 1), 0x7b],
    ...[...get(distances), ...set(end)],
    ...each.flatMap((piece) => [...get(asked), ...load(16 * piece), ...set(firstAsked + piece)]),
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(end), 0x4f, 0x0d, 0x01],
    ...each.flatMap((piece) => [
      ...[...get(at), ...load(16 * piece), ...get(firstAsked + piece), ...differ, ...countBits],
      ...(piece === 0 ? [] : addBytes),
    ]),
    ...[...widenBytes, ...widenShorts, ...set(sum)],
    ...step(at, 16 * pieces),
    ...[...get(distances), ...get(sum), ...lane(0), ...get(sum), ...lane(1), ...add],
    ...[...get(sum), ...lane(2), ...add, ...get(sum), ...lane(3), ...add],
    ...[0x3b, 0x01, 0x00],
    ...[...step(distances, 2), 0x0c, 0x00, 0x0b, 0x0b, 0x0b],
  ]
  return moduleOf('scan', code)
}

/**
 * The places of the distances, of 16 bits each, that are at most a bound, eight at a time. The
 * places follow the distances: the bound stands where the first place is written, and the word
 * behind the room for places says where they end. In text:
 *
 *     (module
 *       (import "m" "m" (memory 1))
 *       (func (export "pick") (param $at i32) (param $places i32) (param $end i32)
 *         (local $first i32) (local $distances i32) (local $mask i32) (local $bound v128)
 *         $bound = i16x8.splat (i32.load $places)
 *         $distances = $places                           ;; they end where the places begin
 *         (block (loop
 *           (br_if 1 (i32.ge_u (local.get $at) (local.get $distances)))
 *           $mask = i16x8.bitmask (i16x8.le_u (v128.load $at) $bound)
 *           (block (loop                                 ;; for each bit that is set
 *             (br_if 1 (i32.eqz $mask))
 *             (br_if 3 (i32.ge_u $places $end))          ;; there is no room for another
 *             (i32.store $places (i32.add $first (i32.ctz $mask)))
 *             $places += 4
 *             $mask = i32.and $mask (i32.sub $mask 1)
 *             br 0))
 *           $first += 8  $at += 16
 *           br 0)))
 *         (i32.store $end $places))
 */
export function assemblePickingKernel(): Uint8Array<ArrayBuffer> {
  const [at, places, end, first, distances, mask, bound] = [0, 1, 2, 3, 4, 5, 6]
  const code = [
    // locals: 3 of i32, the bound of v128
    ...[0x02, 0x03, 0x7f, 0x01, 0x7b],
    ...[...get(places), 0x28, 0x02, 0x00, ...splatShorts, ...set(bound)],
    ...[...get(places), ...set(distances)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(distances), 0x4f, 0x0d, 0x01],
    ...[...get(at), ...load(0), ...get(bound), ...isAtMost, ...bitsOfShorts, ...set(mask)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(mask), 0x45, 0x0d, 0x01],
    ...[...get(places), ...get(end), 0x4f, 0x0d, 0x03],
    ...[...get(places), ...get(first), ...get(mask), 0x68, ...add, 0x36, 0x02, 0x00],
    ...step(places, 4),
    ...[...get(mask), ...get(mask), ...constant(1), 0x6b, 0x71, ...set(mask)],
    ...[0x0c, 0x00, 0x0b, 0x0b],
    ...[...step(first, 8), ...step(at, 16)],
    ...[0x0c, 0x00, 0x0b, 0x0b],
    ...[...get(end), ...get(places), 0x36, 0x02, 0x00, 0x0b],
  ]
  return moduleOf('pick', code)
}

/**
 * The Hamming distances of some rows, with a weight for each bit, which has as many bits as
 * `planes` says. In text:
 *
 *     (module
 *       (import "m" "m" (memory 1))
 *       (func (export "scan") (param $at i32) (param $distances i32) (param $asked i32)
 *         (local $end i32) (local $row i32) (local $sum v128) (local $differing0 v128) …
 *         local.get $distances  local.set $end           ;; the distances follow the places of rows
 *         (block (loop
 *           (br_if 1 (i32.ge_u (local.get $at) (local.get $end)))
 *           $row = i32.load $at
 *           ;; each $differing<n> = v128.xor (v128.load $row + 16 n) (v128.load $asked + 16 n)
 *           ;; for each plane, $bits = the sum of i8x16.popcnt (v128.and $differing<n> (v128.load
 *           ;;   $asked + 16 (pieces * (1 + plane) + n)))
 *           $sum += i16x8.shl (i16x8.extadd_pairwise_i8x16_u $bits) plane
 *           $sum = i32x4.extadd_pairwise_i16x8_u $sum
 *           (i32.store16 $distances (lane 0 + lane 1 + lane 2 + lane 3 of $sum))
 *           $at += 4  $distances += 2
 *           br 0))))
 */
export function assembleWeighingKernel(pieces: number, planes: number): Uint8Array<ArrayBuffer> {
  const [at, distances, asked, end, row, sum, firstDiffering] = [0, 1, 2, 3, 4, 5, 6]
  const each = Array.from({ length: pieces }, (_, piece) => piece)
  const code = [
    // locals: 2 of i32, the sum and the differing pieces of v128
    ...[0x02, 0x02, 0x7f, ...unsigned(pieces + 1), 0x7b],
    ...[...get(distances), ...set(end)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(end), 0x4f, 0x0d, 0x01],
    ...[...get(at), 0x28, 0x02, 0x00, ...set(row)],
    ...each.flatMap((piece) => [
      ...[...get(row), ...load(16 * piece), ...get(asked), ...load(16 * piece), ...differ],
      ...set(firstDiffering + piece),
    ]),
    ...Array.from({ length: planes }, (_, plane) => [
      ...each.flatMap((piece) => [
        ...[...get(firstDiffering + piece), ...get(asked)],
        ...[...load(16 * (pieces * (1 + plane) + piece)), ...both, ...countBits],
        ...(piece === 0 ? [] : addBytes),
      ]),
      ...[...widenBytes, ...constant(plane), ...shiftShorts],
      ...[...(plane === 0 ? [] : [...get(sum), ...addShorts]), ...set(sum)],
    ]).flat(),
    ...[...get(sum), ...widenShorts, ...set(sum)],
    ...step(at, 4),
    ...[...get(distances), ...get(sum), ...lane(0), ...get(sum), ...lane(1), ...add],
    ...[...get(sum), ...lane(2), ...add, ...get(sum), ...lane(3), ...add],
    ...[0x3b, 0x01, 0x00],
    ...[...step(distances, 2), 0x0c, 0x00, 0x0b, 0x0b, 0x0b],
  ]
  return moduleOf('scan', code)
}

/**
 * The codes of rows of int8 numbers, and the factors that bring them to unit length. The usual
 * numbers, in 64 bits, stand at the start of the memory. In text:
 *
 *     (module
 *       (import "m" "m" (memory 1))
 *       (func (export "code") (param $at i32) (param $codes i32) (param $scales i32)
 *         (local $end i32) (local $to i32) (local $sum i32) (local $usual i32) (local $scale f64)
 *         (local $sums v128) (local $eight v128) (local $four v128) (local $scales v128) …
 *         local.get $codes  local.set $end               ;; the codes follow the rows
 *         (block (loop
 *           (br_if 1 (i32.ge_u (local.get $at) (local.get $end)))
 *           ;; $sum = the sum of the squares of the numbers between $at and $to
 *           $scale = (select 0 (f64.div 1 (f64.sqrt (f64.convert_i32_s $sum))) (i32.eqz $sum))
 *           (f64.store $scales $scale)
 *           ;; for each sixteen numbers, as f64x2: $mask<n> = f64x2.lt $usual ($number * $scale)
 *           ;; $codes = the masks as sixteen bits, by i8x16.bitmask
 *           br 0))))
 */
export function assembleCodingKernel(stride: number): Uint8Array<ArrayBuffer> {
  const [at, codes, scales, end, to, sum, usual, scale] = [0, 1, 2, 3, 4, 5, 6, 7]
  const [sums, eight, four, factor] = [8, 9, 10, 11]
  const masks = [12, 13, 14, 15]
  /** The masks of four of the eight numbers, in 32 bits each; `nth` of the sixteen. */
  const maskOf = (nth: number) => [
    ...[...get(eight), ...(nth % 2 === 0 ? widenLowShorts : widenHighShorts), ...set(four)],
    ...[...get(usual), ...load(32 * nth), ...get(four), ...toDoubles, ...get(factor), ...times],
    ...[...isLess, ...get(usual), ...load(32 * nth + 16)],
    ...[...get(four), ...get(four), ...shuffle(8, 16), ...toDoubles, ...get(factor), ...times],
    ...[...isLess, ...halves, ...set(masks[nth]!)],
  ]
  const code = [
    // locals: 4 of i32, 1 of f64, 8 of v128
    ...[0x03, 0x04, 0x7f, 0x01, 0x7c, 0x08, 0x7b],
    ...[...get(codes), ...set(end)],
    ...[0x02, 0x40, 0x03, 0x40],
    ...[...get(at), ...get(end), 0x4f, 0x0d, 0x01],
    ...[...get(at), ...constant(stride), ...add, ...set(to)],
    ...[...vector(0x0c), ...new Array<number>(16).fill(0), ...set(sums)],
    ...[0x03, 0x40],
    ...[...get(at), ...loadWidened(0), 0x22, eight, ...get(eight), ...dot],
    ...[...get(sums), ...addLanes, ...set(sums)],
    ...step(at, 8),
    ...[...get(at), ...get(to), 0x49, 0x0d, 0x00, 0x0b],
    ...[...get(sums), ...lane(0), ...get(sums), ...lane(1), ...add],
    ...[...get(sums), ...lane(2), ...add, ...get(sums), ...lane(3), ...add, ...set(sum)],
    ...[...double(0), ...double(1), ...get(sum), 0xb7, 0x9f, 0xa3, ...get(sum), 0x45, 0x1b],
    ...set(scale),
    ...[...get(scales), ...get(scale), 0x39, 0x03, 0x00, ...step(scales, 8)],
    ...[...get(scale), ...vector(0x14), ...set(factor)],
    ...[...get(at), ...constant(stride), 0x6b, ...set(at), ...constant(0), ...set(usual)],
    ...[0x03, 0x40],
    ...[...get(at), ...loadWidened(0), ...set(eight), ...maskOf(0), ...maskOf(1)],
    ...[...get(at), ...loadWidened(8), ...set(eight), ...maskOf(2), ...maskOf(3)],
    ...get(codes),
    ...[...get(masks[0]!), ...get(masks[1]!), ...narrowLanes],
    ...[...get(masks[2]!), ...get(masks[3]!), ...narrowLanes],
    ...[...narrowShorts, ...bitsOfBytes, 0x3b, 0x01, 0x00],
    ...[...step(codes, 2), ...step(usual, 128), ...step(at, 16)],
    ...[...get(at), ...get(to), 0x49, 0x0d, 0x00, 0x0b],
    ...[0x0c, 0x00, 0x0b, 0x0b, 0x0b],
  ]
  return moduleOf('code', code)
}

/** A module with one function of three whole numbers, which works on the memory it is given. */
function moduleOf(called: string, code: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // one type, (i32, i32, i32) -> (); the memory; one function of that type; its name; its code
    ...section(1, [1, 0x60, 3, 0x7f, 0x7f, 0x7f, 0]),
    ...section(2, [1, ...name('m'), ...name('m'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name(called), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ])
}

const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const constant = (value: number): number[] => [0x41, ...signed(value)]
const add = [0x6a]
const step = (local: number, by: number): number[] => [
  ...[...get(local), ...constant(by), ...add, ...set(local)],
]
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]
const load = (offset: number): number[] => [...vector(0x00), 0, ...unsigned(offset)]
const loadWidened = (offset: number): number[] => [...vector(0x01), 0, ...unsigned(offset)]
const dot = vector(0xba)
const addLanes = vector(0xae)
const differ = vector(0x51)
const both = vector(0x4e)
const countBits = vector(0x62)
const shiftShorts = vector(0x8b)
const addShorts = vector(0x8e)
const addBytes = vector(0x6e)
const widenBytes = vector(0x7d)
const widenShorts = vector(0x7f)
const widenLowShorts = vector(0xa7)
const widenHighShorts = vector(0xa8)
const toDoubles = vector(0xfe)
const times = vector(0xf2)
const isLess = vector(0x49)
const narrowLanes = vector(0x85)
const narrowShorts = vector(0x65)
const bitsOfBytes = vector(0x64)
const bitsOfShorts = vector(0x84)
const splatShorts = vector(0x10)
const isAtMost = vector(0x34)
/** The bytes from one place up to another of two vectors, and then again. */
const shuffle = (from: number, to: number): number[] => [
  ...vector(0x0d),
  ...Array.from({ length: 16 }, (_, at) => from + (at % (to - from))),
]
/** The lower halves of the four numbers of 64 bits in two vectors. */
const halves = [...vector(0x0d), ...[0, 8, 16, 24].flatMap((at) => [at, at + 1, at + 2, at + 3])]
const double = (value: number): number[] => [
  0x44,
  ...new Uint8Array(new Float64Array([value]).buffer),
]
const lane = (index: number): number[] => [...vector(0x1b), index]
const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)]
const section = (id: number, body: number[]): number[] => [id, ...unsigned(body.length), ...body]

/** An unsigned LEB128 number, seven bits a byte. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

/** A signed LEB128 number, at least 0: its last byte's seventh bit is the sign. */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)]
}
