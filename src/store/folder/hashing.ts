import { statSync, type Stats } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { given } from '../../domain/optional-fields.ts'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import type { DocumentFolders } from './differences.ts'
import type {
  Comparison,
  HashingRequest,
  HashingResult,
  Job,
  ListedInParts,
  SearchDataRead,
  SeenFiles,
  SharedRows,
} from './hashing-thread.ts'
import type { Hashed, Taken } from '../../format/open.ts'
import type { CodeTable } from '../../vectors/codes.ts'
import { hashOf, type UntouchedFile, type SharedRead } from './read-hashed.ts'

/** Bytes from which a file is worth starting another thread to read and hash it. */
const LARGE = 1 << 22

/** The same where that thread runs already. */
const LARGE_ENOUGH = 1 << 16

/** Files from which hashing is worth that thread, however small they are. */
export const MANY = 256

/** Whether this is a large regular file: a pipe can only be waited for. */
export function isWorthAThread(found: Pick<Stats, 'size' | 'isFile'>): boolean {
  return found.isFile() && found.size >= (thread === null ? LARGE : LARGE_ENOUGH)
}

/**
 * Reads and hashes a large file in another thread, so that this one can get on with the start. The
 * thread ends once its queue has been empty for a while. Throws the system's errors.
 */
export async function readHashedApart(path: string, known?: UntouchedFile): Promise<Hashed> {
  return (await ask({ read: path, ...given({ known }) })) as Hashed
}

/** The same for search data, which that thread also parses: they take the most work. */
export async function readSearchDataApart(path: string): Promise<Taken<SearchData>> {
  const { sha256, data, bytes } = (await ask({ take: path })) as SearchDataRead
  return { sha256, take: () => data ?? readSearchData(bytes) }
}

/** The same, with bytes that the thread can look at again without a copy. */
export async function readSharedApart(path: string, known?: UntouchedFile): Promise<SharedRead> {
  return (await ask({ share: path, ...given({ known }) })) as SharedRead
}

/** Makes the codes of rows that both threads share. */
export async function codesApart(
  rows: readonly SharedRows[],
  dimensions: number,
): Promise<CodeTable> {
  return (await ask({ codes: rows, dimensions })) as CodeTable
}

/**
 * SHA-256 of files, in hex and in order; many or large ones in another thread, and all of those
 * where `seen` remembers some, which are not read.
 */
export async function hashesOf(
  paths: readonly string[],
  { seen }: { readonly seen?: SeenFiles } = {},
): Promise<string[]> {
  const apart = seen !== undefined || paths.length >= MANY
  if (!apart && !paths.some((path) => isWorthAThread(statSync(path)))) return paths.map(hashOf)
  return (await ask({ hash: paths, ...given({ seen }) })) as string[]
}

/** Compares documents with a large index; see `differences`. */
export async function differencesApart(
  folders: DocumentFolders,
  { seen, ...listed }: ListedInParts & { readonly seen?: SeenFiles | undefined },
): Promise<Comparison> {
  return (await ask({ compare: folders, with: listed, ...given({ seen }) })) as Comparison
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, PromiseWithResolvers<unknown>>
  /** ends the worker if no other job comes */
  ending?: NodeJS.Timeout
}

/** Milliseconds for which the worker waits for another job: starting one takes a tenth of them. */
const LINGER = 500

let thread: Thread | null = null
let last = 0

/** Jobs run in order. */
function ask(job: HashingRequest): Promise<unknown> {
  thread ??= begin()
  clearTimeout(thread.ending)
  const id = ++last
  const answer = Promise.withResolvers<unknown>()
  thread.waiting.set(id, answer)
  thread.worker.ref()
  thread.worker.postMessage({ id, ...job } satisfies Job)
  return answer.promise
}

function begin(): Thread {
  const worker = new Worker(new URL('./hashing-thread.ts', import.meta.url))
  const waiting: Thread['waiting'] = new Map()
  const own: Thread = { worker, waiting }

  function end(): void {
    if (thread?.worker === worker) thread = null
    void worker.terminate()
  }

  worker.on('message', ({ id, value, error }: HashingResult) => {
    const answer = waiting.get(id)!
    waiting.delete(id)
    if (waiting.size === 0) {
      worker.unref()
      own.ending = setTimeout(end, LINGER).unref()
    }
    if (error === undefined) answer.resolve(value)
    else answer.reject(Object.assign(new Error(error.message), { code: error.code }))
  })
  worker.on('error', (error) => {
    end()
    for (const answer of waiting.values()) answer.reject(error)
  })
  // Last, since each listener would keep the program alive again.
  worker.unref()
  return own
}
