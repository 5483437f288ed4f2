import { cp, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { buildWeb } from '../../web/build.ts'
import type { Config } from '../config.ts'
import {
  EDGE,
  partOf,
  PIECES,
  TOKENIZER,
  type Edge,
  type Parts,
  type Split,
} from '../format/edge.ts'
import { LEXICON, NEIGHBOURS_FILE } from '../embed/embed.ts'
import { digestOf } from '../embed/model-digest.ts'
import { tableOf, writeTable } from '../embed/piece-table.ts'
import { packTokenizer } from '../embed/word-tokenizer.ts'
import { AppError } from '../domain/errors.ts'
import { LEAST_COSINE, leastCosineAmong } from '../search/signals/chance.ts'
import { generationOf } from '../format/manifest.ts'
import { COMPACT_VECTORS } from '../format/compact-vectors.ts'
import { DOCUMENTS, SEARCH, SOURCES, TEXTS, VECTORS } from '../format/open.ts'
import { HEADS } from '../format/document-heads.ts'
import { QUOTES } from '../format/part-quotes.ts'
import { WORDS } from '../format/part-words.ts'
import { kindOfFile, partsOf } from '../format/parts.ts'
import { SIGNATURES } from '../format/signatures.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { filesBelow } from '../store/folder/files-below.ts'
import { isFile } from '../store/folder/read-files.ts'

const MIB = 1024 * 1024

/**
 * Cloudflare's limits for one asset and, on the free plan, for their number (Workers limits,
 * "static assets").
 */
const MAX_ASSET = 25 * MIB
const MAX_ASSETS = 20_000

export interface PackOptions {
  /** larger files are packed in parts of this size */
  readonly partBytes?: number
  /** the same for source texts, of which an answer needs a few thousand characters */
  readonly sourcePartBytes?: number
}

/**
 * Fills a new folder `target` with everything that the Worker needs: the index, the lexicon and the
 * files for browsers. Large files are packed in parts. Throws `too_large` if Cloudflare would not
 * take the assets, or the Worker would not have the memory for them.
 */
export async function packEdge(
  config: Config,
  target: string,
  version: string,
  { partBytes = 24 * MIB, sourcePartBytes = MIB / 4 }: PackOptions = {},
): Promise<void> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const web = await buildWeb()
  const generation = join('generations', generationOf(manifest))
  await rm(target, { recursive: true, force: true })
  await cp(join(config.indexDir, generation), join(target, generation), { recursive: true })
  await cp(folder.manifestPath, join(target, 'manifest.json'))
  if (await isFile(join(config.indexDir, SIGNATURES))) {
    await cp(join(config.indexDir, SIGNATURES), join(target, SIGNATURES))
  }
  // The Worker cannot run the encoder, so it has no use for its vectors; the other two spare a
  // server reading what the Worker reads anyway.
  for (const { name } of partsOf(manifest)) {
    for (const kind of [VECTORS, COMPACT_VECTORS, HEADS, QUOTES]) {
      await rm(join(target, generation, name(kind)), { force: true })
    }
  }
  const digest = await packLexicon(config.model.folder, target, manifest.counts.answers)
  for (const [path, { body }] of web) {
    await mkdir(dirname(join(target, 'web', path)), { recursive: true })
    await writeFile(join(target, 'web', path), body)
  }
  await expectRoom(target)
  const edge: Edge = {
    version,
    model: { name: LEXICON, digest },
    web: [...web].map(([path, { type }]) => ({ path, type })),
    parts: await splitLarge(target, (path) =>
      kindOfFile(basename(path)) === SOURCES ? sourcePartBytes : partBytes,
    ),
  }
  await writeFile(join(target, EDGE), JSON.stringify(edge))
  await expectSmall(target)
}

/**
 * Adds the lexicon to the assets, with the parts that this many answers need. Returns its digest.
 */
async function packLexicon(folder: string, target: string, answers: number): Promise<string> {
  const model = join(folder, LEXICON)
  await cp(model, join(target, 'model'), { recursive: true })
  // Few answers use cosines below those listed, and a Worker starts sooner without the list.
  if (leastCosineAmong(answers) < LEAST_COSINE) {
    await rm(join(target, 'model', NEIGHBOURS_FILE), { force: true })
  }
  await packTokenizerOf(join(target, 'model'), target)
  return digestOf(model)
}

/** Replaces the tokenizer's files by two that load faster. */
async function packTokenizerOf(folder: string, target: string): Promise<void> {
  const paths = ['tokenizer.json', 'tokenizer_config.json'].map((name) => join(folder, name))
  const [tokenizer, config] = await Promise.all(
    paths.map(async (path) => JSON.parse(await readFile(path, 'utf8')) as object),
  )
  const packed = packTokenizer(tokenizer!, config!)
  await writeFile(join(target, TOKENIZER), JSON.stringify(packed))
  await writeFile(join(target, PIECES), writeTable(tableOf(packed.pieces)))
  for (const path of paths) await rm(path)
}

/** Replaces each file larger than its part size by its parts. */
async function splitLarge(target: string, partBytesOf: (path: string) => number): Promise<Parts> {
  const parts: Record<string, Split> = {}
  const files = await filesIn(target)
  let assets = files.length
  for (const { name, bytes } of files) {
    const partBytes = partBytesOf(name)
    if (bytes <= partBytes) continue
    parts[name] = { bytes, partBytes }
    assets += Math.ceil(bytes / partBytes) - 1
  }
  if (assets > MAX_ASSETS) {
    throw new AppError(
      'too_large',
      `The index takes ${assets} assets, and Cloudflare takes at most ${MAX_ASSETS}. ${ELSEWHERE}`,
    )
  }
  for (const [name, each] of Object.entries(parts)) await split(join(target, name), each)
  return parts
}

/** Copies one part at a time, so that a large index is never in memory as a whole. */
async function split(path: string, { bytes, partBytes }: Split): Promise<void> {
  const file = await open(path)
  try {
    for (let n = 0; n * partBytes < bytes; n++) {
      const part = new Uint8Array(Math.min(partBytes, bytes - n * partBytes))
      const { bytesRead } = await file.read(part, 0, part.length, n * partBytes)
      await writeFile(partOf(path, n), part.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
  await rm(path)
}

async function expectSmall(target: string): Promise<void> {
  for (const { name, bytes } of await filesIn(target)) {
    if (bytes <= MAX_ASSET) continue
    throw new AppError(
      'too_large',
      `${name} has ${mib(bytes)} MiB, and Cloudflare takes at most 25 MiB a file.`,
    )
  }
}

/**
 * The most memory that the Worker holds for each byte of a file, measured with 5,000 and 20,000
 * paragraphs (docs/workers.md). Documents become objects of three times their size, beside the
 * bytes that they come from; texts stay bytes, except those read last.
 */
const HELD_A_BYTE: readonly {
  readonly holds: (path: string) => boolean
  readonly times: number
}[] = [
  { holds: isOf(DOCUMENTS), times: 4 },
  { holds: isOf(TEXTS), times: 1.25 },
  { holds: isOf(SEARCH, WORDS), times: 1 },
  { holds: (path) => path.startsWith('model/'), times: 1 },
]

function isOf(...kinds: readonly string[]): (path: string) => boolean {
  return (path) => path.startsWith('generations/') && kinds.includes(kindOfFile(basename(path)))
}

/** The code and the source texts read last. */
const HELD_ANYWAY = 18 * MIB

/** The memory of a Worker (Workers limits, "memory"). */
const MEMORY = 128 * MIB

async function expectRoom(target: string): Promise<void> {
  const files = await filesIn(target)
  const held = HELD_A_BYTE.map(({ holds, times }) =>
    files.filter(({ name }) => holds(name)).reduce((sum, { bytes }) => sum + times * bytes, 0),
  )
  const [lines, texts, search, model] = held as [number, number, number, number]
  const documents = lines + texts
  const needed = HELD_ANYWAY + documents + search + model
  if (needed <= MEMORY) return
  throw new AppError(
    'too_large',
    `The Worker would need some ${mib(needed)} MiB for this index (documents ` +
      `${mib(documents)}, words ${mib(search)}, model ${mib(model)}), and Cloudflare gives it ` +
      `128. ${ELSEWHERE}`,
  )
}

const ELSEWHERE =
  'Deploy a smaller index, or run the server on a machine of your own, with STORE=postgres ' +
  'if it is very large.'

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}

/** `name` is the path below the folder, with slashes. */
async function filesIn(folder: string): Promise<{ name: string; bytes: number }[]> {
  return Promise.all(
    (await filesBelow(folder)).map(async ({ name, path }) => ({
      name,
      bytes: (await stat(path)).size,
    })),
  )
}
