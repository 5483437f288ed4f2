import { readFile } from 'node:fs/promises'
import { AppError } from '../domain/errors.ts'

/** The bytes of the file that somebody names. Throws `invalid_request` if it is missing. */
export async function namedFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const detail = `${path} cannot be opened: name a file that is there.`
    throw new AppError('invalid_request', detail, { cause })
  })
  return new Uint8Array(bytes)
}
