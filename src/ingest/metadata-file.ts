import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import type { Metadata } from './parse/parse.ts'

const Schema = z
  .object({
    id: z
      .string()
      .regex(/^[\w.-]{1,100}$/, 'has other characters than letters, digits, "." "-" "_"'),
    url: z.url({ protocol: /^https?$/ }),
    title: z.string().min(1),
    asked: z.iso.date(),
    answered: z.iso.date(),
    publication: z.object({
      sessionYear: z.string().regex(/^\d{4}-\d{4}$/),
      number: z.int().min(1),
    }),
  })
  .partial()
  .strict()

/** Reads a metadata file. Throws `unreadable_document` with the reason. */
export function readMetadata(text: string): Metadata {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new AppError('unreadable_document', 'The metadata file beside it is not JSON.', { cause })
  }
  const { success, data, error } = Schema.safeParse(json)
  if (!success) {
    const detail = error.issues
      .map(({ path, message }) => `${path.join('.')} ${message}`)
      .join('; ')
    throw new AppError(
      'unreadable_document',
      `The metadata file beside it cannot be used: ${detail}.`,
    )
  }
  return data as Metadata
}
