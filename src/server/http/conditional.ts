import type { Context } from 'hono'
import { sha256 } from '../../domain/digest.ts'

/**
 * Sets an ETag derived from these parts. Returns true if the client already has that version: then
 * answer 304 without a body.
 */
export async function isUnchanged(c: Context, parts: readonly string[]): Promise<boolean> {
  const etag = `"${(await sha256(parts.join('\n'))).slice(0, 32)}"`
  c.header('etag', etag)
  const sent = (c.req.header('if-none-match') ?? '').split(',')
  const tags = sent.map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}
