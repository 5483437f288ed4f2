import { parentPort } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { extract, type Extracted } from './extract.ts'

/** A file to be extracted by a thread. */
export interface ThreadTask {
  readonly bytes: Uint8Array
  readonly fileName: string
}

/** What became of it; a foreseen failure by its parts, since an error loses its class on the way. */
export type ThreadResult =
  | { readonly extracted: Extracted }
  | { readonly failure: { readonly code: ErrorCode; readonly message: string } }

// One at a time, in the order in which they come.
parentPort!.on('message', ({ bytes, fileName }: ThreadTask) => {
  void extract(bytes, fileName)
    .then(
      (extracted): ThreadResult => ({ extracted }),
      (error: unknown): ThreadResult => {
        // A fault of the program ends the thread, and with it the run, as it would without a thread.
        if (!(error instanceof AppError)) throw error
        return { failure: { code: error.code, message: error.message } }
      },
    )
    .then((result) => parentPort!.postMessage(result))
})
