import { given } from '../domain/optional-fields.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { sha256 } from '../domain/digest.ts'
import { AppError, messageOf } from '../domain/errors.ts'
import {
  CALIBRATION_FILE,
  CENTRE_FILE,
  LEXICON,
  MATTER_FILE,
  NEIGHBOURS_FILE,
  NETWORK_FILE,
  type Embedder,
  type Lexicon,
} from '../embed/embed.ts'
import { centred, type Centre } from '../embed/centre.ts'
import { digestOf } from '../embed/model-digest.ts'
import { staticModel, type TokenList } from '../embed/static.ts'
import { readNeighbours } from '../embed/token-neighbours.ts'
import { wordTokenizer } from '../embed/word-tokenizer.ts'
import type { TransformersOptions } from '../embed/transformers.ts'
import type { Calibration, Calibrations } from '../search/calibration.ts'
import { isFile } from '../store/folder/read-files.ts'

/** The models behind documents and queries. */
export interface LoadedModel {
  readonly embedder: Embedder
  /** the vectors of single words, whatever the embedder; null if the bundled one was removed */
  readonly lexicon: Lexicon | null
  /** as learned by `npm run calibrate`, for both together and for the lexicon alone */
  readonly calibrations: Calibrations
  /** SHA-256, hex: the same for all indexes made with the same embedder and lexicon */
  readonly digest: string
}

/** The bundled folder, used if `MODEL_DIR` has no model of this name. */
const BUNDLED = fileURLToPath(new URL('../../index/model', import.meta.url))

/**
 * Loads the model that embeds documents and queries, and the lexicon beside it. Any model runs
 * through transformers.js, except the lexicon itself as the embedder: that is a sum of table rows.
 *
 * Throws `model_missing` or `model_damaged`.
 */
export async function loadModel(
  { name, ...options }: Config['model'] & Pick<TransformersOptions, 'first' | 'threads'>,
  onProgress?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const [found, loaded] = await Promise.all([loadLexicon(options.folder), loadEmbedder()])
  const plain = loaded ?? found!.embedder
  const centre = await readCentre(join(options.folder, name))
  const embedder = centre === null ? plain : centred(plain, centre)
  const lexicon = found?.lexicon ?? null
  return {
    ...{ embedder, lexicon },
    calibrations: {
      whole: name === LEXICON ? null : await readCalibration(join(options.folder, name)),
      words: await readCalibration(join(options.folder, LEXICON)),
      ...given({ matter: await readMatter(join(options.folder, name)) }),
      ...given({ queries: embedder.queriesDigest }),
    },
    digest: await sha256([embedder.digest, lexicon?.digest ?? 'none'].join(' ')),
  }

  /** Null unless `MODEL` is the lexicon itself, and it is there. */
  async function loadEmbedder(): Promise<Embedder | null> {
    if (name === LEXICON && (await isLexicon(options.folder))) return null
    // ONNX Runtime 1.30 reports each use to its maker, from some 9 s after a start, unless this is
    // set before Node so much as links the modules that bring it.
    process.env['ORT_DISABLE_TELEMETRY'] = '1'
    // Imported on demand: it brings ONNX Runtime.
    const { transformersEmbedder } = await import('../embed/transformers.ts')
    return transformersEmbedder({ ...options, ...given({ onProgress }), model: name })
  }
}

const FILES = [NETWORK_FILE, 'tokenizer.json', 'tokenizer_config.json'] as const

async function loadLexicon(
  folder: string,
): Promise<{ embedder: Embedder; lexicon: Lexicon } | null> {
  if (await isLexicon(folder)) return loadStatic(join(folder, LEXICON), LEXICON)
  return (await isLexicon(BUNDLED)) ? loadStatic(join(BUNDLED, LEXICON), LEXICON) : null
}

/** Whether a folder of models contains the lexicon's files. */
async function isLexicon(folder: string): Promise<boolean> {
  const there = await Promise.all(FILES.map((file) => isFile(join(folder, LEXICON, file))))
  return there.every(Boolean)
}

/** Throws `model_damaged` if the folder has no table of token vectors. */
async function loadStatic(
  folder: string,
  model: string,
): Promise<{ embedder: Embedder; lexicon: Lexicon }> {
  const [onnx, tokenizer, tokenizerConfig] = FILES.map((file) => join(folder, file))
  try {
    const words = wordTokenizer(await readJson(tokenizer!), await readJson(tokenizerConfig!))
    const bytes = await readFile(onnx!)
    const digest = await digestOf(folder, { [NETWORK_FILE]: bytes })
    const path = join(folder, NEIGHBOURS_FILE)
    const neighbours = (await isFile(path)) ? await listIn(path, digest) : null
    return staticModel({ onnx: bytes, tokenizer: words, neighbours }, { model, digest })
  } catch (cause) {
    throw new AppError(
      'model_damaged',
      `The lexicon in ${folder} cannot be loaded ` + `(${messageOf(cause)}). Restore its files.`,
      { cause },
    )
  }
}

/** The list is read again on demand, and must still be the same. */
async function listIn(path: string, modelDigest: string): Promise<TokenList> {
  const digest = sha256Of(await readFile(path))
  return {
    digest,
    read() {
      const bytes = readFileSync(path)
      if (sha256Of(bytes) === digest) return readNeighbours(bytes, modelDigest)
      throw new AppError('model_damaged', `${path} was changed. Restore it, and start again.`)
    },
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function readCalibration(folder: string): Promise<Calibration | null> {
  const path = join(folder, CALIBRATION_FILE)
  return (await isFile(path)) ? ((await readJson(path)) as Calibration) : null
}

/** Null for a model that nobody measured. */
async function readCentre(folder: string): Promise<Centre | null> {
  const path = join(folder, CENTRE_FILE)
  return (await isFile(path)) ? ((await readJson(path)) as Centre) : null
}

/** See `Calibrations.matter`. */
async function readMatter(folder: string): Promise<number | undefined> {
  const path = join(folder, MATTER_FILE)
  if (!(await isFile(path))) return undefined
  return ((await readJson(path)) as { least: number }).least
}

async function readJson(path: string): Promise<object> {
  return JSON.parse(await readFile(path, 'utf8')) as object
}
