import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { hashOf } from './read-hashed.ts'
import { touchStampOf } from './touch-stamp.ts'

/** A file in an index folder: digests of documents, with what shows that nobody touched them. */
export const SEEN = '.seen'

/**
 * Milliseconds that a file must have been left alone before its digest is remembered: within one
 * tick of a disk's clock two changes have the same time.
 */
const AT_REST = 2_000

/**
 * SHA-256 of files, in hex and in order. It does not read a file again that has not changed since
 * it was last hashed: the system gives a file that is written to, replaced or renamed another time
 * of change, which nobody can set. `keep` remembers the digests for the next time.
 */
export function hashUnseen(
  paths: readonly string[],
  { seen: path, keep }: { readonly seen: string; readonly keep: boolean },
): string[] {
  const known = readSeen(path)
  const now = Date.now()
  const lines: string[] = []
  let anew = 0
  const digests = paths.map((each) => {
    const found = statSync(each)
    const stamp = touchStampOf(found)
    const before = known.get(stamp)
    const digest = before ?? hashOf(each)
    if (before === undefined) anew++
    if (found.ctimeMs < now - AT_REST) lines.push(`${digest} ${stamp}`)
    return digest
  })
  if (keep && (anew > 0 || lines.length !== known.size)) writeSeen(path, lines)
  return digests
}

/** Digests by stamp. Empty if there is no such file, or another one: everything is then hashed. */
export function readSeen(path: string): Map<string, string> {
  const known = new Map<string, string>()
  try {
    for (const line of readFileSync(path, 'latin1').split('\n')) {
      if (LINE.test(line)) known.set(line.slice(65), line.slice(0, 64))
    }
  } catch {
    // Without digests everything is hashed, so nothing is lost.
  }
  return known
}

/** "<sha256> <inode> <size> <modified> <changed>": a digest and a stamp. */
const LINE = /^[0-9a-f]{64}(?: [\d.]{1,30}){4}$/

function writeSeen(path: string, lines: readonly string[]): void {
  try {
    const temporary = `${path}.${process.pid}.tmp`
    writeFileSync(temporary, `${lines.join('\n')}\n`)
    renameSync(temporary, path)
  } catch {
    // The next run hashes all files, as this one did.
  }
}
