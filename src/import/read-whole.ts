import { AppError } from '../domain/errors.ts'
import type { Got, Polite } from './polite.ts'

const utf8 = new TextDecoder()

/** Attempts at a page that comes, but cannot be read. */
const TRIES = 3

/**
 * Fetches a page and reads it: again if `read` throws `unreadable_document`, since a page may be
 * truncated without an error from the connection, or in its place may come one that says, with
 * status 200, that the service is down. Throws `unavailable` if it stays so.
 */
export async function readWhole<T>(
  client: Polite,
  address: string,
  read: (text: string) => T,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    const text = utf8.decode(await found(client, address))
    try {
      return read(text)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unreadable_document') throw error
      if (tried < TRIES) continue
      throw new AppError(
        'unavailable',
        `${error.message} Tried ${tried} times. What was imported stays; run the command again ` +
          'later.',
        { cause: error },
      )
    }
  }
}

async function found(client: Polite, address: string): Promise<Uint8Array> {
  const got: Got = await client.get(address)
  if (got.kind === 'found') return got.bytes
  const why = got.kind === 'missing' ? got.reason : `${address} answers nothing`
  throw new AppError(
    'unavailable',
    `${why}. Nothing can be imported without it; see docs/import.md.`,
  )
}
