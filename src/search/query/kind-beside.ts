import { patternOf } from '../../text/pattern.ts'
import { nameParts, type PersonKind } from './known-people.ts'
import { beginsWithVanDer, titleAt } from './name-forms.ts'
import { kindAt } from './roles.ts'
import { ROLE } from './speakers.ts'
import type { Stretch } from './stretch.ts'

/** The words of a name in a query. */
export interface SaidName extends Stretch {
  readonly said: string
}

/** Somebody whom a query names before somebody else. */
export interface NamedBefore {
  readonly kind: PersonKind
  readonly end: number
  readonly sure: boolean
}

/** The role of a named person; beside somebody whose role is certain, that one's. */
export function kindBeside(
  query: string,
  name: SaidName,
  last: NamedBefore | undefined,
): PersonKind | 'topic' | null {
  const { start, end, said } = name
  const own = kindAt(query, start, end)
  // "Kamervragen van der Plas" has one "van" for two.
  const isJoined = own === null && beginsWithVanDer(said)
  const kind = isJoined ? kindAt(query, start + 'van '.length, end) : own
  if (kind !== null && kind !== 'topic') return kind
  return last !== undefined && isBeside(query, name, last) ? last.kind : kind
}

/**
 * "vragen van Lindeboom en mevrouw Visser": a name joined to an asker's is an asker too, and
 * "minister Visser of minister Bos" both answer.
 */
function isBeside(query: string, { start, said }: SaidName, last: NamedBefore): boolean {
  if (!last.sure) return false
  const joined = JOINED.exec(query.slice(last.end, start - titleAt(query, start).length))
  if (joined === null) return false
  const { or, role } = joined.groups!
  // "Lindeboom vraagt of Visser gelijk heeft"
  if (or !== undefined && MAY_BE_WHETHER.test(query.slice(0, last.end))) return false
  if (role !== undefined) return last.kind === 'minister'
  return /^\p{Lu}/u.test(nameParts(said)[0] ?? '')
}

/** Whether words between two names do no more than join them: " en ", " (XYZ), ". */
export function joinsNames(between: string): boolean {
  return JOINED.test(between)
}

const JOINED = new RegExp(
  patternOf`
    ^\s*(?:\([^)]*\))?\s*(?:,|en|and|&|(?<or>of)|or)(?:\s+(?:van|by|from))?
    (?<role>\s+(?:de |the )?${ROLE})?\s*$
  `,
  'iu',
)

const MAY_BE_WHETHER = /(?<!\p{L})(?:vraagt|vroeg(?:en)?|weten)(?!\p{L})/iu
