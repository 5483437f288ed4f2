import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../domain/errors.ts'
import { loadNetwork, type NetworkOptions } from './network.ts'

/** Messages from the thread: progress of a download, ready or failed, and vectors. */
export type ThreadMessage =
  | {
      readonly kind: 'progress'
      readonly file: string
      readonly loaded: number
      readonly total: number
    }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string; readonly cause: string }
  | { readonly kind: 'vector'; readonly id: number; readonly vector: Float32Array<ArrayBuffer> }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }

/** Messages to the thread. */
export interface ThreadRequest {
  readonly id: number
  readonly tokens: readonly number[]
}

const port = parentPort!
const tell = (message: ThreadMessage, moved: ArrayBuffer[] = []): void =>
  port.postMessage(message, moved)

try {
  const network = await loadNetwork(workerData as NetworkOptions, ({ file, loaded, total }) =>
    tell({ kind: 'progress', file, loaded, total }),
  )
  port.on('message', ({ id, tokens }: ThreadRequest) => {
    network(tokens).then(
      (vector) => {
        const own = Float32Array.from(vector)
        tell({ kind: 'vector', id, vector: own }, [own.buffer])
      },
      (error: unknown) => tell({ kind: 'error', id, message: messageOf(error) }),
    )
  })
  tell({ kind: 'ready' })
} catch (error) {
  // An error loses its class on the way to another thread.
  const cause = error instanceof Error ? messageOf(error.cause) : ''
  tell({ kind: 'failed', message: messageOf(error), cause })
}
