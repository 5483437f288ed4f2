import { parentPort, type Transferable } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import { atOnce } from '../../domain/slices.ts'
import { codeTable, type CodeTable } from '../../vectors/codes.ts'
import type { Postings } from '../../format/postings.ts'
import type { Listed } from '../../format/listed-files.ts'
import type { ListedDocument } from '../../format/manifest.ts'
import { differences, type DocumentFolders } from './differences.ts'
import { hashOf, readHashed, readHashedShared, type UntouchedFile } from './read-hashed.ts'
import { hashUnseen } from './seen-files.ts'

/**
 * A job for the thread: read a file, into memory that both share or not, read and parse search
 * data, make the codes of rows, hash files, or compare documents with the entries of a large index.
 */
export type HashingRequest =
  | { readonly read: string; readonly known?: UntouchedFile }
  | { readonly share: string; readonly known?: UntouchedFile }
  | { readonly take: string }
  | { readonly codes: readonly SharedRows[]; readonly dimensions: number }
  | { readonly hash: readonly string[]; readonly seen?: SeenFiles }
  | { readonly compare: DocumentFolders; readonly with: ListedInParts; readonly seen?: SeenFiles }

/** The entries of an index, by the files of its parts. */
export interface ListedInParts {
  readonly parts: readonly { readonly path: string; readonly sha256: string }[]
  readonly failures: Listed['failures']
}

/** The differences, or the file of entries that is not the index's own. */
export type Comparison =
  | { readonly different: readonly string[]; readonly damaged?: never }
  | { readonly damaged: string; readonly different?: never }

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

let last = Promise.resolve()

// In order, though some wait.
port.on('message', (job: Job) => {
  last = last.then(() => answer(job))
})

async function answer(job: Job): Promise<void> {
  try {
    const { value, moved } = await done(job)
    port.postMessage({ id: job.id, value } satisfies HashingResult, moved)
  } catch (error) {
    // An error loses its code on the way to another thread.
    const { message, code } = error as NodeJS.ErrnoException
    port.postMessage({ id: job.id, error: { message, code } } satisfies HashingResult)
  }
}

/** The value, and the buffers of it that can be moved instead of copied. */
async function done(job: HashingRequest): Promise<{ value: unknown; moved: Transferable[] }> {
  if ('hash' in job) return { value: hashesIn(job.hash, job.seen), moved: [] }
  if ('compare' in job) return { value: await compare(job), moved: [] }
  if ('take' in job) return takeSearchData(job)
  if ('codes' in job) {
    const value = codesOf(job)
    return { value, moved: [value.table, value.usual, value.scales].map(({ buffer }) => buffer) }
  }
  if ('share' in job) return { value: readHashedShared(job.share, job.known), moved: [] }
  const value = readHashed(job.read, job.known)
  return { value, moved: [value.bytes.buffer] }
}

function hashesIn(paths: readonly string[], seen: SeenFiles | undefined): string[] {
  return seen === undefined ? paths.map(hashOf) : hashUnseen(paths, seen)
}

async function compare({
  compare: folders,
  with: { parts, failures },
  seen,
}: Extract<HashingRequest, { readonly compare: unknown }>): Promise<Comparison> {
  const entries: ListedDocument[] = []
  for (const { path, sha256 } of parts) {
    const read = readHashed(path)
    if (read.sha256 !== sha256) return { damaged: path }
    // As their digest promises.
    const own = JSON.parse(new TextDecoder().decode(read.bytes)) as ListedDocument[]
    for (const entry of own) entries.push(entry)
  }
  const listed = { entries, failures }
  return { different: await differences(listed, folders, (paths) => hashesIn(paths, seen)) }
}

/** Makes the codes of all rows, in the order of their tables. */
function codesOf({
  codes: tables,
  dimensions,
}: Extract<HashingRequest, { readonly codes: unknown }>): CodeTable {
  const counts = tables.map((table) => table.length / dimensions)
  const count = counts.reduce((sum, each) => sum + each, 0)
  let [nth, first] = [0, 0]
  const row = (at: number) => {
    if (at < first) [nth, first] = [0, 0]
    while (at >= first + counts[nth]!) first += counts[nth++]!
    return tables[nth]!.subarray((at - first) * dimensions, (at - first + 1) * dimensions)
  }
  return atOnce(codeTable({ dimensions, row }, count))
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
