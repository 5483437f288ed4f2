import { given } from '../domain/given.ts'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { CALIBRATION_FILE, NEIGHBOURS_FILE, type Embedder, type Lexicon } from '../embed/embed.ts'
import { digestOf } from '../embed/model-digest.ts'
import { staticModel } from '../embed/static.ts'
import { readNeighbours } from '../embed/token-neighbours.ts'
import { wordTokenizer } from '../embed/word-tokenizer.ts'
import type { TransformersOptions } from '../embed/transformers.ts'
import type { Calibration } from '../search/calibration.ts'
import { isFile } from '../store/folder/folder.ts'

/** What a model's folder gives. */
export interface LoadedModel {
  readonly embedder: Embedder
  /** the vectors of single tokens; null for a model that is more than a table of them */
  readonly lexicon: Lexicon | null
  /** as learned by `npm run calibrate`, null where it was not */
  readonly calibration: Calibration | null
}

/**
 * Loads the model that documents and questions are embedded with. Any model goes through
 * transformers.js; but a static one, as the bundled one is, is computed in plain TypeScript where
 * its folder is at hand, as the Worker does it. A test holds both to the same vectors, and this way
 * a server is ready a second sooner and some ten times as many paragraphs are embedded a second.
 *
 * Throws `model_missing` or `model_damaged`.
 */
export async function loadModel(
  { name, ...options }: Config['model'],
  onProgress?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const local = join(options.folder, name)
  const calibration = await readCalibration(local)
  // The table is in the quantised file.
  const found = options.dtype === 'q8' ? await loadStatic(local, name) : null
  if (found !== null) return { ...found, calibration }
  // Imported when it is needed: it brings ONNX Runtime.
  const { transformersEmbedder } = await import('../embed/transformers.ts')
  const embedder = await transformersEmbedder({ ...options, ...given({ onProgress }), model: name })
  const downloaded = await loadStatic(join(options.cache, name), name)
  return { embedder, lexicon: downloaded?.lexicon ?? null, calibration }
}

const ONNX_FILE = 'onnx/model_quantized.onnx'

/** Null where there is no such folder, or where it does not hold a table of token vectors. */
async function loadStatic(
  folder: string,
  model: string,
): Promise<{ embedder: Embedder; lexicon: Lexicon } | null> {
  const onnx = join(folder, ONNX_FILE)
  const tokenizer = join(folder, 'tokenizer.json')
  const tokenizerConfig = join(folder, 'tokenizer_config.json')
  for (const path of [onnx, tokenizer, tokenizerConfig]) if (!(await isFile(path))) return null
  try {
    const words = wordTokenizer(await readJson(tokenizer), await readJson(tokenizerConfig))
    const bytes = await readFile(onnx)
    const digest = await digestOf(folder, { [ONNX_FILE]: bytes })
    const path = join(folder, NEIGHBOURS_FILE)
    const neighbours = () => (existsSync(path) ? readNeighbours(readFileSync(path), digest) : null)
    return staticModel({ onnx: bytes, tokenizer: words, neighbours }, { model, digest })
  } catch {
    // No table of token vectors, or broken files: ONNX Runtime loads it, or tells what is wrong.
    return null
  }
}

async function readCalibration(folder: string): Promise<Calibration | null> {
  const path = join(folder, CALIBRATION_FILE)
  return (await isFile(path)) ? ((await readJson(path)) as Calibration) : null
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, 'utf8')) as object
}
