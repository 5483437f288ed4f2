import { upTo } from '../../wire/length.ts'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { originOf } from './origin.ts'

/** The requested part of a list. Only links issue a `cursor`; clients do not make one. */
export const cursor = upTo(200, z.string().min(1)).optional().openapi({
  description: 'where the page begins; taken from the link of the previous page',
  example: '2022D35172',
})

/** Items on a page at most. */
export const pageSize = (most: number, example: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: most, example })

/**
 * The address of this list from another place on, with the other parameters unchanged; `null` is
 * the beginning.
 */
function pageAddress(c: Context, from: string | null): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.delete('cursor')
  if (from !== null) searchParams.set('cursor', from)
  const search = searchParams.toString()
  return originOf(c) + pathname + (search === '' ? '' : `?${search}`)
}

/** Links to the first page and to the next one, if any (RFC 8288). */
export function linkPages(c: Context, next: string | null): void {
  const links = [`<${pageAddress(c, null)}>; rel="first"`]
  if (next !== null) links.unshift(`<${pageAddress(c, next)}>; rel="next"`)
  c.header('link', links.join(', '))
}
