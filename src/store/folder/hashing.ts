import { statSync, type Stats } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { readSearchData, type SearchData } from '../../format/search-data.ts'
import type { LargeSearchData } from '../../format/segment-tokens.ts'
import type {
  CodedVectorsRead,
  HashingRequest,
  HashingResult,
  Job,
  SearchDataRead,
} from './hashing-thread.ts'
import type { Hashed, Taken } from '../../format/open.ts'
import { hashOf } from './read-hashed.ts'

/** Smaller files are read and hashed in this thread: handing them to another takes longer. */
const LARGE = 1 << 22
const MANY = 256

/** Whether this is a large regular file: a pipe can only be waited for. */
export function isWorthAThread(found: Pick<Stats, 'size' | 'isFile'>): boolean {
  return found.isFile() && found.size >= LARGE
}

/**
 * Reads and hashes a large file in another thread, so that this one can get on with the start. The
 * thread ends when its queue is empty. Throws the system's errors.
 */
export async function readHashedApart(path: string): Promise<Hashed> {
  return (await ask({ read: path })) as Hashed
}

/**
 * The same for search data, which that thread also parses and, for a large index, sorts by segment:
 * they take the most work for their size.
 */
export async function readSearchDataApart(
  path: string,
  { large }: { readonly large: boolean },
): Promise<Taken<SearchData | LargeSearchData>> {
  const { sha256, data, bytes } = (await ask({ take: path, large })) as SearchDataRead
  return { sha256, take: () => data ?? readSearchData(bytes) }
}

/** The same for compact vectors, whose codes that thread makes. */
export async function readVectorsApart(
  path: string,
  dimensions: number,
): Promise<CodedVectorsRead> {
  return (await ask({ codes: path, dimensions })) as CodedVectorsRead
}

/** SHA-256 of files, in hex and in order; many or large ones in another thread. */
export async function hashesOf(paths: readonly string[]): Promise<string[]> {
  if (paths.length < MANY && !paths.some((path) => isWorthAThread(statSync(path)))) {
    return paths.map(hashOf)
  }
  return (await ask({ hash: paths })) as string[]
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, PromiseWithResolvers<unknown>>
}

let thread: Thread | null = null
let last = 0

/** Jobs run in order, so that the most urgent come first. */
function ask(job: HashingRequest): Promise<unknown> {
  thread ??= begin()
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

  function end(): void {
    if (thread?.worker === worker) thread = null
    void worker.terminate()
  }

  worker.on('message', ({ id, value, error }: HashingResult) => {
    const answer = waiting.get(id)!
    waiting.delete(id)
    if (waiting.size === 0) end()
    if (error === undefined) answer.resolve(value)
    else answer.reject(Object.assign(new Error(error.message), { code: error.code }))
  })
  worker.on('error', (error) => {
    end()
    for (const answer of waiting.values()) answer.reject(error)
  })
  // Last, since each listener would keep the program alive again.
  worker.unref()
  return { worker, waiting }
}
