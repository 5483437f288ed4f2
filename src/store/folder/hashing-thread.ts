import { parentPort, type Transferable } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import { hashOf, readHashed } from './read-hashed.ts'

/** What the thread is asked: to read a file, to read search data and take them in, or to hash files. */
export type HashingRequest =
  { readonly read: string } | { readonly take: string } | { readonly hash: readonly string[] }

export type Job = HashingRequest & { readonly id: number }

/** What it says: a `Hashed`, a `SearchDataRead`, digests in the order of the files, or what the system said. */
export interface HashingResult {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly message: string; readonly code: unknown }
}

/** What cannot be taken in stays bytes, for whoever wants to say what is wrong with it. */
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
    // An error's code would be lost on its way to the other thread.
    const { message, code } = error as NodeJS.ErrnoException
    port.postMessage({ id: job.id, error: { message, code } } satisfies HashingResult)
  }
})

/** The value, and what of it need not be copied. */
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
