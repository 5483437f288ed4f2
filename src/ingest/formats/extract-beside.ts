import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../domain/errors.ts'
import { extract, readsSlowly, type Extracted } from './extract.ts'
import type { ThreadResult, ThreadTask } from './extract-thread.ts'

/** Extracts files, those that take long in threads beside this one. */
export interface ExtractBeside {
  /** as `extract` */
  extract(bytes: Uint8Array, fileName: string): Promise<Extracted>
  /** ends the threads */
  close(): Promise<void>
}

/** More memory than this, in MB, no document needs: one that takes it is an attack, or broken. */
const MEMORY_MB = 1024

/** More threads than this gain nothing: one parses and embeds what they all read. */
const MOST_THREADS = 4

/**
 * Makes an extractor whose PDFs and Word files are read in threads, so that the other processor cores do that while this
 * thread parses and embeds what came before. Each thread is started when the first such file comes for it. A file that needs
 * more than `memoryMb` fails with `unreadable_document`; the next one gets a new thread.
 */
export function extractBeside({
  memoryMb = MEMORY_MB,
  threads = Math.min(MOST_THREADS, availableParallelism()),
} = {}): ExtractBeside {
  const lanes = Array.from({ length: threads }, () => openLane(memoryMb))

  return {
    async extract(bytes, fileName) {
      if (!readsSlowly(bytes)) return extract(bytes, fileName)
      const freest = lanes.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best))
      return freest.extract({ bytes, fileName })
    },
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/** One thread, and what waits for it. */
interface Lane {
  /** files that it has not read yet */
  readonly waiting: number
  extract(task: ThreadTask): Promise<Extracted>
  close(): Promise<void>
}

function openLane(memoryMb: number): Lane {
  let thread: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function inThread(task: ThreadTask): Promise<Extracted> {
    thread ??= new Worker(new URL('extract-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const answer = once(thread, 'message') as Promise<[ThreadResult]>
    thread.postMessage(task)
    const [result] = await answer.catch((cause: unknown) => {
      thread = null
      throw isOutOfMemory(cause) ? tooMuch(task.fileName, memoryMb, cause) : cause
    })
    if ('extracted' in result) return result.extracted
    throw new AppError(result.failure.code, result.failure.message)
  }

  return {
    get waiting() {
      return waiting
    },
    extract(task) {
      waiting++
      // One after the other: only so it is known whose answer comes, and whose file was too much.
      const own = last.then(() => inThread(task)).finally(() => waiting--)
      last = own.catch(() => {
        // Told to who asked for it; the next file does not depend on it.
      })
      return own
    },
    async close() {
      await thread?.terminate()
      thread = null
    },
  }
}

function isOutOfMemory(cause: unknown): boolean {
  return (cause as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooMuch(fileName: string, memoryMb: number, cause: unknown): AppError {
  return new AppError(
    'unreadable_document',
    `${fileName} cannot be read: it takes more than ${memoryMb} MB of memory; hand in a smaller part of it`,
    { cause },
  )
}
