import { PbfReader, PbfWriter } from 'pbf'
import { AppError } from '../domain/errors.ts'
import type { IndexFiles, Taken } from './open.ts'
import { readPostings, writePostings, type Inverted } from './postings.ts'

/** Data computed once, when the index is built, and read when the server starts. */
export interface SearchData {
  /** identifies the documents that the data belong to */
  readonly fingerprint: number
  /** Dutch stems and the segments that contain them */
  readonly stems: Inverted<string>
  /** the lexicon's tokens and the segments that contain them; null without a lexicon */
  readonly tokens: Inverted<number> | null
  /** the number of words of each segment */
  readonly lengths: Uint32Array
}

/**
 * Raise this whenever the same documents can yield other data: an index takes over the data of the
 * previous one.
 */
export const SEARCH_FORMAT = 3

/** Serialises the data; the same data yield the same bytes. */
export function writeSearchData(data: SearchData): Uint8Array {
  // Allocate the whole output at once: growing copies everything so far.
  const { stems, tokens } = data
  const postings = stems.postings.segments.length + (tokens?.postings.segments.length ?? 0)
  const pbf = new PbfWriter(new Uint8Array(4 * (postings + data.lengths.length) + 64 * 1024))
  pbf.writeVarint(SEARCH_FORMAT)
  pbf.writeFixed32(data.fingerprint)
  pbf.writeVarint(data.lengths.length)
  for (const length of data.lengths) pbf.writeVarint(length)
  pbf.writeVarint(stems.keys.length)
  for (const stem of stems.keys) pbf.writeString(stem)
  writePostings(stems.postings, pbf)
  pbf.writeBoolean(tokens !== null)
  if (tokens !== null) {
    pbf.writeVarint(tokens.keys.length)
    for (const token of tokens.keys) pbf.writeVarint(token)
    writePostings(tokens.postings, pbf)
  }
  return pbf.finish()
}

/** Reads the bytes of `writeSearchData`. Throws `index_damaged` for anything else. */
export function readSearchData(bytes: Uint8Array): SearchData {
  try {
    return parse(new PbfReader(aligned(bytes)))
  } catch (cause) {
    throw new AppError('index_damaged', 'The search data cannot be read. Run `npm run index`.', {
      cause,
    })
  }
}

/** pbf aligns fixed numbers to the start of the memory: copy bytes that begin elsewhere. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 ? bytes : new Uint8Array(bytes)
}

function parse(pbf: PbfReader): SearchData {
  const format = pbf.readVarint()
  if (format !== SEARCH_FORMAT)
    throw new RangeError(`format ${format}, where ${SEARCH_FORMAT} was expected`)
  const fingerprint = pbf.readFixed32()
  const lengths = new Uint32Array(pbf.readVarint())
  for (let segment = 0; segment < lengths.length; segment++) lengths[segment] = pbf.readVarint()
  const stems = Array.from({ length: pbf.readVarint() }, () => pbf.readString())
  const stemPostings = readPostings(pbf)
  return {
    fingerprint,
    lengths,
    stems: { keys: stems, postings: stemPostings },
    tokens: pbf.readBoolean() ? parseTokens(pbf) : null,
  }
}

function parseTokens(pbf: PbfReader): Inverted<number> {
  const keys = Array.from({ length: pbf.readVarint() }, () => pbf.readVarint())
  return { keys, postings: readPostings(pbf) }
}

/** Reads a file's search data in the way that `openIndex` requires. */
export function searchDataIn(files: IndexFiles) {
  return async (path: string): Promise<Taken<SearchData> | null> => {
    const file = await files.readHashed(path)
    return file === null ? null : { sha256: file.sha256, take: () => readSearchData(file.bytes) }
  }
}
