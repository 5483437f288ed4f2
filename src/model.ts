import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCalibration } from './calibration-file.ts'
import type { Config } from './config.ts'
import type { Embedder, Lexicon } from './embed/embed.ts'
import { staticModel } from './embed/static.ts'
import {
  transformersEmbedder,
  type TransformersEmbedder,
  type TransformersOptions,
} from './embed/transformers.ts'
import { AppError } from './errors.ts'
import type { Calibration } from './search/calibration.ts'
import { isFile } from './store/folder.ts'

/** What a model folder gives: the embedder, and for a static model its single token vectors. */
export interface LoadedModel {
  readonly embedder: Embedder
  readonly lexicon: Lexicon | null
  /** as learned by `npm run calibrate`, null where it was not */
  readonly calibration: Calibration | null
}

/** Throws `model_missing` or `model_damaged`. */
export async function loadModel(
  { name, ...options }: Config['model'],
  onProgress?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const embedder = await transformersEmbedder({
    ...options,
    model: name,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  const local = join(options.folder, name)
  const folder = (await isFile(join(local, 'config.json'))) ? local : join(options.cache, name)
  return {
    embedder,
    lexicon: await readLexicon(folder, embedder),
    calibration: await readCalibration(folder),
  }
}

/** Null for a model that is more than a table of token vectors. */
async function readLexicon(
  folder: string,
  embedder: TransformersEmbedder,
): Promise<Lexicon | null> {
  const onnxPath = join(folder, 'onnx/model_quantized.onnx')
  if (!(await isFile(onnxPath))) return null
  const parts = { onnx: await readFile(onnxPath), encodeWord: embedder.encode }
  try {
    return staticModel(parts, embedder).lexicon
  } catch (error) {
    // The embedder has loaded, so the file is whole: it just is no such table.
    if (error instanceof AppError && error.code === 'model_damaged') return null
    throw error
  }
}
