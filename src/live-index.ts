import type { Config } from './config.ts'
import { AppError } from './errors.ts'
import type { Log } from './server/log.ts'
import type { Served } from './server/served.ts'
import { countsOf } from './store/library.ts'
import { openFollowed } from './wiring.ts'

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
 * the last good one served on. Throws, at the start, what `openFollowed` throws.
 */
export async function openLiveIndex(config: Config, log: Log): Promise<LiveIndex> {
  const followed = await openFollowed(config)
  let { served } = followed
  let looking = false

  async function look(): Promise<void> {
    const newer = await followed.newer()
    if (newer === null) return
    const old = served
    served = newer
    const { library } = served
    log({ level: 'info', event: 'index_swapped', digest: library.digest, ...countsOf(library) })
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
      await followed.close()
    },
  }
}

function told(error: unknown): { error: string } {
  if (error instanceof AppError) return { error: `${error.code}: ${error.message}` }
  return { error: error instanceof Error ? error.name : 'unknown' }
}
