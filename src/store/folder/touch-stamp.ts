import type { Stats } from 'node:fs'

/** What the system says of a file without reading it. */
export type TimesOfFile = Pick<Stats, 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>

/**
 * Differs once a file is written to, replaced, renamed or linked, since nobody can set its time of
 * change.
 */
export function touchStampOf({ ino, size, mtimeMs, ctimeMs }: TimesOfFile): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
}

/** Differs once the content of a file changes; linking the file elsewhere leaves it the same. */
export function contentStampOf({ ino, size, mtimeMs }: TimesOfFile): string {
  return `${ino} ${size} ${mtimeMs}`
}
