import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The ranges of the header, as `hono` reads them. */
type Ranges = Parameters<NonNullable<Parameters<typeof accepts>[1]['match']>>[0]

/**
 * The media type that the client prefers among these (RFC 9110, 12.5.1); the first if it states no
 * preference, or accepts none of them. Of equal preferences, a type by its name comes before a
 * range, then the header's order counts, then ours.
 */
export function preferredType<Type extends string>(
  c: Context,
  supports: readonly [Type, ...Type[]],
): Type {
  const [first] = supports
  const match = (ranges: Ranges): string => preferredAmong(ranges, supports) ?? first
  return accepts(c, { header: 'Accept', supports: [...supports], default: first, match }) as Type
}

function preferredAmong(ranges: Ranges, supports: readonly string[]): string | undefined {
  const accepted = supports.flatMap((type) => {
    const covering = ranges.map((range, at) => ({ at, q: range.q, fit: fitOf(range.type, type) }))
    // The most specific range decides; of two equal ones, the one with more weight, listed first.
    const [own] = covering.filter(({ fit }) => fit > 0).toSorted((a, b) => b.fit - a.fit)
    return own === undefined || own.q === 0 ? [] : [{ type, ...own }]
  })
  return accepted.toSorted((a, b) => b.q - a.q || b.fit - a.fit || a.at - b.at)[0]?.type
}

/** How closely a range names a type: 3 by its name, 2 by its kind, 1 as any type; 0 not at all. */
function fitOf(range: string, type: string): number {
  const [wanted, own] = [range.toLowerCase(), type.toLowerCase()]
  if (wanted === own) return 3
  if (wanted.endsWith('/*') && own.startsWith(wanted.slice(0, -1))) return 2
  // Some programs write "*" for any type.
  return wanted === '*/*' || wanted === '*' ? 1 : 0
}
