import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import type { ImportProgress } from '../import/run.ts'
import { importArchive, type ImportOutcome } from './import-archive.ts'
import type { ImportCommand } from './import-arguments.ts'
import { importStatus } from './import-report.ts'
import { progressLine, statusLine } from './progress.ts'

interface Streams {
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown }
  readonly tell: (outcome: ImportOutcome) => void
}

/**
 * `npm run import`, once or repeatedly until SIGINT or SIGTERM. Returns the exit status. A failed
 * run does not end a series: it is reported, and the next one continues from there.
 */
export async function importCommand(
  config: Config,
  command: ImportCommand,
  version: string,
  { stderr, tell }: Streams,
): Promise<number> {
  const stop = new AbortController()
  const onSignal = () => stop.abort(new AppError('unavailable', STOPPED))
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  try {
    for (;;) {
      const began = Date.now()
      const status = await once().catch((error: unknown) => {
        if (command.every === null || !(error instanceof AppError)) throw error
        stderr.write(`${error.message}\n`)
        return 1
      })
      if (command.every === null) return status
      // Told to stop, during a run or between two: this is how a series ends.
      if (stop.signal.aborted) return 0
      const next = began + command.every - Date.now()
      await wait(Math.max(0, next), null, { signal: stop.signal }).catch(() => {})
      if (stop.signal.aborted) return 0
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }

  async function once(): Promise<number> {
    const status = statusLine(stderr)
    const progress = progressLine(stderr)
    const outcome = await importArchive(config, command, {
      version,
      signal: stop.signal,
      onImport: importProgress((text, isLast) => status.show(text, isLast)),
      onProgress: progress.onProgress,
      onDownload: progress.onDownload,
    })
    status.end()
    tell(outcome)
    return importStatus(outcome)
  }
}

const STOPPED = 'Stopped. What was imported stays; run the command again to go on.'

/** Shorter waits are not worth a line. */
const LONG_WAIT = 10_000

/** Shows what it reads or waits for; of files how many, and how long the rest will take. */
export function importProgress(show: (text: string, isLast: boolean) => void) {
  let began: number | null = null
  return (progress: ImportProgress): void => {
    if (progress.kind === 'reading') return show(progress.what, false)
    if (progress.kind === 'waiting') {
      const { why, milliseconds } = progress
      // Whatever was shown a moment ago: nothing else comes for as long.
      if (milliseconds >= LONG_WAIT) show(`${why}; waiting for ${timeOf(milliseconds)}`, true)
      return
    }
    const { done, total } = progress
    const now = performance.now()
    began ??= now
    const left = done === 0 ? '' : `, ${timeOf(((now - began) / done) * (total - done))} left`
    show(`${done}/${total} files${left}`, done === total && total > 0)
  }
}

function timeOf(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  if (minutes < 2) return `${Math.ceil(milliseconds / 1000)} s`
  return minutes < 120 ? `${Math.ceil(minutes)} min` : `${(minutes / 60).toFixed(1)} h`
}
