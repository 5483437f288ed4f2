import { parentPort } from 'node:worker_threads'
import { hashOf, readHashed } from './read-hashed.ts'

/** What the thread is asked: to read a file, or to hash files. */
export type Job =
  | { readonly id: number; readonly read: string }
  | { readonly id: number; readonly hash: readonly string[] }

/** What it says: a `Hashed`, digests in the order of the files, or what the system said. */
export interface Done {
  readonly id: number
  readonly value?: unknown
  readonly error?: { readonly message: string; readonly code: unknown }
}

const port = parentPort!

port.on('message', (job: Job) => {
  try {
    if ('read' in job) {
      const value = readHashed(job.read)
      port.postMessage({ id: job.id, value } satisfies Done, [value.bytes.buffer])
    } else {
      port.postMessage({ id: job.id, value: job.hash.map(hashOf) } satisfies Done)
    }
  } catch (error) {
    // An error's code would be lost on its way to the other thread.
    const { message, code } = error as NodeJS.ErrnoException
    port.postMessage({ id: job.id, error: { message, code } } satisfies Done)
  }
})
