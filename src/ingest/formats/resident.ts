import { readFileSync } from 'node:fs'

/**
 * Resident memory of a process, in MB; null if the system does not tell (Linux does) or the process
 * has ended.
 */
export function residentMb(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    // Not Linux, or the process has just ended, which its exit event reports.
    return null
  }
}
