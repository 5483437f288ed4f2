import { readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../domain/errors.ts'
import { given } from '../domain/optional-fields.ts'
import type { Embedder, Role } from './embed.ts'
import { digestOf } from './model-digest.ts'
import type { Network, NetworkOptions } from './network.ts'
import { networkBeside } from './network-beside.ts'
import { networkPool } from './network-pool.ts'
import { PROMPTS_FILE, promptsOf, type Prompts } from './prompts.ts'
import { queriesDigestIn, queriesNetwork } from './queries-network.ts'
import { textTokenizer, type TextTokenizer } from './text-tokenizer.ts'
import { patternOf } from '../text/pattern.ts'

export interface TransformersOptions {
  /** "owner/name", as on a hub or below `folder` */
  model: string
  /** a folder that holds `owner/name/config.json`; searched before any hub */
  folder: string
  /** the folder for downloads */
  cache: string
  /** never download */
  offline: boolean
  /** address of a mirror of the hub; default the library's own hub */
  host?: string
  /** what to load a network for at once, where each role has its own; default queries */
  first?: Role
  /** threads for many passages at most; default one for each processor, four at most */
  threads?: number
  /** called during a download; `total` is in bytes */
  onProgress?: (progress: { file: string; loaded: number; total: number }) => void
}

/** The default ONNX file of transformers.js. */
const HUB = 'https://huggingface.co/'

/** Tokens of a text at most, unless a model names another limit. */
const MOST_TOKENS = 512

/** Threads at most: each holds the network's weights, 130 MB for the bundled one. */
const MOST_THREADS = 4

/**
 * Runs a feature-extraction model in the Hugging Face layout, with mean pooling and the prompts in
 * its folder, in threads of its own: a question in one that may have a helper, many passages in
 * several. Texts run one by one: a dynamically quantised model gives a text other numbers in a
 * batch (cosine .995), and batches are slower (bench/retrieval-notes.md). A folder may have a
 * network for queries beside the one for passages; then the other than the `first` is loaded for
 * its first text.
 *
 * Throws `model_missing` if the model is absent and cannot or may not be downloaded, and
 * `model_damaged` if its files cannot be loaded; it then removes what it downloaded.
 */
export async function transformersEmbedder(options: TransformersOptions): Promise<Embedder> {
  const { model, folder } = options
  const local = await isFile(join(folder, model, 'config.json'))
  if (!local && options.offline) throw missing(options)
  const { run, tokenizer, limit, prompts, digest, queriesDigest } = await load(options, local)
  const { length: dimensions } = await run[options.first ?? 'query'](tokenizer.encode('a', limit))
  let embedding: Promise<unknown> = Promise.resolve()

  return {
    model,
    digest,
    ...given({ queriesDigest }),
    dimensions,
    understands: tokenizer.understands,

    async embed(texts, role) {
      const vectors = Promise.all(
        texts.map((text) =>
          // A prompt by itself means nothing.
          tokenizer.understands(text)
            ? run[role](tokenizer.encode(prompts[role] + text, limit))
            : new Float32Array(dimensions),
        ),
      )
      embedding = Promise.allSettled([embedding, vectors])
      return await vectors
    },

    idle: () => embedding,
  }
}

/** A model that is ready to embed. */
interface Loaded {
  readonly run: Readonly<Record<Role, Network>>
  readonly tokenizer: TextTokenizer
  /** tokens of a text at most */
  readonly limit: number
  readonly prompts: Prompts
  readonly digest: string
  /** of the network for queries; undefined if it is the one for passages */
  readonly queriesDigest: string | undefined
}

async function load(options: TransformersOptions, local: boolean): Promise<Loaded> {
  const at = join(local ? options.folder : options.cache, options.model)
  const { onProgress, model, folder, cache, host } = options
  const where = { model, folder, cache, ...given({ host }), local }
  try {
    const queriesDigest = local ? await queriesDigestIn(at) : undefined
    const networks =
      queriesDigest === undefined
        ? networkBeside(where, onProgress).then((query) => ({
            query,
            passage: poolOf(where, query, options),
          }))
        : twoNetworks(where, options, queriesDigest)
    // A network from the hub downloads the tokenizer's files too.
    const files = local ? Promise.resolve() : networks
    const [run, { tokenizer, limit }, digest] = await Promise.all([
      networks,
      files.then(() => readTokenizer(at)),
      files.then(() => digestOf(at)),
    ])
    return {
      ...{ run, tokenizer, limit, digest, queriesDigest },
      prompts: promptsOf(
        await readFile(join(at, PROMPTS_FILE), 'utf8').catch(() => null),
        options.model,
      ),
    }
  } catch (cause) {
    if (local) throw damagedLocally(options, cause)
    const downloaded = await isFolder(join(options.cache, options.model))
    if (!downloaded || isUnreachable(cause)) throw missing(options, cause)
    // A broken file would stay in the cache and break every later load. Other files may still be
    // arriving, hence the retries.
    await rm(join(options.cache, options.model), { recursive: true, force: true, maxRetries: 10 })
    throw damagedDownload(options, cause)
  }
}

async function readTokenizer(at: string): Promise<Pick<Loaded, 'tokenizer' | 'limit'>> {
  const config = await readJson<TokenizerConfig>(join(at, 'tokenizer_config.json'))
  const tokenizer = textTokenizer(await readJson<object>(join(at, 'tokenizer.json')), config)
  return { tokenizer, limit: limitOf(config) }
}

async function twoNetworks(
  where: NetworkOptions,
  options: TransformersOptions,
  queriesDigest: string,
): Promise<Loaded['run']> {
  const loading: Readonly<Record<Role, () => Promise<Network>>> = {
    query: () => queriesNetwork(where, queriesDigest),
    passage: async () => poolOf(where, await networkBeside(where), options),
  }
  const { first = 'query' } = options
  const later = (role: Role): Network =>
    onDemand(() =>
      loading[role]().catch((cause: unknown) => {
        throw damagedLocally(options, cause)
      }),
    )
  const run = { query: later('query'), passage: later('passage') }
  return { ...run, [first]: await loading[first]() }
}

function poolOf(
  where: NetworkOptions,
  first: Network,
  { threads = Math.min(MOST_THREADS, availableParallelism()) }: TransformersOptions,
): Network {
  return networkPool(first, () => networkBeside(where), threads)
}

/** A network that is loaded for its first text. */
function onDemand(load: () => Promise<Network>): Network {
  let loaded: Promise<Network> | undefined
  return async (tokens) => (await (loaded ??= load()))(tokens)
}

interface TokenizerConfig {
  readonly model_max_length?: number
}

/** Some folders name a number that means "no limit". */
function limitOf({ model_max_length: named = MOST_TOKENS }: TokenizerConfig): number {
  return named < 1e6 ? named : MOST_TOKENS
}

/**
 * transformers.js has no error classes; these are the messages of `fetch` and of its own 4xx and
 * 5xx.
 */
const UNREACHABLE = new RegExp(
  patternOf`
    fetch failed|ENOTFOUND|ECONN|EAI_AGAIN|Could not locate file|Unauthorized|Forbidden
    |Error \(\d{3}\)|timed? ?out|terminated
  `,
  'i',
)

function isUnreachable(cause: unknown): boolean {
  const text = `${cause instanceof Error ? `${cause.message} ${String(cause.cause)}` : cause}`
  return UNREACHABLE.test(text)
}

function missing(
  { model, folder, offline, host = HUB }: TransformersOptions,
  cause?: unknown,
): AppError {
  const tried = offline
    ? 'and MODEL_OFFLINE forbids to download it'
    : `and it could not be downloaded from ${host} (${reason(cause)})`
  return new AppError(
    'model_missing',
    `The model ${model} is not in ${folder}, ${tried}. Put its files into ` +
      `${join(folder, model)}, set MODEL_DIR to a folder that holds ${model}, or set MODEL_HOST ` +
      'to the address of a hub or a mirror that can be reached.',
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

function damagedDownload({ model, host = HUB }: TransformersOptions, cause: unknown): AppError {
  return new AppError(
    'model_damaged',
    `What was downloaded of the model ${model} from ${host} cannot be loaded ` +
      `(${reason(cause)}). It has been removed: run the command again, and if it fails again ` +
      'check what that address sends.',
    { cause },
  )
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\.$/, '') : 'no reason given'
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T
}

async function isFile(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    // Absent or unreadable: the caller says which model is missing and where.
    () => false,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    // Nothing was downloaded, which the caller reports.
    () => false,
  )
}
