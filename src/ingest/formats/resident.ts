import { readFileSync } from 'node:fs'

/**
 * Memory of a process that is in use, in MB; null where the system does not tell (it does on Linux)
 * or it has ended.
 */
export function residentMb(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    // Not Linux, or it has just ended, which its exit tells.
    return null
  }
}
