import type { Context } from 'hono'
import { AppError } from '../../domain/errors.ts'

/** The fields of a form that was sent; throws `invalid_request` where the body is none. */
export async function readForm(c: Context): Promise<FormData> {
  return c.req.formData().catch((cause: unknown) => {
    throw new AppError(
      'invalid_request',
      'What was sent is not a form. Fill in the form on the page, and send that.',
      { cause },
    )
  })
}
