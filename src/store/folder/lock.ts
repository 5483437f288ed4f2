import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { AppError } from '../../domain/errors.ts'

/** SQLite's error code if another process holds the lock: SQLITE_BUSY. */
const BUSY = 5

/**
 * Lets one process write to an index folder at a time. Returns what releases the lock.
 *
 * The lock is the kernel's: SQLite's, on a file that stays empty, since Node has no `flock`. It
 * ends with the process that holds it, however that ends, and holds in all containers that share
 * the folder, where a process id says nothing. The file is left in its place: another process may
 * be about to lock it. Throws `index_locked`.
 */
export async function lockFolder(
  root: string,
  doing = 'writing to this index',
): Promise<() => Promise<void>> {
  const { DatabaseSync } = await sqlite()
  const path = join(root, '.writer')
  const lock = orUnwritable(root, () => new DatabaseSync(path))
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (cause) {
    lock.close()
    if (codeOf(cause) !== BUSY) throw cause
    throw new AppError(
      'index_locked',
      `Another process is ${doing}, on this machine or in another container. Wait until it ` +
        'has finished, or end it, and try again.',
      { cause },
    )
  }
  return async () => release(lock)
}

function release(lock: DatabaseSync): void {
  if (lock.isOpen) lock.close()
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? error.errcode : undefined
}

/** This user may not write to a folder that it cannot open, or its disk is read-only. */
function orUnwritable<T>(root: string, open: () => T): T {
  try {
    return open()
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `${root} cannot be written to. Let the user that runs this own the folder (chown), or ` +
        'run it as its owner, on a disk that is not read-only.',
      { cause },
    )
  }
}

/**
 * Without the warning that the module is experimental, which means nothing to people who index
 * documents.
 */
async function sqlite() {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return await import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
