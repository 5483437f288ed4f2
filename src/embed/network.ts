import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  AutoModel,
  AutoTokenizer,
  env,
  Tensor,
  type PreTrainedModel,
  type ProgressCallback,
} from '@xenova/transformers'
import type { TransformersOptions } from './transformers.ts'

/** A network that is ready to run: it returns the mean of the tokens' vectors, at unit length. */
export type Network = (tokens: readonly number[]) => Promise<Float32Array>

/** The location of a network and how to fetch it; unless `local`, it may be downloaded. */
export type NetworkOptions = Omit<TransformersOptions, 'onProgress' | 'offline'> & {
  readonly local: boolean
  /** the network's file without its ending; default `model`, for `onnx/model_quantized.onnx` */
  readonly file?: string
  /** the file of another network, in the same folder, of which it takes the word table */
  readonly table?: string
  /** threads that share the work on one text; default one. Vectors are the same with any number. */
  readonly sharing?: number
}

/**
 * Loads a network with its tokenizer's files, from the hub if it is not here. Throws the errors of
 * transformers.js.
 */
export async function loadNetwork(
  { model, folder, cache, host, local, file = 'model', table, sharing = 1 }: NetworkOptions,
  onProgress?: TransformersOptions['onProgress'],
): Promise<Network> {
  env.localModelPath = folder
  env.cacheDir = cache
  env.allowRemoteModels = !local
  if (host !== undefined) env.remoteHost = host
  if (local) readFrom(join(folder, model))
  const network = await AutoModel.from_pretrained(model, {
    model_file_name: file,
    dtype: 'q8',
    local_files_only: local,
    session_options: {
      intraOpNumThreads: sharing,
      interOpNumThreads: 1,
      // Threads that wait spin for 50 µs: asleep they are slow to wake, and longer they take the
      // search's time (bench/question-notes.md).
      extra: { session: { intra_op: { spin_duration_us: '50' } } },
      ...(table === undefined ? {} : { externalData: [await contentOf(folder, model, table)] }),
    },
    ...(local ? {} : { progress_callback: tellProgress(onProgress) }),
  })
  if (!local) await AutoTokenizer.from_pretrained(model)
  return (tokens) => meanOf(network, tokens)
}

/**
 * In memory: ONNX Runtime would map the file, and end with the whole program once somebody cut it
 * off.
 */
async function contentOf(folder: string, model: string, name: string) {
  return { path: name, data: await readFile(join(folder, model, 'onnx', name)) }
}

/** Tells of files that are being downloaded. */
function tellProgress(onProgress: TransformersOptions['onProgress']): ProgressCallback {
  return (event) => {
    if (event.status === 'progress') onProgress?.(event)
  }
}

/**
 * Has transformers.js take the network of a folder by its path, and its settings as they are: by
 * itself it starts to read the whole network, only to hand its path to ONNX Runtime, which reads it
 * again, .3 s and 90 MB.
 */
function readFrom(folder: string): void {
  env.useCustomCache = true
  env.customCache = {
    match: async (name: string) => {
      if (name.endsWith('.onnx')) return join(folder, 'onnx', basename(name))
      if (basename(name) !== 'config.json') return undefined
      return { arrayBuffer: () => readFile(join(folder, 'config.json')) } as unknown as Response
    },
    put: async () => undefined,
  }
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

/** The output of feature-extraction models, under either name. */
interface Output {
  readonly last_hidden_state?: Hidden
  readonly token_embeddings?: Hidden
}

/** One vector per token, one after the other. */
interface Hidden {
  readonly data: Float32Array
  readonly dims: readonly number[]
}
