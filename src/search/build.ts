import Pbf from 'pbf'
import type { SourceDocument } from '../domain.ts'
import type { Lexicon } from '../embed/embed.ts'
import { AppError } from '../errors.ts'
import { catalogueOf, segmentTexts, type Catalogue } from './catalogue.ts'
import { invert, readPostings, writePostings, type Inverted } from './postings.ts'
import { stemOf, wordsOf } from './words.ts'

/** What is worked out once, when the index is built, and read when the server starts. */
export interface SearchData {
  /** tells whether the data belong to the documents at hand */
  readonly fingerprint: number
  /** Dutch stems and the segments that they stand in */
  readonly stems: Inverted<string>
  /** the lexicon's tokens and the segments that they stand in; null without a lexicon */
  readonly tokens: Inverted<number> | null
  /** the number of words of each segment */
  readonly lengths: Uint32Array
}

const FORMAT = 1

/** Indexes the words and tokens of the documents. The same documents give the same data. */
export function buildSearchData(
  documents: readonly SourceDocument[],
  lexicon: Lexicon | null,
): SearchData {
  const catalogue = catalogueOf(documents)
  const texts = [...segmentTexts(catalogue)]
  const stems = texts.map((text) => wordsOf(text).map((word) => stemOf(word.text)))
  return {
    fingerprint: fingerprintOf(catalogue),
    stems: invert(stems),
    tokens: lexicon === null ? null : invert(texts.map((text) => lexicon.tokenize(text))),
    lengths: Uint32Array.from(stems, (words) => words.length),
  }
}

/** Serialises the data; the same data give the same bytes. */
export function writeSearchData(data: SearchData): Uint8Array {
  const pbf = new Pbf()
  pbf.writeVarint(FORMAT)
  pbf.writeFixed32(data.fingerprint)
  pbf.writeVarint(data.lengths.length)
  for (const length of data.lengths) pbf.writeVarint(length)
  pbf.writeVarint(data.stems.keys.length)
  for (const stem of data.stems.keys) pbf.writeString(stem)
  writePostings(data.stems.postings, pbf)
  pbf.writeBoolean(data.tokens !== null)
  if (data.tokens !== null) {
    pbf.writeVarint(data.tokens.keys.length)
    for (const token of data.tokens.keys) pbf.writeVarint(token)
    writePostings(data.tokens.postings, pbf)
  }
  return pbf.finish()
}

/** Reads what `writeSearchData` wrote. Throws `index_damaged` where the bytes are something else. */
export function readSearchData(bytes: Uint8Array): SearchData {
  try {
    return parse(new Pbf(new Uint8Array(bytes)))
  } catch (cause) {
    throw new AppError('index_damaged', 'the search data cannot be read; run `npm run index`', {
      cause,
    })
  }
}

function parse(pbf: Pbf): SearchData {
  const format = pbf.readVarint()
  if (format !== FORMAT) throw new RangeError(`format ${format}, where ${FORMAT} was expected`)
  const fingerprint = pbf.readFixed32()
  const lengths = new Uint32Array(pbf.readVarint()).map(() => pbf.readVarint())
  const stems = Array.from({ length: pbf.readVarint() }, () => pbf.readString())
  const stemPostings = readPostings(pbf)
  return {
    fingerprint,
    lengths,
    stems: { keys: stems, postings: stemPostings },
    tokens: pbf.readBoolean() ? parseTokens(pbf) : null,
  }
}

function parseTokens(pbf: Pbf): Inverted<number> {
  const keys = Array.from({ length: pbf.readVarint() }, () => pbf.readVarint())
  return { keys, postings: readPostings(pbf) }
}

/** FNV-1a (32 bits) over the ids of all paragraphs, in order. */
export function fingerprintOf({ pairs }: Catalogue): number {
  let hash = 0x811c9dc5
  for (const { answer } of pairs) {
    for (const { id } of answer.paragraphs) {
      for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
      hash = Math.imul(hash ^ 10, 0x01000193)
    }
  }
  return hash >>> 0
}
