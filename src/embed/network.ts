import { availableParallelism } from 'node:os'
import { AutoModel, AutoTokenizer, env, Tensor, type PreTrainedModel } from '@xenova/transformers'
import type { TransformersOptions } from './transformers.ts'

/** A network that is ready to run: the mean of the tokens' vectors, at unit length. */
export type Network = (tokens: readonly number[]) => Promise<Float32Array>

/** Where a network lies and how it is fetched; what is not `local` may be downloaded. */
export type NetworkOptions = Omit<TransformersOptions, 'onProgress' | 'offline'> & {
  readonly local: boolean
}

/**
 * Loads a network, from the hub where it is not here, with the files of its tokenizer. Throws what
 * transformers.js throws.
 */
export async function loadNetwork(
  { model, folder, cache, host, dtype, local }: NetworkOptions,
  onProgress?: TransformersOptions['onProgress'],
): Promise<Network> {
  env.localModelPath = folder
  env.cacheDir = cache
  env.allowRemoteModels = !local
  if (host !== undefined) env.remoteHost = host
  const network = await AutoModel.from_pretrained(model, {
    dtype,
    local_files_only: local,
    session_options: {
      intraOpNumThreads: availableParallelism(),
      interOpNumThreads: 1,
      // Threads that wait by spinning take twice the processor time, and beside other programs
      // several times as long.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
    progress_callback: (event) => {
      if (!local && event.status === 'progress') onProgress?.(event)
    },
  })
  if (!local) await AutoTokenizer.from_pretrained(model)
  return (tokens) => meanOf(network, tokens)
}

async function meanOf(network: PreTrainedModel, tokens: readonly number[]): Promise<Float32Array> {
  const shape = [1, tokens.length]
  const ids = new Tensor('int64', BigInt64Array.from(tokens, BigInt), shape)
  const mask = new Tensor('int64', new BigInt64Array(tokens.length).fill(1n), shape)
  const output = (await network({ input_ids: ids, attention_mask: mask })) as Output
  const { data, dims } = output.last_hidden_state ?? output.token_embeddings!
  const sum = new Float32Array(dims.at(-1)!)
  for (let at = 0; at < tokens.length; at++) {
    for (let i = 0; i < sum.length; i++) sum[i]! += data[at * sum.length + i]!
  }
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0))
  return length > 0 ? sum.map((value) => value / length) : new Float32Array(sum.length)
}

/** What feature-extraction models give, under either name. */
interface Output {
  readonly last_hidden_state?: Hidden
  readonly token_embeddings?: Hidden
}

/** A vector a token, one after the other. */
interface Hidden {
  readonly data: Float32Array
  readonly dims: readonly number[]
}
