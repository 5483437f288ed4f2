/** The parts of the Tweede Kamer's data that an import needs, as plain data. A GUID names each. */

/** The feeds to read, in this order: the target of a reference comes before it. See `apply`. */
export const CATEGORIES = [
  'DocumentActor',
  'DocumentVersie',
  'ZaakActor',
  'Document',
  'Zaak',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A parliamentary paper. `day` is `YYYY-MM-DD`. */
export interface Paper {
  readonly soort: string
  /** "2025D04328" */
  readonly number: string | null
  readonly subject: string | null
  readonly day: string | null
  readonly received: string | null
  /** "242501244" */
  readonly appendixNumber: string | null
  readonly contentType: string | null
  readonly contentLength: number | null
  /** GUID of its current version */
  readonly version: string | null
  /** GUIDs of the matters that it belongs to */
  readonly zaken: readonly string[]
}

/**
 * A version of a paper; `identifier` is its official id, if it was published: "ah-tk-20242025-1244"
 */
export interface Version {
  readonly paper: string | null
  readonly identifier: string | null
}

/** A matter before parliament: one set of questions, with its outcome. */
export interface Zaak {
  /** "2024Z12345" */
  readonly number: string | null
  readonly alias: string | null
  readonly soort: string | null
  readonly subject: string | null
  readonly began: string | null
}

/** Somebody's part in a matter or a paper. `owner` is the GUID of that. */
export interface Actor {
  readonly owner: string | null
  readonly relation: string | null
  readonly name: string | null
  readonly party: string | null
  /** "minister van Buitenlandse Zaken" */
  readonly office: string | null
}

/** A source's record of one GUID. `updated` is UTC. */
export type Entity = { readonly guid: string; readonly updated: string } & (
  | { readonly kind: 'Document'; readonly paper: Paper }
  | { readonly kind: 'DocumentVersie'; readonly version: Version }
  | { readonly kind: 'Zaak'; readonly zaak: Zaak }
  | { readonly kind: 'ZaakActor' | 'DocumentActor'; readonly actor: Actor }
  | { readonly kind: 'gone'; readonly category: Category }
)
