import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import { serveWith } from './serve-index.ts'
import type { Log } from './server/log.ts'
import type { Served } from './server/served.ts'
import { indexFolder } from './store/folder.ts'
import { openIndex, type OpenedIndex } from './store/open.ts'
import { openServed } from './wiring.ts'

/** How often a running server looks for a new index, in milliseconds. */
const LOOK_EVERY = 1_000

/** After a look that failed, another one is made after so many, though nothing seems to have changed. */
const RETRY_EVERY = 10

/** Requests that began with the old index may still read its sources for so long, in milliseconds. */
const LET_GO_AFTER = 60_000

/** An index that follows what `npm run index` does, without a restart. */
export interface LiveIndex {
  readonly current: () => Served
  close(): Promise<void>
}

/**
 * Opens the index and keeps looking for a newer one, or for this one put back after a damage. A new
 * index that cannot be used, and a damage to the files of this one, are logged, and the last good one
 * is served on. Throws, at the start, what `openServed` throws.
 */
export async function openLiveIndex(config: Config, log: Log): Promise<LiveIndex> {
  const folder = indexFolder(config.indexDir)
  let seen = await folder.stamp(await folder.manifest())
  const opened = await openServed(config)
  const { model } = opened
  let { served, manifest } = opened
  let looking = false

  /** what the last look that tried something met, and the looks since then */
  let failure: { readonly error: string; looks: number } | null = null

  async function look(): Promise<void> {
    const stamp = await folder.stamp(manifest)
    const touched = stamp.files !== seen.files
    // An index may be on its way here by parts, the manifest first.
    const retry = failure !== null && ++failure.looks % RETRY_EVERY === 0
    if (stamp.manifest === seen.manifest && !touched && !retry) return
    seen = stamp
    const next = await folder.manifest()
    if (next.digest === manifest.digest) {
      if (!touched && failure === null) return
      // Put back after a damage, or damaged just now: then this throws.
      await folder.expectWhole(next)
    }
    const nextSeen = await folder.stamp(next)
    const old = served
    served = await serveOrClose(await openIndex(next, folder.files))
    manifest = next
    seen = nextSeen
    failure = null
    log({ level: 'info', event: 'index_swapped', digest: manifest.digest, ...manifest.counts })
    setTimeout(() => void old.library.close(), LET_GO_AFTER).unref()
  }

  async function serveOrClose(found: OpenedIndex): Promise<Served> {
    try {
      return serveWith(found, model)
    } catch (error) {
      await found.library.close()
      throw error
    }
  }

  function tell(error: unknown): void {
    const { error: text } = told(error)
    if (failure?.error !== text) log({ level: 'error', event: 'index_not_swapped', error: text })
    failure = { error: text, looks: 0 }
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch(tell)
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

function told(error: unknown): { error: string } {
  if (error instanceof AppError) return { error: `${error.code}: ${error.message}` }
  return { error: error instanceof Error ? error.name : 'unknown' }
}
