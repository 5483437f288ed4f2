import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { env, pipeline, type FeatureExtractionPipeline } from '@xenova/transformers'
import { AppError } from '../domain/errors.ts'
import type { Embedder, Role } from './embed.ts'
import { digestOf } from './model-digest.ts'

export interface TransformersOptions {
  /** "owner/name", as on a hub or below `folder` */
  model: string
  /** a folder that holds `owner/name/config.json`; looked at before any hub */
  folder: string
  /** where downloads are kept */
  cache: string
  /** never download */
  offline: boolean
  /** address of a mirror of the hub; the library's own hub where it is absent */
  host?: string
  /** which of the model's ONNX files: "q8" is `model_quantized.onnx`, "fp32" is `model.onnx` */
  dtype: 'q8' | 'fp32' | 'fp16' | 'q4'
  /** told while a file is downloaded; `total` is in bytes */
  onProgress?: (progress: { file: string; loaded: number; total: number }) => void
}

/** Models whose makers ask for a prefix (Wang et al. 2022, "Text Embeddings by …", section 3). */
const PREFIXES = [
  // "Xenova/multilingual-e5-small"
  { pattern: /(?:^|[/-])e5-/i, query: 'query: ', passage: 'passage: ' },
]

/**
 * Runs a feature-extraction model in the Hugging Face layout, with mean pooling. Texts go through
 * one by one: a dynamically quantised model gives a text other numbers in other company, and
 * batches were not faster (measured: 310 against 330 texts a second).
 *
 * Throws `model_missing` where the model is not there and may not or cannot be downloaded, and
 * `model_damaged` where its files cannot be loaded; what was downloaded of it is then removed.
 */
export async function transformersEmbedder(options: TransformersOptions): Promise<Embedder> {
  const { model, folder } = options
  const local = await isFile(join(folder, model, 'config.json'))
  if (!local && options.offline) throw missing(options)
  const extract = await load(options, local)
  const [width] = (await extract([' a'], { pooling: 'mean' })).dims.slice(-1)
  const prefixes = PREFIXES.find(({ pattern }) => pattern.test(model))

  return {
    model,
    digest: await digestOf(local ? join(folder, model) : join(options.cache, model)),
    dimensions: width!,

    async embed(texts, role) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        const { data } = await extract([prefixed(text, role)], { pooling: 'mean', normalize: true })
        vectors.push(finite(data as Float32Array))
      }
      return vectors
    },
  }

  function prefixed(text: string, role: Role): string {
    return prefixes === undefined ? text : prefixes[role] + text
  }
}

/** The mean of no token at all is 0/0: such a text resembles nothing, which is the zero vector. */
function finite(vector: Float32Array): Float32Array {
  return Number.isFinite(vector[0]) ? Float32Array.from(vector) : new Float32Array(vector.length)
}

async function load(
  options: TransformersOptions,
  local: boolean,
): Promise<FeatureExtractionPipeline> {
  env.localModelPath = options.folder
  env.cacheDir = options.cache
  env.allowRemoteModels = !local
  if (options.host !== undefined) env.remoteHost = options.host
  try {
    return await pipeline('feature-extraction', options.model, {
      dtype: options.dtype,
      local_files_only: local,
      progress_callback: (event) => {
        if (!local && event.status === 'progress') options.onProgress?.(event)
      },
    })
  } catch (cause) {
    if (local) throw damagedLocally(options, cause)
    const downloaded = await isFolder(join(options.cache, options.model))
    if (!downloaded || isUnreachable(cause)) throw missing(options, cause)
    // A broken file would be found in the cache, and break the next load, for ever.
    // Other files may still be arriving, hence the retries.
    await rm(join(options.cache, options.model), { recursive: true, force: true, maxRetries: 10 })
    throw damagedDownload(options, cause)
  }
}

/** transformers.js has no error classes; these are the words of `fetch` and of its own 4xx and 5xx. */
function isUnreachable(cause: unknown): boolean {
  const text = `${cause instanceof Error ? `${cause.message} ${String(cause.cause)}` : cause}`
  return /fetch failed|ENOTFOUND|ECONN|EAI_AGAIN|Could not locate file|Unauthorized|Forbidden|Error \(\d{3}\)|timed? ?out|terminated/i.test(
    text,
  )
}

function missing({ model, folder, offline }: TransformersOptions, cause?: unknown): AppError {
  const tried = offline
    ? 'and MODEL_OFFLINE forbids to download it'
    : `and it could not be downloaded from ${env.remoteHost} (${reason(cause)})`
  return new AppError(
    'model_missing',
    `The model ${model} is not in ${folder}, ${tried}. Put its files into ${join(folder, model)}, set MODEL_DIR to a folder that holds ${model}, or set MODEL_HOST to the address of a hub or a mirror that can be reached.`,
    { cause },
  )
}

function damagedLocally({ model, folder }: TransformersOptions, cause: unknown): AppError {
  return new AppError(
    'model_damaged',
    `The model in ${join(folder, model)} cannot be loaded (${reason(cause)}). Restore its files.`,
    { cause },
  )
}

function damagedDownload({ model }: TransformersOptions, cause: unknown): AppError {
  return new AppError(
    'model_damaged',
    `What was downloaded of the model ${model} from ${env.remoteHost} cannot be loaded (${reason(cause)}). It has been removed: run the command again, and if it fails again check what that address sends.`,
    { cause },
  )
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\.$/, '') : 'no reason given'
}

async function isFile(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    // Not there or not readable: the caller then says which model is missing and where.
    () => false,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    // Nothing was downloaded: the caller says so.
    () => false,
  )
}
