import {
  isOfFormat,
  readArrays,
  stringsIn,
  writeArrays,
  type Numbers,
  type PackedStrings,
} from './array-file.ts'

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
  readonly stems: PackedStrings
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
export function stemsIn({ stems }: PartWords): Generator<string> {
  return stringsIn(stems)
}

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

/** Writes the words in the form of `writeArrays`. */
export function writePartWords(words: PartWords): Uint8Array {
  return writeArrays(WORDS_FORMAT, arraysOf(words))
}

/** Whether bytes are those of `writePartWords` in the form of this version. */
export function isPartWords(bytes: Uint8Array): boolean {
  return isOfFormat(bytes, WORDS_FORMAT)
}

/** Reads the bytes of `writePartWords` without copying. Throws `index_damaged` for others. */
export function readPartWords(bytes: Uint8Array): PartWords {
  return readArrays(bytes, { format: WORDS_FORMAT, what: 'The words' }, wordsFrom)
}

function wordsFrom(arrays: Numbers[]): PartWords {
  const count = arrays.length
  if (count !== WITH_TOKENS && count !== WITHOUT) throw new RangeError(`${count} arrays`)
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
