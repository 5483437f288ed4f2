import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors.ts'

/**
 * Lets one process write to a folder at a time; `doing` says in a message what the other one does
 * there. Returns what releases the lock. A lock left by a process that is gone counts for nothing.
 * Throws `index_locked` with the holder's process id.
 */
export async function lockFolder(
  root: string,
  doing = 'writing to this index',
): Promise<() => Promise<void>> {
  const path = join(root, '.lock')
  const own = `${path}.${process.pid}`
  // Linked into place with its content, so that nobody sees a lock without a holder.
  await writeFile(own, String(process.pid))
  try {
    for (;;) {
      if (await linked(own, path)) return () => rm(path, { force: true })
      await removeIfStale(path, doing)
    }
  } finally {
    await rm(own, { force: true })
  }
}

async function removeIfStale(path: string, doing: string): Promise<void> {
  const holder = await holderOf(path)
  if (holder === null) return
  if (isAlive(holder)) {
    throw new AppError(
      'index_locked',
      `Process ${holder} is ${doing}. Wait until it has finished, or end it, and try again. If that process is something else, delete ${path}.`,
    )
  }
  // Another process may have seen the same and be first: what was moved away is then its lock.
  const aside = `${path}.stale.${process.pid}`
  await rename(path, aside).catch(ignoreMissing)
  const moved = await holderOf(aside)
  if (moved !== null && moved !== holder) await linked(aside, path)
  await rm(aside, { force: true })
}

async function holderOf(path: string): Promise<number | null> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  return text === undefined ? null : Number(text)
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return codeOf(error) === 'EPERM'
  }
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
