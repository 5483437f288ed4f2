import { Worker } from 'node:worker_threads'
import type { Network, NetworkOptions } from './network.ts'
import type { ThreadMessage, ThreadRequest } from './network-thread.ts'
import type { TransformersOptions } from './transformers.ts'

/**
 * Loads a network in a thread of its own, which runs one text after the other: ONNX Runtime takes
 * milliseconds for a question and a tenth of a second for a long one, and blocks its thread
 * meanwhile. An idle thread keeps no program alive. Throws the errors of `loadNetwork`, by message.
 */
export async function networkBeside(
  options: NetworkOptions,
  onProgress?: TransformersOptions['onProgress'],
): Promise<Network> {
  const worker = new Worker(new URL('./network-thread.ts', import.meta.url), {
    workerData: options,
    // The thread holds little besides the network, which lies outside V8's heap; without a limit it
    // would take more.
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
  })
  const waiting = new Map<number, PromiseWithResolvers<Float32Array>>()
  const ready = Promise.withResolvers<void>()
  let broken: Error | null = null
  let last = 0

  function settle(id: number): PromiseWithResolvers<Float32Array> {
    const answer = waiting.get(id)!
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    return answer
  }

  function fail(error: Error): void {
    broken = error
    ready.reject(error)
    for (const answer of waiting.values()) answer.reject(error)
    waiting.clear()
  }

  worker.on('message', (message: ThreadMessage) => {
    switch (message.kind) {
      case 'progress':
        return onProgress?.(message)
      case 'ready':
        return ready.resolve()
      case 'failed':
        void worker.terminate()
        return fail(new Error(message.message, { cause: message.cause }))
      case 'vector':
        return settle(message.id).resolve(message.vector)
      case 'error':
        return settle(message.id).reject(new Error(message.message))
    }
  })
  worker.on('error', (error) => fail(error as Error))
  worker.on('exit', () => fail(broken ?? new Error('the thread that runs the encoder has ended')))
  await ready.promise
  worker.unref()

  return (tokens) => {
    if (broken !== null) return Promise.reject(broken)
    const id = ++last
    const answer = Promise.withResolvers<Float32Array>()
    waiting.set(id, answer)
    worker.ref()
    worker.postMessage({ id, tokens } satisfies ThreadRequest)
    return answer.promise
  }
}
