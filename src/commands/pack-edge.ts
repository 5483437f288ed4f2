import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildWeb } from '../../web/build.ts'
import type { Config } from '../config.ts'
import { EDGE, type Edge } from '../edge.ts'
import { digestOf } from '../embed/model-digest.ts'
import { AppError } from '../errors.ts'
import { indexFolder } from '../store/folder.ts'
import { generationOf } from '../store/manifest.ts'

/** Cloudflare takes no larger asset. */
const MAX_ASSET = 25 * 1024 * 1024

/**
 * Puts everything that the Worker serves from into `target`, which is made anew: the index, the model
 * and the browser's part. Throws `too_large` for a file that Cloudflare would refuse.
 */
export async function packEdge(config: Config, target: string, version: string): Promise<void> {
  const folder = indexFolder(config.indexDir)
  const manifest = await folder.manifest()
  const model = join(config.model.folder, config.model.name)
  const web = await buildWeb()
  const edge: Edge = {
    version,
    model: { name: config.model.name, digest: await digestOf(model) },
    web: [...web].map(([path, { type }]) => ({ path, type })),
  }
  const generation = join('generations', generationOf(manifest))
  await rm(target, { recursive: true, force: true })
  await cp(join(config.indexDir, generation), join(target, generation), { recursive: true })
  await cp(folder.manifestPath, join(target, 'manifest.json'))
  await cp(model, join(target, 'model'), { recursive: true })
  await writeFile(join(target, EDGE), JSON.stringify(edge))
  for (const [path, { body }] of web) {
    await mkdir(dirname(join(target, 'web', path)), { recursive: true })
    await writeFile(join(target, 'web', path), body)
  }
  await expectSmall(target)
}

async function expectSmall(target: string): Promise<void> {
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const { size } = await stat(path)
    if (entry.isFile() && size > MAX_ASSET) {
      throw new AppError(
        'too_large',
        `${path} has ${(size / 1024 / 1024).toFixed(1)} MiB, and Cloudflare takes at most 25 MiB a file. Deploy a smaller index, or run the server on a machine of your own.`,
      )
    }
  }
}
