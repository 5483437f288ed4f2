import { parentPort, type Transferable } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import { hashOf, readHashed } from './read-hashed.ts'

/** A job for the thread: read a file, read and parse search data, or hash files. */
export type HashingRequest =
  { readonly read: string } | { readonly take: string } | { readonly hash: readonly string[] }

export type Job = HashingRequest & { readonly id: number }

/**
 * Its answer: a `Hashed`, a `SearchDataRead`, digests in the order of the files, or the system's
 * error.
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
  if ('hash' in job) return { value: job.hash.map(hashOf), moved: [] }
  if ('take' in job) return takeSearchData(job.take)
  const value = readHashed(job.read)
  return { value, moved: [value.bytes.buffer] }
}

function takeSearchData(path: string): { value: SearchDataRead; moved: Transferable[] } {
  const { bytes, sha256 } = readHashed(path)
  try {
    const data = readSearchData(bytes)
    return { value: { sha256, data }, moved: buffersOf(data) }
  } catch {
    return { value: { sha256, bytes }, moved: [bytes.buffer] }
  }
}

function buffersOf({ lengths, stems, tokens }: SearchData): ArrayBuffer[] {
  const postings = [stems.postings, ...(tokens === null ? [] : [tokens.postings])]
  return [
    lengths,
    ...postings.flatMap(({ starts, segments, counts }) => [starts, segments, counts]),
  ].map(({ buffer }) => buffer as ArrayBuffer)
}
