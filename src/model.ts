import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { CALIBRATION_FILE, type Embedder, type Lexicon } from './embed/embed.ts'
import { digestOf } from './embed/model-digest.ts'
import { staticModel } from './embed/static.ts'
import type { TransformersOptions } from './embed/transformers.ts'
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
  model: Config['model'],
  onProgress?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const { transformersEmbedder } = await import('./embed/transformers.ts')
  const embedder = await transformersEmbedder({
    ...model,
    model: model.name,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  const local = join(model.folder, model.name)
  const folder = (await isFile(join(local, 'config.json'))) ? local : join(model.cache, model.name)
  return {
    embedder,
    lexicon: (await readStatic(folder, embedder))?.lexicon ?? null,
    calibration: await readCalibration(folder),
  }
}

/**
 * The model for embedding documents. A static one is computed in plain TypeScript: its vectors are those of
 * `loadModel`, some ten times as many a second, and without ONNX Runtime, which an index run of a
 * document or two would wait for longer than for all the rest. Throws what `loadModel` throws.
 */
export async function loadIndexingModel(
  model: Config['model'],
  onProgress?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const folder = join(model.folder, model.name)
  if (model.dtype === 'q8' && (await isFile(join(folder, 'config.json')))) {
    const id = { model: model.name, digest: await digestOf(folder) }
    // Files that are missing or broken: `loadModel` tells which.
    const found = await readStatic(folder, id).catch(() => null)
    if (found !== null) return { ...found, calibration: await readCalibration(folder) }
  }
  return loadModel(model, onProgress)
}

/** Null for a model that is more than a table of token vectors. */
async function readStatic(folder: string, { model, digest }: Pick<Embedder, 'model' | 'digest'>) {
  const onnxPath = join(folder, 'onnx/model_quantized.onnx')
  if (!(await isFile(onnxPath))) return null
  const [onnx, tokenizer, tokenizerConfig] = await Promise.all([
    readFile(onnxPath),
    readJson(join(folder, 'tokenizer.json')),
    readJson(join(folder, 'tokenizer_config.json')),
  ])
  try {
    return staticModel({ onnx, tokenizer, tokenizerConfig }, { model, digest })
  } catch (error) {
    // No such table, or not whole: ONNX Runtime can tell.
    if (error instanceof AppError && error.code === 'model_damaged') return null
    throw error
  }
}

async function readCalibration(folder: string): Promise<Calibration | null> {
  const path = join(folder, CALIBRATION_FILE)
  return (await isFile(path)) ? ((await readJson(path)) as Calibration) : null
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, 'utf8')) as object
}
