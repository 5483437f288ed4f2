import {
  isOfFormat,
  readArrays,
  writeArrays,
  type Numbers,
  type PackedStrings,
} from './array-file.ts'

/** The file of what quotes are looked up by in a part's documents. */
export const QUOTES = 'quotes.bin'

/**
 * Raise this whenever the same documents can yield other bytes: an index takes over the keys of the
 * previous one, and a server those of its index.
 */
const QUOTES_FORMAT = 1

/** The keys of a part's quotable texts in their order, see `KeyRow`. */
export interface PartQuotes {
  /** for each text, its document's place in the part, and its own place in the document */
  readonly documentOf: Uint16Array | Uint32Array
  readonly partOf: Uint16Array | Uint32Array
  /** where each text begins in `keys`; one longer than the number of texts */
  readonly starts: Uint32Array
  /** the key at each place, as its number in `vocabulary` */
  readonly keys: Uint16Array | Uint32Array
  /** places, ascending, and their further keys */
  readonly marked: { readonly places: Uint32Array; readonly keys: Uint32Array }
  /** all keys, in the order of their UTF-16 units */
  readonly vocabulary: PackedStrings
}

/** Writes the keys in the form of `writeArrays`. */
export function writePartQuotes(quotes: PartQuotes): Uint8Array {
  const { documentOf, partOf, starts, keys, marked, vocabulary } = quotes
  return writeArrays(QUOTES_FORMAT, [
    ...[documentOf, partOf, starts, keys],
    ...[marked.places, marked.keys, vocabulary.ends, vocabulary.bytes],
  ])
}

/** Whether bytes are those of `writePartQuotes` in the form of this version. */
export function isPartQuotes(bytes: Uint8Array): boolean {
  return isOfFormat(bytes, QUOTES_FORMAT)
}

/** Reads the bytes of `writePartQuotes` without copying. Throws `index_damaged` for others. */
export function readPartQuotes(bytes: Uint8Array): PartQuotes {
  return readArrays(bytes, { format: QUOTES_FORMAT, what: 'The keys of quotes' }, quotesFrom)
}

/** The same; null for those of another version. */
export function quotesIn(bytes: Uint8Array): PartQuotes | null {
  return isPartQuotes(bytes) ? readPartQuotes(bytes) : null
}

function quotesFrom(arrays: readonly Numbers[]): PartQuotes {
  const [documentOf, partOf, starts, keys, places, further, ends, bytes] = arrays as [
    ...[Uint32Array, Uint32Array, Uint32Array, Uint32Array],
    ...[Uint32Array, Uint32Array, Uint32Array, Uint8Array],
  ]
  return {
    ...{ documentOf, partOf, starts, keys },
    marked: { places, keys: further },
    vocabulary: { bytes, ends },
  }
}

/** The keys of consecutive documents. */
export interface StoredQuotes {
  /** `[first, end)` of the documents */
  readonly first: number
  readonly end: number
  /** null where none are stored, or in the form of another version */
  readonly read: () => PartQuotes | null
}
