import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** The fields of a form that was sent; throws a 400 where the body is none. */
export async function readForm(c: Context): Promise<FormData> {
  return c.req.formData().catch((cause: unknown) => {
    throw new HTTPException(400, { message: 'The body of the request is not a form.', cause })
  })
}
