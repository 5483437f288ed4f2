/**
 * The contents of the stand-in for the official services: entities by category, and the bytes of
 * files.
 */

export type Category = 'Document' | 'DocumentVersie' | 'Zaak' | 'ZaakActor' | 'DocumentActor'

/** Fields by the feed's names; a list for multiple references. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

export interface Held {
  readonly category: Category
  readonly guid: string
  readonly token: number
  /** time in Amsterdam, without an offset, as in the feed */
  readonly updated: string
  /** null for a tombstone */
  readonly fields: Fields | null
  readonly type: string | null
  readonly length: number | null
}

/** A publication in the register. */
export interface Published {
  readonly id: string
  readonly name: string
  readonly day: string
  readonly modified: string
}

export function officialWorld() {
  const held = new Map<string, Held>()
  const resources = new Map<string, Uint8Array>()
  const publications = new Map<string, Uint8Array>()
  const register: Published[] = []
  let token = 26_000_000
  let second = 0

  /** Not contiguous, like the real one. */
  const nextToken = () => (token += 3 + (token % 5))
  const nextTime = () =>
    new Date(Date.UTC(2026, 2, 2) + second++ * 1000).toISOString().slice(0, 19) + '.1230000'

  function put(
    category: Category,
    guid: string,
    fields: Fields | null,
    { type = null, length = null }: { type?: string | null; length?: number | null } = {},
  ): void {
    held.delete(guid)
    held.set(guid, {
      category,
      guid,
      token: nextToken(),
      updated: nextTime(),
      fields,
      type,
      length,
    })
  }

  return {
    held,
    resources,
    publications,
    register,
    put,
    /** A tombstone, possibly for a GUID that never existed. */
    remove: (category: Category, guid: string) => put(category, guid, null),
    /** The same again with a new token, as after a repair at the source. */
    resend(guid: string): void {
      const { category, fields, type, length } = held.get(guid)!
      put(category, guid, fields, { type, length })
    },
    change(guid: string, changes: Fields): void {
      const { category, fields, type, length } = held.get(guid)!
      put(category, guid, { ...fields, ...changes }, { type, length })
    },
    entries: (category: Category) =>
      [...held.values()].filter((each) => each.category === category),
  }
}

export type OfficialWorld = ReturnType<typeof officialWorld>
