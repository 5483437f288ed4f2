import { statSync } from 'node:fs'
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readSeen } from './seen-files.ts'
import { contentStampOf, touchStampOf, type TimesOfFile } from './touch-stamp.ts'
import type { UntouchedFile } from './read-hashed.ts'

/** A file in an index folder: digests of the index's own files, by what shows any later touch. */
export const WRITTEN = '.written'

/** A file whose content a run has just compared with its digest, or written. */
interface CheckedFile {
  readonly path: string
  readonly sha256: string
  /** `contentStampOf` it at that time */
  readonly stamp: string
}

/**
 * Remembers the digests of an index's files for the next start and the next run, once nothing links
 * them anywhere else. It leaves out a file that was touched since it was checked.
 *
 * A stamp counts only if the disk's clock has moved on since: within one tick of it, two changes
 * have the same time.
 */
export async function rememberWritten(root: string, files: readonly CheckedFile[]): Promise<void> {
  // One name, since one run writes at a time: that of a killed run is written over.
  const temporary = join(root, `${WRITTEN}.tmp`)
  try {
    const now = await tickAfter(temporary, files)
    const lines = files.flatMap(({ path, sha256, stamp }) => {
      const found = statSync(path)
      const isSame = contentStampOf(found) === stamp && found.ctimeMs < now
      return isSame ? `${sha256} ${touchStampOf(found)}\n` : []
    })
    await writeFile(temporary, lines.join(''))
    await rename(temporary, join(root, WRITTEN))
  } catch {
    // The next start and the next run hash all files.
    await rm(temporary, { force: true })
  }
}

/** Milliseconds of a disk's tick, and how many of them are waited for. */
const TICK = 5
const TICKS = 20

/** A time of the disk's clock after the last change of the files, if it comes soon. */
async function tickAfter(temporary: string, files: readonly CheckedFile[]): Promise<number> {
  const last = Math.max(...files.map(({ path }) => statSync(path).ctimeMs))
  for (let left = TICKS; ; left--) {
    await writeFile(temporary, '')
    const { ctimeMs } = await stat(temporary)
    if (ctimeMs > last || left === 0) return ctimeMs
    await wait(TICK)
  }
}

/** What is remembered of an index folder: null for a file that was touched since, or is unknown. */
export type WrittenFiles = (found: TimesOfFile) => UntouchedFile | null

export function readWritten(root: string): WrittenFiles {
  const known = readSeen(join(root, WRITTEN))
  return (found) => {
    const stamp = touchStampOf(found)
    const sha256 = known.get(stamp)
    return sha256 === undefined ? null : { stamp, sha256 }
  }
}
