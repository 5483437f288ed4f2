import type { Context } from 'hono'
import { AppError } from '../../domain/errors.ts'

/** The fields of a submitted form; throws `invalid_request` if the body is not a form. */
export async function readForm(c: Context): Promise<FormData> {
  return c.req.formData().catch((cause: unknown) => {
    throw new AppError(
      'invalid_request',
      'The request is not a form. Fill in the form on the page and send that.',
      { cause },
    )
  })
}
