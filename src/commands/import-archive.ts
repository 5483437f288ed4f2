import { filesOf } from '../format/listed-files.ts'
import { given } from '../domain/optional-fields.ts'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { politeClient, type Manners } from '../import/polite.ts'
import { runImport, type ImportProgress, type ImportReport } from '../import/run.ts'
import type { StateFile } from '../import/state.ts'
import { indexFolder } from '../store/folder/folder.ts'
import { lockFolder } from '../store/folder/lock.ts'
import type { ImportCommand } from './import-arguments.ts'
import type { FileRates } from './import-report.ts'
import type { IndexOptions, IndexReport } from './index-documents.ts'
import { runIndex } from './run-index.ts'

export interface ImportOutcome extends ImportReport {
  /** null if there was nothing to index */
  readonly index: IndexReport | null
}

interface ImportOptions extends Omit<IndexOptions, 'remove'> {
  readonly version: string
  readonly onImport?: (progress: ImportProgress) => void
  readonly signal?: AbortSignal
  /** shorter times for tests */
  readonly manners?: Partial<Manners>
  readonly now?: () => Date
}

/**
 * `npm run import`, once: brings the folder up to date with the official sources, and the index
 * with the folder. Throws `index_locked` during another import or index run, and what `runImport`
 * and `runIndex` throw.
 */
export async function importArchive(
  config: Config,
  command: ImportCommand,
  options: ImportOptions,
): Promise<ImportOutcome> {
  if (command.dryRun) return { ...(await run(config, command, options)).report, index: null }
  await mkdir(command.dir, { recursive: true })
  const release = await lockFolder(command.dir, 'importing into this folder')
  try {
    const { report, file } = await run(config, command, options)
    const index = await indexImported(config, command.dir, file, options)
    return { ...report, index }
  } finally {
    await release()
  }
}

function run(config: Config, command: ImportCommand, options: ImportOptions) {
  const { dir, source, since, types, dryRun, removeMany } = command
  const client = politeClient({
    rateOf: ratesOf(config, command.rate),
    agent: agentOf(config, options.version),
    ...given({ signal: options.signal }),
    onWait: (why, milliseconds) => options.onImport?.({ kind: 'waiting', why, milliseconds }),
    ...options.manners,
  })
  return runImport({
    ...{ dir, source, since, types, dryRun, removeMany, client },
    services: config.services,
    ...given({ now: options.now, onProgress: options.onImport }),
  })
}

/** The official publications allow 10 requests in 30 seconds (robots.txt). */
const OFFICIAL_KOOP = /(?:^|\.)(?:officielebekendmakingen|overheid)\.nl$/
const KOOP_RATE = 1 / 3
/** The import's share of the rate at which it may query the Tweede Kamer. */
const SLOWER = 6

/** The most requests a second to each host. */
export function ratesOf({ services }: Config, rate: number): (host: string) => number {
  const { host: tk } = new URL(services.tk)
  return (host) => {
    if (host === tk) return rate
    return OFFICIAL_KOOP.test(host) ? Math.min(rate / SLOWER, KOOP_RATE) : rate / SLOWER
  }
}

/** The most files a second: letters from the Tweede Kamer, and publications. */
export function fileRates(config: Config, rate: number): FileRates {
  const { tk, koop } = config.services
  const [letters, published] = [tk, koop].map((base) => ratesOf(config, rate)(new URL(base).host))
  return { letters: letters!, published: published! }
}

function agentOf({ contact }: Config, version: string): string {
  const who =
    contact === undefined ? '' : ` (${contact.name.replace(/[^ -~]/g, '')}; ${contact.email})`
  return `Letterlijk/${version} import${who}`
}

/** Milliseconds between checks whether another index run has ended, and until it gives up. */
const LOCKED = { every: 2_000, most: 60_000 }

/**
 * Indexes what differs from the import's folder, and removes what left it. The state tells whether
 * anything differs, whatever happened to the run before.
 */
async function indexImported(
  config: Config,
  dir: string,
  file: StateFile,
  options: ImportOptions,
): Promise<IndexReport | null> {
  const { state } = file
  const indexed = await indexedFiles(config)
  const digestOf = (each: { sha256: string; metadataSha256: string }) =>
    `${each.sha256} ${each.metadataSha256}`
  const due = [...state.stored].filter(
    ([, each]) => (indexed === null ? each.indexed : indexed.get(each.file)) !== digestOf(each),
  )
  const gone = [...state.gone].filter((name) => indexed === null || indexed.has(name)).sort()
  const paths = due.map(([, each]) => join(dir, 'files', each.file))
  const beside = paths.map((path) => path.replace(/\.\w+$/, '.json'))
  if (paths.length + gone.length === 0) return null
  const index = await patiently(() => indexAll(config, [...paths, ...beside], gone, options))
  for (const [guid, each] of due) state.stored.set(guid, { ...each, indexed: digestOf(each) })
  state.gone.clear()
  await file.save()
  return index
}

/** Waits for another index run to end. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; await wait(LOCKED.every)) {
    try {
      return await work()
    } catch (error) {
      const isLocked = error instanceof AppError && error.code === 'index_locked'
      if (!isLocked || performance.now() - began > LOCKED.most) throw error
    }
  }
}

async function indexAll(
  config: Config,
  paths: readonly string[],
  gone: readonly string[],
  options: ImportOptions,
): Promise<IndexReport | null> {
  const { onProgress, onDownload } = options
  const told = {
    ...given({ onProgress, onDownload }),
  }
  if (config.store.kind !== 'postgres') return runIndex(config, { paths, remove: gone }, told)
  // A database adds or removes in one run, and may have lost a document already.
  let report: IndexReport | null = null
  for (const name of gone) {
    try {
      report = await runIndex(config, { paths: [], remove: [name] }, told)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    }
  }
  return paths.length === 0 ? report : runIndex(config, { paths, remove: [] }, told)
}

/** The files in the index, with their digests; null for a database, which has no list. */
async function indexedFiles(config: Config): Promise<Map<string, string> | null> {
  if (config.store.kind === 'postgres') return null
  try {
    return new Map(
      filesOf(await indexFolder(config.indexDir).listed()).map((each) => [
        each.file,
        `${each.fileSha256} ${each.metadataSha256}`,
      ]),
    )
  } catch (error) {
    // Without a readable manifest, index everything again.
    if (error instanceof AppError) return new Map()
    throw error
  }
}
