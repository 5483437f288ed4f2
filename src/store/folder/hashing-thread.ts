import { parentPort, type Transferable } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import { atOnce } from '../../domain/slices.ts'
import { codeTable, type CodeTable } from '../../vectors/codes.ts'
import type { Postings } from '../../format/postings.ts'
import { hashOf, readHashed, readHashedShared } from './read-hashed.ts'
import { hashUnseen } from './seen-files.ts'

/**
 * A job for the thread: read a file, into memory that both share or not, read and parse search
 * data, make the codes of rows, or hash files.
 */
export type HashingRequest =
  | { readonly read: string }
  | { readonly share: string }
  | { readonly take: string }
  | { readonly codes: readonly SharedRows[]; readonly dimensions: number }
  | { readonly hash: readonly string[]; readonly seen?: SeenFiles }

/** Where digests of files are remembered, and whether to remember more; see `hashUnseen`. */
export type SeenFiles = Parameters<typeof hashUnseen>[1]

/** Rows of vectors, one after the other. */
export type SharedRows = Int8Array<SharedArrayBuffer>

export type Job = HashingRequest & { readonly id: number }

/**
 * Its answer: a `Hashed`, a `SharedRead`, a `SearchDataRead`, a `CodeTable`, digests in the order
 * of the files, or the system's error.
 */
export interface HashingResult {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly message: string; readonly code: unknown }
}

/** Data that do not parse stay bytes, so that the caller can say what is wrong with them. */
export type SearchDataRead = { readonly sha256: string } & (
  | { readonly data: SearchData; readonly bytes?: never }
  | { readonly data?: never; readonly bytes: Uint8Array }
)

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
  if ('hash' in job) {
    const { hash: paths, seen } = job
    return { value: seen === undefined ? paths.map(hashOf) : hashUnseen(paths, seen), moved: [] }
  }
  if ('take' in job) return takeSearchData(job)
  if ('codes' in job) return { value: codesOf(job), moved: [] }
  if ('share' in job) return { value: readHashedShared(job.share), moved: [] }
  const value = readHashed(job.read)
  return { value, moved: [value.bytes.buffer] }
}

/** Makes the codes of all rows, in the order of their tables. */
function codesOf({
  codes: tables,
  dimensions,
}: Extract<HashingRequest, { readonly codes: unknown }>): CodeTable {
  const rows = tables.flatMap((table) =>
    Array.from({ length: table.length / dimensions }, (_, at) =>
      table.subarray(at * dimensions, (at + 1) * dimensions),
    ),
  )
  return atOnce(codeTable({ dimensions, row: (at) => rows[at]! }, rows.length))
}

function takeSearchData({ take: path }: Extract<HashingRequest, { readonly take: string }>): {
  value: SearchDataRead
  moved: Transferable[]
} {
  const { bytes, sha256 } = readHashed(path)
  try {
    const data = readSearchData(bytes)
    return { value: { sha256, data }, moved: buffersOf(data) }
  } catch {
    return { value: { sha256, bytes }, moved: [bytes.buffer] }
  }
}

function buffersOf({ lengths, stems, tokens }: SearchData): ArrayBuffer[] {
  return [
    lengths,
    ...arraysOf(stems.postings),
    ...(tokens === null ? [] : arraysOf(tokens.postings)),
  ].map(({ buffer }) => buffer as ArrayBuffer)
}

function arraysOf({ starts, segments, counts }: Postings) {
  return [starts, segments, counts]
}
