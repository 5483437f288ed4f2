import { damaged } from './damage.ts'
import { SEARCH_FORMAT } from './search-data.ts'

/** Some stems by their number of bytes, so that other stems need not be decoded. */
type StemSieve = readonly (readonly SievedStem[] | undefined)[]

interface SievedStem {
  readonly bytes: Uint8Array
  /** its place among the stems given */
  readonly nth: number
}

/** Receives search data in its order: the segments of a key ascend. */
interface SearchDataVisitor {
  words(segment: number, length: number): void
  stem(nth: number, segment: number, count: number): void
  token(token: number, segment: number): void
}

export function stemSieve(stems: readonly string[]): StemSieve {
  const encoder = new TextEncoder()
  const sieve: SievedStem[][] = []
  for (const [nth, stem] of stems.entries()) {
    const bytes = encoder.encode(stem)
    const alike = (sieve[bytes.length] ??= [])
    alike.push({ bytes, nth })
  }
  return sieve
}

/**
 * Reports all segments and tokens in the bytes of `writeSearchData`, and the stems in the sieve,
 * much faster than reading it all. Returns the number of segments. Throws `index_damaged` for other
 * bytes.
 */
export function visitSearchData(
  bytes: Uint8Array,
  sieve: StemSieve,
  visitor: SearchDataVisitor,
): number {
  const at = { bytes, pos: 0 }
  let whole = skipHead(at)
  let segments = 0
  if (whole) {
    segments = visitSegments(at, visitor)
    visitStems(at, sieve, visitor)
    if (number(at) === 1) whole = visitTokens(at, visitor)
  }
  if (whole && at.pos === bytes.length) return segments
  throw damaged('the words of an answer cannot be read')
}

/** A place in bytes. Beyond their end all numbers are 0, so that reading on comes to an end. */
interface Place {
  readonly bytes: Uint8Array
  pos: number
}

// Small loops, each a function of its own, for V8 to compile them early.

/** Skips the format and the fingerprint; false for another format. */
function skipHead(at: Place): boolean {
  const known = number(at) === SEARCH_FORMAT
  at.pos += 4
  return known
}

function visitSegments(at: Place, visitor: SearchDataVisitor): number {
  const count = countOf(at)
  for (let segment = 0; segment < count; segment++) visitor.words(segment, number(at))
  return count
}

function visitStems(at: Place, sieve: StemSieve, visitor: SearchDataVisitor): void {
  const count = countOf(at)
  /** of the stems found, which one of the data's it is, and which one of the sieve's */
  const found: { readonly key: number; readonly nth: number }[] = []
  for (let key = 0; key < count; key++) {
    const length = number(at)
    const nth = nthOf(sieve[length], at)
    if (nth >= 0) found.push({ key, nth })
    at.pos += length
  }
  number(at)
  number(at)
  let next = 0
  for (let key = 0; key < count; key++) {
    const size = countOf(at)
    if (found[next]?.key !== key) {
      skip(at, 2 * size)
      continue
    }
    const { nth } = found[next++]!
    for (let place = 0, segment = 0; place < size; place++) {
      segment += number(at)
      visitor.stem(nth, segment, number(at))
    }
  }
}

/** The sieve's stem that stands here, -1 if none does. */
function nthOf(alike: readonly SievedStem[] | undefined, { bytes, pos }: Place): number {
  if (alike === undefined) return -1
  for (const { bytes: wanted, nth } of alike) {
    let same = 0
    while (same < wanted.length && bytes[pos + same] === wanted[same]) same++
    if (same === wanted.length) return nth
  }
  return -1
}

/** False if the tokens and their postings are not as many. */
function visitTokens(at: Place, visitor: SearchDataVisitor): boolean {
  const tokens = new Uint32Array(countOf(at))
  for (let key = 0; key < tokens.length; key++) tokens[key] = number(at)
  if (number(at) !== tokens.length) return false
  number(at)
  for (const token of tokens) {
    const size = countOf(at)
    for (let place = 0, segment = 0; place < size; place++) {
      segment += number(at)
      visitor.token(token, segment)
      number(at)
    }
  }
  return true
}

/** A number of things that each take a byte or more. */
function countOf(at: Place): number {
  return Math.min(number(at), at.bytes.length)
}

/** A varint: seven bits a byte, the lowest first, the last one below 128. */
function number(at: Place): number {
  const { bytes } = at
  let byte = bytes[at.pos++] ?? 0
  if (byte < 0x80) return byte
  let value = byte & 0x7f
  for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
    byte = bytes[at.pos++] ?? 0
    value += (byte & 0x7f) * unit
  }
  return value
}

function skip(at: Place, numbers: number): void {
  const { bytes } = at
  let { pos } = at
  for (let left = numbers; left > 0 && pos < bytes.length; pos++) if (bytes[pos]! < 0x80) left--
  at.pos = pos
}
