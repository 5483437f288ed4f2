import { AppError } from '../domain/errors.ts'

/** What the system says of a file, and what to do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES:
    'may not be read or written by this user. Let the user that runs this own it (chown), or ' +
    'give it the right (chmod).',
  EROFS: 'is on a disk that may only be read. Choose a place on another one.',
  ENOSPC: 'found no room left on its disk. Make room and run this again.',
  ENOENT: 'is not there. Name a file that is, or make the folder first.',
  ENOTDIR: 'lies in something that is no folder. Name another place.',
  EISDIR: 'is a folder. Name a file.',
  EEXIST: 'is there already, and is no folder. Name another place.',
}

const SAME: Readonly<Record<string, string>> = {
  EPERM: 'EACCES',
  EDQUOT: 'ENOSPC',
  EFBIG: 'ENOSPC',
}

/** What to tell people of an error that ends a program; null for a bug. */
export function toldOf(error: unknown): string | null {
  return error instanceof AppError ? error.message : fileProblem(error)
}

/** Ends the program with what to tell people of an error. Throws a bug. */
export function failWith(error: unknown): never {
  const message = toldOf(error)
  if (message === null) throw error
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** What to tell people of an error of the file system; null for any other error. */
export function fileProblem(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const { code, path = 'A file' } = error as NodeJS.ErrnoException
  const remedy = REMEDIES[SAME[String(code)] ?? String(code)]
  return remedy === undefined ? null : `${path} ${remedy}`
}

/** True if this user lacks the right to do what failed. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:EACCES|EPERM)$/.test(String(error.code))
}
