import { AppError } from '../errors.ts'
import { decode } from './decode.ts'
import { type Extracted, noLayout } from './extracted.ts'

/**
 * Turns a file's bytes into its exact source text. The format is recognised by content; the name is
 * only a hint.
 */
export async function extract(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  if (bytes.length === 0)
    throw new AppError('unreadable_document', `${fileName} is empty: hand in the whole file`)
  return extractText(bytes)
}

/** A text file: its characters as they are. */
export function extractText(bytes: Uint8Array): Extracted {
  const { text, encoding } = decode(bytes)
  return { format: 'text', text, extractor: encoding, pages: [], layout: noLayout }
}
