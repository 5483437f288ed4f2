import type { Context } from 'hono'

/** Key of the origin that people know the server by, where a setting says so. */
export const PUBLIC_URL = 'publicUrl'

/** Scheme and host for addresses that leave this server: "https://antwoorden.example.nl". */
export function originOf(c: Context): string {
  return (c.get(PUBLIC_URL) as string | undefined) ?? new URL(c.req.url).origin
}
