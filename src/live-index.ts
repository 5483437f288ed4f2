import { stat } from 'node:fs/promises'
import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { serveWith } from './serve-index.ts'
import type { Log } from './server/log.ts'
import type { Served } from './server/served.ts'
import { indexFolder } from './store/folder.ts'
import { openIndex } from './store/open.ts'
import { openServed } from './wiring.ts'

/** How often a running server looks for a new index, in milliseconds. */
const LOOK_EVERY = 1_000

/** Requests that began with the old index may still read its sources for so long, in milliseconds. */
const LET_GO_AFTER = 60_000

/** An index that follows what `npm run index` does, without a restart. */
export interface LiveIndex {
  readonly current: () => Served
  close(): Promise<void>
}

/**
 * Opens the index and keeps looking for a newer one. A new index that cannot be used is logged, and
 * the last good one served on. Throws, at the start, what `openServed` throws.
 */
export async function openLiveIndex(config: Config, log: Log): Promise<LiveIndex> {
  const folder = indexFolder(config.indexDir)
  let seen = await stampOf(folder.manifestPath)
  const { served: first, model } = await openServed(config)
  let served = first
  let looking = false

  async function look(): Promise<void> {
    const stamp = await stampOf(folder.manifestPath)
    if (stamp === seen) return
    seen = stamp
    const manifest = await folder.manifest()
    if (`sha256:${manifest.digest}` === served.library.digest) return
    const old = served
    served = serveWith(await openIndex(manifest, folder.files), model)
    log({ level: 'info', event: 'index_swapped', digest: manifest.digest, ...manifest.counts })
    setTimeout(() => void old.library.close(), LET_GO_AFTER).unref()
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) =>
        log({ level: 'error', event: 'index_not_swapped', ...told(error) }),
      )
      .finally(() => {
        looking = false
      })
  }, LOOK_EVERY)
  timer.unref()

  return {
    current: () => served,
    async close() {
      clearInterval(timer)
      await served.library.close()
    },
  }
}

/** Changes whenever the file is replaced; the manifest is always replaced, never written over. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null)
  return found === null ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`
}

function told(error: unknown): { error: string } {
  if (error instanceof AppError) return { error: `${error.code}: ${error.message}` }
  return { error: error instanceof Error ? error.name : 'unknown' }
}
