import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import type { Metadata } from './parse/description.ts'

const id = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'contains characters other than letters, digits, "." "-" "_"')
const name = z.string().trim().min(1)
const oneOrMore = <T extends z.ZodType>(each: T) =>
  z.union([each.transform((value) => [value]), z.array(each).min(1)])

const Schema = z
  .object({
    id,
    url: z.url({ protocol: /^https?$/ }),
    title: z.string().min(1),
    asked: z.iso.date(),
    answered: z.iso.date(),
    publication: z.object({
      sessionYear: z.string().regex(/^\d{4}-\d{4}$/),
      number: z.int().min(1),
    }),
    kind: z.enum(['answers', 'notice', 'withdrawal', 'questions']),
    askers: z.array(z.strictObject({ name, party: name.nullable().default(null) })).min(1),
    ministers: z
      .array(
        z.strictObject({
          role: z.enum(['Minister', 'Staatssecretaris', 'Minister-President']),
          name: name.nullable().default(null),
          preposition: z.enum(['van', 'voor']).nullable().default(null),
          portfolio: name.nullable().default(null),
        }),
      )
      .min(1),
    zaak: oneOrMore(z.string().regex(/^\d{4}Z\d{5}$/, 'does not have the form 2024Z12345')),
    supersedes: oneOrMore(id),
    license: z.url({ protocol: /^https?$/ }),
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
