import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Embedder, Lexicon } from './embed/embed.ts'
import { digestOf } from './embed/model-digest.ts'
import { staticModel, wordTokenizer } from './embed/static.ts'
import { AppError } from './errors.ts'
import { isFile } from './store/folder.ts'

/** What turns questions into vectors, and for a static model into token vectors. */
export interface QueryModel {
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
}

/**
 * Loads the model that questions are embedded with. A static model is computed in plain TypeScript,
 * as the Worker does it: the same vectors (held together by a test), and a server that is ready a
 * second sooner than with ONNX Runtime. Any other model goes through transformers.js.
 *
 * Throws `model_missing` or `model_damaged`.
 */
export async function loadQueryModel(settings: Config['model']): Promise<QueryModel> {
  return (await loadStatic(settings)) ?? (await loadWithOnnx(settings))
}

/** Null for a model that is no table of token vectors in a local folder, and for one with broken files. */
export async function loadStatic({ name, folder }: Config['model']): Promise<QueryModel | null> {
  const path = join(folder, name)
  const [onnx, tokenizer, config] = [
    'onnx/model_quantized.onnx',
    'tokenizer.json',
    'tokenizer_config.json',
  ].map((file) => join(path, file))
  for (const file of [onnx, tokenizer, config]) if (!(await isFile(file!))) return null
  const json = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as object
  const parts = {
    onnx: await readFile(onnx!),
    encodeWord: wordTokenizer(await json(tokenizer!), await json(config!)),
  }
  try {
    return staticModel(parts, { model: name, digest: await digestOf(path) })
  } catch (error) {
    // Not a table of token vectors, or a broken file: loading it with ONNX Runtime tells which.
    if (error instanceof AppError && error.code === 'model_damaged') return null
    throw error
  }
}

async function loadWithOnnx(settings: Config['model']): Promise<QueryModel> {
  // Imported when it is needed: it brings ONNX Runtime.
  const { loadModel } = await import('./model.ts')
  return loadModel(settings)
}
