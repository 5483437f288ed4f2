import { readFile } from 'node:fs/promises'
import { AppError } from '../domain/errors.ts'
import { isForbidden } from '../process/file-problem.ts'

/**
 * The bytes of the file that somebody names. Throws `invalid_request` if it is missing, and the
 * system's own error if this user may not read it.
 */
export async function namedFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (isForbidden(cause)) throw cause
    const detail = `${path} cannot be opened: name a file that is there.`
    throw new AppError('invalid_request', detail, { cause })
  })
  return new Uint8Array(bytes)
}
