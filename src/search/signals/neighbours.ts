import { dotsOf } from '../../vectors/dots.ts'
import type { Lexicon, TokenNeighbours } from '../../embed/embed.ts'
import { LEAST_COSINE } from './chance.ts'
import { remembering } from './memo.ts'

/**
 * Numbers below 2 ** 24 (tokens, or pairs) with their nearness, packed: the number times 256, plus
 * the cosine as `round(255 * cosine)`. Numbers that are not near are absent. Shared, so callers
 * must not change them.
 */
export type Nearnesses = Uint32Array

export function pack(number: number, nearness: number): number {
  return number * 256 + nearness
}

export function numberIn(packed: number): number {
  return packed >>> 8
}

/** 0 to 255. */
export function nearnessIn(packed: number): number {
  return packed & 255
}

/**
 * Finds for each token those near it, nearest first. Many at once take less time than one by one.
 */
export type Neighbours = (tokens: readonly number[]) => Nearnesses[]

/** More than the rounding error of a cosine. */
const ROUNDING = 1e-9

/**
 * Approximate bytes in the cache of neighbours: on the benchmark a token has 19 of them, and takes
 * 300 bytes.
 */
const REMEMBERED_BYTES = 16 * 1024 * 1024

/** The approximate overhead of an array. */
export const ARRAY_BYTES = 200

/** Among fewer tokens, searching is as fast as reading the lexicon's list. */
const FEW = 2_000

/**
 * Finds neighbours among these tokens, given in ascending order: those whose cosine is at least
 * `least`, which is above 0. Ties keep the tokens' order.
 */
export function neighboursAmong(lexicon: Lexicon, among: Uint32Array, least: number): Neighbours {
  // The list is read at its first use: never where it would not help.
  const serves = among.length > FEW && least === LEAST_COSINE
  const listed = serves ? lexicon.neighbours : null
  return listed?.least === least
    ? listedAmong(listed, among, lexicon)
    : lookingAmong(lexicon, among, least)
}

/** Selects these tokens from the lexicon's list. */
function listedAmong(
  { starts, tokens, nearnesses }: TokenNeighbours,
  among: Uint32Array,
  { size }: Lexicon,
): Neighbours {
  const isAmong = new Uint8Array(size)
  for (const token of among) isAmong[token] = 1

  function pickListed(token: number): Nearnesses {
    const near: number[] = []
    for (let at = starts[token]!; at < starts[token + 1]!; at++) {
      if (isAmong[tokens[at]!] === 1) near.push(pack(tokens[at]!, nearnesses[at]!))
    }
    return Uint32Array.from(near)
  }

  return (asked) => asked.map(pickListed)
}

function lookingAmong(lexicon: Lexicon, among: Uint32Array, least: number): Neighbours {
  const norms = Float64Array.from(among, (token) => normOf(token, lexicon))
  /**
   * slightly below the least product, relative to the other's length, so that rounding omits
   * nothing
   */
  const leastProducts = norms.map((norm) => (least - ROUNDING) * norm)
  const dots = dotsOf({
    count: among.length,
    dimensions: lexicon.dimensions,
    row: (place) => rowOf(among[place]!, lexicon),
  })

  function pickNear(token: number, products: Int32Array): Nearnesses {
    const length = normOf(token, lexicon)
    const near: number[] = []
    for (let place = 0; place < norms.length; place++) {
      // Nearly all end here, at one comparison that the processor predicts well.
      if (products[place]! < length * leastProducts[place]!) continue
      const lengths = length * norms[place]!
      const cosine = products[place]! / lengths
      if (products[place]! < least * lengths || lengths === 0) continue
      near.push(pack(place, Math.round(Math.min(1, cosine) * 255)))
    }
    near.sort((a, b) => nearnessIn(b) - nearnessIn(a) || a - b)
    return Uint32Array.from(near, (each) => pack(among[numberIn(each)]!, nearnessIn(each)))
  }

  /** Two at a time, as `Dots.withBoth` has it. */
  function lookFor(tokens: readonly number[]): Nearnesses[] {
    const found: Nearnesses[] = []
    for (let at = 0; at < tokens.length; at += 2) {
      const [first, second] = tokens.slice(at, at + 2) as [number, number?]
      if (second === undefined) {
        found.push(pickNear(first, dots.with(rowOf(first, lexicon))))
        continue
      }
      const [ofFirst, ofSecond] = dots.withBoth(rowOf(first, lexicon), rowOf(second, lexicon))
      found.push(pickNear(first, ofFirst), pickNear(second, ofSecond))
    }
    return found
  }

  return remembering(lookFor, {
    room: REMEMBERED_BYTES,
    sizeOf: ({ byteLength }) => byteLength + ARRAY_BYTES,
  })
}

function rowOf(token: number, { rows, dimensions }: Lexicon): Int8Array {
  return rows.subarray(token * dimensions, (token + 1) * dimensions)
}

/** The length of a token's row, in the row's own units. */
export function normOf(token: number, lexicon: Lexicon): number {
  const row = rowOf(token, lexicon)
  let squares = 0
  // By number: at the start this examines all tokens of the index, before anything is compiled.
  for (let i = 0; i < row.length; i++) squares += row[i]! * row[i]!
  return Math.sqrt(squares)
}
