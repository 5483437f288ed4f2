import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The media type of these that the client prefers; the first where it does not say. */
export function preferredType<Type extends string>(
  c: Context,
  supports: readonly [Type, ...Type[]],
): Type {
  const [first] = supports
  return accepts(c, { header: 'Accept', supports: [...supports], default: first }) as Type
}
