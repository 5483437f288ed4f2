import { AppError } from '../domain/errors.ts'

/** The file of a part's words, in place of `SEARCH`. */
export const WORDS = 'words.bin'

/**
 * Raise this whenever the same documents can yield other bytes: an index takes over the words of
 * the previous one.
 */
const WORDS_FORMAT = 2

/**
 * The words of a part's segments, in the form in which they are searched, so that reading their
 * file computes nothing. Segments are numbered within the part, in the order of the catalogue.
 */
export interface PartWords {
  /** the number of words of each segment */
  readonly lengths: Uint32Array
  /**
   * whether each segment is a subject, the questions of a pair or a paragraph: `SUBJECT` …, of
   * questions with the bits of what lowers their pair: `PROCEDURE` …
   */
  readonly kinds: Uint8Array
  /** all stems in the order of `comparedAs`, as UTF-8: stem `s` ends at `ends[s]` */
  readonly stems: { readonly bytes: Uint8Array; readonly ends: Uint32Array }
  /** the segments with stem `s`, ascending, lie between `starts[s]` and `starts[s + 1]` */
  readonly starts: Uint32Array
  readonly segments: Uint16Array | Uint32Array
  readonly counts: Uint8Array
  readonly tokens: PartTokens | null
}

/** The lexicon's tokens in a part. */
export interface PartTokens {
  /** the distinct tokens of segment `s`: `tokens[starts[s]]` up to `tokens[starts[s + 1]]` */
  readonly starts: Uint32Array
  readonly tokens: Uint16Array | Uint32Array
  /** all tokens of pairs, ascending, and how many pairs have each in their questions or answer */
  readonly known: Uint32Array
  readonly pairs: Uint32Array
}

export const SUBJECT = 0
export const QUESTION = 1
export const PARAGRAPH = 2
/** The bits of a segment's kind that say which of these it is. */
const KIND = 3

/** Bits beside `QUESTION`: what the signals of these names say of the pair, see `loweredIn`. */
export const PROCEDURE = 4
export const ACKNOWLEDGEMENT = 8

/** The kind of a segment, without the bits beside it. */
export function kindOfSegment(kind: number): number {
  return kind & KIND
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The bytes of a stem, by which stems are ordered: the first that differs decides. */
export function comparedAs(stem: string): Uint8Array {
  return encoder.encode(stem)
}

/** The place of a stem among those of a part; -1 if the part lacks it. */
export function placeOfStem({ stems: { bytes, ends } }: PartWords, wanted: Uint8Array): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compared(bytes, middle === 0 ? 0 : ends[middle - 1]!, ends[middle]!, wanted)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle
  }
  return -1
}

/** Below 0 if `bytes[from]` up to `bytes[end]` comes before `wanted`, above 0 if after. */
function compared(bytes: Uint8Array, from: number, end: number, wanted: Uint8Array): number {
  const common = Math.min(end - from, wanted.length)
  for (let at = 0; at < common; at++) {
    const difference = bytes[from + at]! - wanted[at]!
    if (difference !== 0) return difference
  }
  return end - from - wanted.length
}

/** The order of stems in a part. */
export function inStemOrder(a: Uint8Array, b: Uint8Array): number {
  return compared(a, 0, a.length, b)
}

/** All stems of a part. */
export function* stemsIn({ stems: { bytes, ends } }: PartWords): Generator<string> {
  // All of them at once: decoding each takes ten times as long.
  const all = decoder.decode(bytes)
  let from = 0
  let start = 0
  for (const end of ends) {
    let length = 0
    for (; from < end; from++) length += unitsFrom(bytes[from]!)
    yield all.slice(start, (start += length))
  }
}

/** The UTF-16 units of the character that begins with this byte of UTF-8; 0 within a character. */
function unitsFrom(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0
  return byte >= 0xf0 ? 2 : 1
}

/** Numbers as small as the largest of them allows. */
export function narrow(numbers: Uint32Array): Uint16Array | Uint32Array {
  let most = 0
  for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at]!)
  return most > 0xffff ? numbers : Uint16Array.from(numbers)
}

type Numbers = Uint8Array | Uint16Array | Uint32Array

/** The arrays of a part's words in the order of the file. */
function arraysOf({ lengths, kinds, stems, starts, segments, counts, tokens }: PartWords) {
  const some: Numbers[] = [lengths, stems.ends, starts]
  if (tokens !== null) some.push(tokens.starts, tokens.known, tokens.pairs)
  some.push(segments)
  if (tokens !== null) some.push(tokens.tokens)
  return [...some, kinds, counts, stems.bytes]
}

/** Arrays of a file with tokens, and of one without. */
const WITH_TOKENS = 11
const WITHOUT = 7

/** Every array begins at a multiple of 4 bytes. */
function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4
}

/**
 * Writes the words: a header of 32-bit numbers (the format, the number of arrays, then the length
 * of each and its bytes per number), and the arrays as they are in memory, the lowest byte first.
 */
export function writePartWords(words: PartWords): Uint8Array {
  const arrays = arraysOf(words)
  const head = Uint32Array.from([
    ...[WORDS_FORMAT, arrays.length],
    ...arrays.flatMap((array) => [array.length, array.BYTES_PER_ELEMENT]),
  ])
  const size = arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), head.byteLength)
  const bytes = new Uint8Array(size)
  bytes.set(new Uint8Array(head.buffer))
  let at = head.byteLength
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += padded(byteLength)
  }
  return bytes
}

/** Whether bytes are those of `writePartWords` in the form of this version. */
export function isPartWords(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 8 &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === WORDS_FORMAT
  )
}

/** Reads the bytes of `writePartWords` without copying. Throws `index_damaged` for others. */
export function readPartWords(given: Uint8Array): PartWords {
  // Numbers of 32 bits must begin at a multiple of 4.
  const bytes = given.byteOffset % 4 === 0 ? given : new Uint8Array(given)
  try {
    return parse(bytes)
  } catch (cause) {
    throw new AppError('index_damaged', 'The words cannot be read. Run `npm run index`.', { cause })
  }
}

function parse(bytes: Uint8Array): PartWords {
  const { byteOffset } = bytes
  const buffer = bytes.buffer as ArrayBuffer
  const [format, count] = new Uint32Array(buffer, byteOffset, 2)
  if (format !== WORDS_FORMAT || (count !== WITH_TOKENS && count !== WITHOUT)) {
    throw new RangeError(`format ${format} with ${count} arrays`)
  }
  const sizes = new Uint32Array(buffer, byteOffset + 8, 2 * count)
  let at = byteOffset + 8 + sizes.byteLength
  const arrays = Array.from({ length: count }, (_, nth): Numbers => {
    const [length, width] = [sizes[2 * nth]!, sizes[2 * nth + 1]!]
    const Kind = width === 4 ? Uint32Array : width === 2 ? Uint16Array : Uint8Array
    const array = new Kind(buffer, at, length)
    at += padded(array.byteLength)
    return array
  })
  if (at !== byteOffset + bytes.length) throw new RangeError('words are cut off')
  const next = (): Numbers => arrays.shift()!
  const wide = (): Uint32Array => next() as Uint32Array
  const small = (): Uint8Array => next() as Uint8Array
  const [lengths, ends, starts] = [wide(), wide(), wide()]
  const ofTokens = count === WITH_TOKENS ? [wide(), wide(), wide()] : null
  const segments = wide()
  const tokens = ofTokens === null ? null : wide()
  const [kinds, counts, stems] = [small(), small(), small()]
  return {
    ...{ lengths, kinds, stems: { bytes: stems, ends }, starts, segments, counts },
    tokens:
      ofTokens === null
        ? null
        : {
            ...{ starts: ofTokens[0]!, known: ofTokens[1]!, pairs: ofTokens[2]! },
            tokens: tokens!,
          },
  }
}
