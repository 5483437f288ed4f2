import { AppError } from '../../domain/errors.ts'
import { decode, type Decoded } from '../extraction/decode.ts'
import type { Extracted } from '../extraction/extraction.ts'
import { type FileToRead, type Format, FORMATS } from './formats.ts'
import { refuseFile } from './refuse.ts'

export type { Extracted } from '../extraction/extraction.ts'

/** The largest file accepted: official documents take a few hundred kB. */
const MOST_BYTES = 100 * 1024 * 1024

/** Lines of a document at most: the longest known set of questions has some 2,000. */
const MOST_LINES = 400_000

/**
 * Converts a file's bytes into its exact source text. The content determines the format; the name
 * is only a hint, and identifies the file in messages. Throws `unreadable_document` or `too_large`.
 */
export async function extract(bytes: Uint8Array, fileName: string): Promise<Extracted> {
  if (bytes.length === 0) {
    throw new AppError('unreadable_document', `${fileName} is empty: hand in the whole file`)
  }
  if (bytes.length > MOST_BYTES) {
    const size = Math.round(bytes.length / 1024 / 1024)
    throw new AppError('too_large', `${fileName} is ${size} MB; at most 100 MB are read`)
  }
  const file = fileOf(bytes, fileName)
  refuseFile(file)
  const extracted = await formatOf(file).read(file)
  const lines = countLines(extracted.text)
  if (lines > MOST_LINES) {
    throw new AppError(
      'too_large',
      `${fileName} has ${lines} lines; at most ${MOST_LINES} are read`,
    )
  }
  return extracted
}

function formatOf(file: FileToRead): Format {
  const format = FORMATS.find(({ recognises }) => recognises(file))
  if (format === undefined) {
    throw new AppError('unreadable_document', `${file.name} has no format that this program reads`)
  }
  return format
}

function fileOf(bytes: Uint8Array, name: string): FileToRead {
  const magic = String.fromCharCode(...bytes.subarray(0, 1024))
  let decoded: Decoded | null = null
  return { bytes, name, magic, decoded: () => (decoded ??= decode(bytes)) }
}

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
