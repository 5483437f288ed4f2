import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { isLarge } from '../format/compact-vectors.ts'
import type { Log } from '../domain/log.ts'
import type { Served } from '../engine/engine.ts'
import { rehearse } from '../engine/rehearse.ts'
import { countsOf } from '../format/library.ts'
import { collectSoon } from './collect-soon.ts'
import type { LoadedModel } from './model.ts'
import { openSource } from './wiring.ts'

/** Milliseconds between checks for a new index. */
const LOOK_EVERY = 1_000

/** Milliseconds for which requests that began with the old index may still read its sources. */
const LET_GO_AFTER = 60_000

/** Milliseconds from a swap to collecting the old index, which requests may just be using. */
const COLLECT_AFTER = 500

/** Milliseconds that belong to the first questions, before work begins that can wait. */
const PREPARE_AFTER = 2_000

/** How an index is followed; `load` makes the model, and is the settings' own if absent. */
interface Following {
  readonly lookEvery?: number
  readonly prepareAfter?: number
  readonly load?: () => Promise<LoadedModel>
}

/** An index that follows `npm run index` without a restart. */
export interface LiveIndex {
  readonly current: () => Served
  close(): Promise<void>
}

/**
 * Opens the index and checks every `lookEvery` milliseconds for a newer one, or for this one
 * restored after damage. It logs a new index that it cannot use, and damage to this one, and goes
 * on with the last good one. At the start it throws the errors of `openSource`. What is found
 * damaged only after the start ends all answers until the index is whole again.
 */
export async function openLiveIndex(
  config: Config,
  log: Log,
  { lookEvery = LOOK_EVERY, prepareAfter = PREPARE_AFTER, load }: Following = {},
): Promise<LiveIndex> {
  // Taken out of the source, which would keep the first index for good.
  const {
    served: first,
    newer: lookForNewer,
    expectWhole,
    close: closeSource,
    model: { embedder },
  } = await openSource(config, load)
  let served = first
  /** damage to the index that is served, found after the start; nothing is answered from it */
  let damage: AppError | null = null
  let looking = false

  /** the last failure logged; null once a check has succeeded */
  let failure: string | null = null

  async function look(): Promise<void> {
    const newer = await lookForNewer()
    if (newer === null) return
    if (isLarge(newer.composer.index)) await newer.readyLists()
    const old = served
    served = newer
    damage = null
    failure = null
    const { library } = served
    log({ level: 'info', event: 'index_swapped', digest: library.digest, ...countsOf(library) })
    readyLarge(served)
    old.letGo()
    // Nothing else of the old index is held: its texts and tables can be freed at once.
    const { close } = old.library
    setTimeout(() => void close(), LET_GO_AFTER).unref()
    if (isLarge(newer.composer.index)) setTimeout(collectSoon, COLLECT_AFTER).unref()
  }

  /** With many paragraphs, nobody should have to wait for what the first to need it would make. */
  function readyLarge(opened: Served): void {
    if (!isLarge(opened.composer.index)) return
    opened.search
      .ready()
      .then(() => opened.readyLists())
      .then(() => rehearse(opened, log))
      .then(() => opened.readySuggestions({ inBackground: true }))
      .then(() => opened.readyQuotes({ inBackground: true }))
      .then(collectSoon)
      .catch((error: unknown) => tell(error))
  }

  function tell(error: unknown): void {
    const told = textOf(error)
    if (failure !== told) log({ level: 'error', event: 'index_not_swapped', error: told })
    failure = told
  }

  const preparing = setTimeout(() => {
    readyLarge(served)
    expectWhole?.().catch((error: unknown) => {
      if (error instanceof AppError) damage = error
      tell(error)
    })
  }, prepareAfter)
  preparing.unref()
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch(tell)
      .finally(() => {
        looking = false
      })
  }, lookEvery)
  timer.unref()

  return {
    current() {
      if (damage !== null) throw damage
      return served
    },
    async close() {
      clearInterval(timer)
      clearTimeout(preparing)
      await served.library.close()
      await closeSource()
      // Its thread aborts the whole program if that ends while a text is being embedded.
      await embedder.idle?.()
    },
  }
}

function textOf(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.name : 'unknown'
}
