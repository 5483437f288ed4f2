import { parentPort, type Transferable } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import { readCompactVectors } from '../../format/compact-vectors.ts'
import type { Hashed } from '../../format/open.ts'
import { atOnce } from '../../domain/slices.ts'
import { codeTable, type CodeTable } from '../../vectors/codes.ts'
import type { Inverted, Postings } from '../../format/postings.ts'
import {
  largeSearchData,
  type LargeSearchData,
  type SegmentTokens,
} from '../../format/segment-tokens.ts'
import { hashOf, readHashed } from './read-hashed.ts'

/** A job for the thread: read a file, read and parse search data, or hash files. */
export type HashingRequest =
  | { readonly read: string }
  | { readonly take: string; readonly large: boolean }
  | { readonly codes: string; readonly dimensions: number }
  | { readonly hash: readonly string[] }

export type Job = HashingRequest & { readonly id: number }

/**
 * Its answer: a `Hashed`, a `SearchDataRead`, a `CodedVectorsRead`, digests in the order of the
 * files, or the system's error.
 */
export interface HashingResult {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly message: string; readonly code: unknown }
}

/** Data that do not parse stay bytes, so that the caller can say what is wrong with them. */
export type SearchDataRead = { readonly sha256: string } & (
  | { readonly data: SearchData | LargeSearchData; readonly bytes?: never }
  | { readonly data?: never; readonly bytes: Uint8Array }
)

/** The bytes of compact vectors, with the codes of their rows; null for other bytes. */
export interface CodedVectorsRead extends Hashed {
  readonly codes: CodeTable | null
}

const port = parentPort!

port.on('message', (job: Job) => {
  try {
    const { value, moved } = done(job)
    port.postMessage({ id: job.id, value } satisfies HashingResult, moved)
  } catch (error) {
    // An error loses its code on the way to another thread.
    const { message, code } = error as NodeJS.ErrnoException
    port.postMessage({ id: job.id, error: { message, code } } satisfies HashingResult)
  }
})

/** The value, and the buffers of it that can be moved instead of copied. */
function done(job: HashingRequest): { value: unknown; moved: Transferable[] } {
  if ('hash' in job) return { value: job.hash.map(hashOf), moved: [] }
  if ('take' in job) return takeSearchData(job)
  if ('codes' in job) return takeVectors(job)
  const value = readHashed(job.read)
  return { value, moved: [value.bytes.buffer] }
}

/** Reads compact vectors with their codes; unreadable ones come without. */
function takeVectors({
  codes: path,
  dimensions,
}: Extract<HashingRequest, { readonly codes: string }>): {
  value: CodedVectorsRead
  moved: Transferable[]
} {
  const value = readHashed(path)
  try {
    const vectors = readCompactVectors(value.bytes, dimensions)
    const codes = atOnce(codeTable(vectors, vectors.paragraphIds.length))
    const { table, usual, scales } = codes
    return {
      value: { ...value, codes },
      moved: [value.bytes.buffer, table.buffer, usual.buffer, scales.buffer],
    }
  } catch {
    // The code that parses the bytes reports what is wrong with them.
    return { value: { ...value, codes: null }, moved: [value.bytes.buffer] }
  }
}

function takeSearchData({
  take: path,
  large,
}: Extract<HashingRequest, { readonly take: string }>): {
  value: SearchDataRead
  moved: Transferable[]
} {
  const { bytes, sha256 } = readHashed(path)
  try {
    const read = readSearchData(bytes)
    const data = large ? largeSearchData(read) : read
    return { value: { sha256, data }, moved: buffersOf(data) }
  } catch {
    return { value: { sha256, bytes }, moved: [bytes.buffer] }
  }
}

function buffersOf({ lengths, stems, tokens }: SearchData | LargeSearchData): ArrayBuffer[] {
  return [
    lengths,
    ...arraysOf(stems.postings),
    ...(tokens === null ? [] : arraysOfTokens(tokens)),
  ].map(({ buffer }) => buffer as ArrayBuffer)
}

function arraysOfTokens(tokens: Inverted<number> | SegmentTokens) {
  return 'keys' in tokens ? arraysOf(tokens.postings) : [tokens.starts, tokens.tokens]
}

function arraysOf({ starts, segments, counts }: Postings) {
  return [starts, segments, counts]
}
