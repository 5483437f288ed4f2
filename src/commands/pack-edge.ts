import { cp, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { buildWeb } from '../../web/build.ts'
import type { Config } from '../config.ts'
import { EDGE, partOf, type Edge, type Parts, type Split } from '../edge.ts'
import { digestOf } from '../embed/model-digest.ts'
import { isWorkersAi, workersAiDigest } from '../embed/workers-ai.ts'
import { AppError } from '../errors.ts'
import { indexFolder } from '../store/folder.ts'
import { generationOf } from '../store/manifest.ts'
import { SOURCES, VECTORS } from '../store/open.ts'

const MIB = 1024 * 1024

/** Cloudflare takes no larger asset, and no more of them on the free plan (Workers limits, "static assets"). */
const MAX_ASSET = 25 * MIB
const MAX_ASSETS = 20_000

export interface PackOptions {
  /** what is larger is packed in parts of this size */
  readonly partBytes?: number
  /** the same for the source texts, of which an answer needs a few thousand characters */
  readonly sourcePartBytes?: number
}

/**
 * Puts everything that the Worker serves from into `target`, which is made anew: the index, the model
 * and the browser's part. Large files are packed in parts. Throws `too_large` where Cloudflare would not take
 * the assets.
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
  if (config.store === 'vectorize') await rm(join(target, generation, VECTORS))
  const digest = await packModel(config.model, target)
  for (const [path, { body }] of web) {
    await mkdir(dirname(join(target, 'web', path)), { recursive: true })
    await writeFile(join(target, 'web', path), body)
  }
  const edge: Edge = {
    version,
    model: { name: config.model.name, digest },
    web: [...web].map(([path, { type }]) => ({ path, type })),
    vectors: config.store === 'vectorize' ? 'vectorize' : 'assets',
    parts: await splitLarge(target, (path) =>
      path.endsWith(`/${SOURCES}`) ? sourcePartBytes : partBytes,
    ),
  }
  await writeFile(join(target, EDGE), JSON.stringify(edge))
  await expectTaken(target)
}

/** Puts the model among the assets, unless Cloudflare runs it, and gives its digest. */
async function packModel({ folder, name }: Config['model'], target: string): Promise<string> {
  if (isWorkersAi(name)) return workersAiDigest(name)
  const model = join(folder, name)
  await cp(model, join(target, 'model'), { recursive: true })
  return digestOf(model)
}

/** Replaces each file that is larger than its part size by its parts. */
async function splitLarge(target: string, partBytesOf: (path: string) => number): Promise<Parts> {
  const parts: Record<string, Split> = {}
  for (const { path, bytes } of await filesIn(target)) {
    const name = relative(target, path).split(sep).join('/')
    const partBytes = partBytesOf(name)
    if (bytes <= partBytes) continue
    parts[name] = { bytes, partBytes }
    await split(path, parts[name])
  }
  return parts
}

/** One part at a time, so that a large index is not held in memory. */
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

async function expectTaken(target: string): Promise<void> {
  const files = await filesIn(target)
  for (const { path, bytes } of files) {
    if (bytes <= MAX_ASSET) continue
    throw new AppError(
      'too_large',
      `${path} has ${mib(bytes)} MiB, and Cloudflare takes at most 25 MiB a file.`,
    )
  }
  if (files.length > MAX_ASSETS) {
    throw new AppError(
      'too_large',
      `The index takes ${files.length} assets, and Cloudflare takes at most ${MAX_ASSETS}. ${ELSEWHERE}`,
    )
  }
}

const ELSEWHERE =
  'Deploy a smaller index, or run the server on a machine of your own, with STORE=postgres where it is very large.'

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}

async function filesIn(folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
  return Promise.all(paths.map(async (path) => ({ path, bytes: (await stat(path)).size })))
}
