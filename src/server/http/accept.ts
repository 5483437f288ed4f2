import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The media type that the client prefers among these; the first if it states no preference. */
export function preferredType<Type extends string>(
  c: Context,
  supports: readonly [Type, ...Type[]],
): Type {
  const [first] = supports
  return accepts(c, { header: 'Accept', supports: [...supports], default: first }) as Type
}
