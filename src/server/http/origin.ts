import type { Context } from 'hono'

/** Key of the public origin in the context, if configured. */
export const PUBLIC_URL = 'publicUrl'

/** Scheme and host of addresses that leave this server: "https://antwoorden.example.nl". */
export function originOf(c: Context): string {
  return (c.get(PUBLIC_URL) as string | undefined) ?? new URL(c.req.url).origin
}
