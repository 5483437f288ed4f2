import { sleepFor } from '../../cloudflare.ts'
import { sha256 } from '../../domain/digest.ts'
import type { Entry } from '../store.ts'

/**
 * What Vectorize takes, as its documentation has it (developers.cloudflare.com/vectorize: "Limits", "Metadata
 * filtering", "Vectorize API"; read on 24 November 2026). That at most 100 ids can be deleted at once is not in it: Vectorize
 * says so itself (error 40007, "max id count is 100").
 */
export const LIMITS = {
  dimensions: 1536,
  idBytes: 64,
  namespaceBytes: 64,
  metadataBytes: 10 * 1024,
  /** of a metadata string that is indexed, only these bytes count */
  indexedBytes: 64,
  /** matches of a query without values and metadata; with them 20 */
  topK: 100,
  topKWithMetadata: 20,
  /** a filter's compact JSON must be shorter than this */
  filterBytes: 2048,
  /** vectors of an upsert from a Worker; 5,000 over the REST API */
  upsert: 1000,
  upsertOverRest: 5000,
  uploadBytes: 100 * 1000 * 1000,
  deleteIds: 100,
} as const

/** The metadata property that tells a vector's document; it needs a metadata index before vectors come. */
export const DOCUMENT = 'document'

export interface VectorizeVector {
  readonly id: string
  readonly namespace: string
  readonly values: readonly number[]
  readonly metadata: Readonly<Record<string, string>>
}

export interface VectorizeQuery {
  readonly topK: number
  readonly namespace: string
  readonly filter?: Readonly<
    Record<string, { $in: readonly string[] } | { $nin: readonly string[] }>
  >
}

/** The part of a Vectorize index that we use: the binding of a Worker fits, and so does the REST API. */
export interface VectorizeIndex {
  describe(): Promise<{
    readonly dimensions: number
    readonly vectorCount: number
    /** the last change that queries see */
    readonly processedUpToMutation?: string | number | undefined
  }>
  query(
    vector: readonly number[],
    options: VectorizeQuery,
  ): Promise<{ readonly matches: readonly { readonly id: string; readonly score: number }[] }>
  upsert(vectors: readonly VectorizeVector[]): Promise<Mutation>
  deleteByIds(ids: readonly string[]): Promise<Mutation>
}

/** A change that was taken, and will be seen by queries some seconds later. */
export interface Mutation {
  readonly mutationId: string
}

/** The namespace that vectors of a model are in, by the model's digest: queries look into one only. */
export function namespaceOf(modelDigest: string): string {
  return modelDigest.slice(0, LIMITS.namespaceBytes / 2)
}

/** What stands for an id in Vectorize: itself, or its SHA-256 where it is too long. */
export async function keyOf(id: string): Promise<string> {
  return byteLength(id) <= LIMITS.idBytes ? id : sha256(id)
}

/**
 * The vector of a paragraph as Vectorize keeps it; null for a zero vector, which has no direction. Its values are
 * finite, or this throws a RangeError, as for another number of them than `dimensions`.
 */
export async function vectorOf(
  { paragraphId, documentId, vector }: Entry,
  { dimensions, namespace }: { dimensions: number; namespace: string },
): Promise<VectorizeVector | null> {
  if (vector.length !== dimensions) {
    throw new RangeError(`a vector of ${vector.length} numbers, where ${dimensions} were expected`)
  }
  const values = Array.from(vector)
  if (!values.every(Number.isFinite))
    throw new RangeError(`the vector of ${paragraphId} is not finite`)
  if (values.every((value) => value === 0)) return null
  const metadata = { [DOCUMENT]: await keyOf(documentId) }
  return { id: await keyOf(paragraphId), namespace, values, metadata }
}

/** Whether a filter is short enough. */
export function fits(filter: object): boolean {
  return byteLength(JSON.stringify(filter)) < LIMITS.filterBytes
}

/** Values in groups of at most `most`, in order. */
export function* groupsOf<T>(values: readonly T[], most: number): Generator<T[]> {
  for (let from = 0; from < values.length; from += most) yield values.slice(from, from + most)
}

export interface SettledOptions {
  readonly sleep?: (ms: number) => Promise<void>
  /** gives up after so many milliseconds of waiting */
  readonly patienceMs?: number
}

/** How often the index is asked whether it sees a change, in milliseconds. */
const LOOK_EVERY = 2_000

/**
 * Waits until queries see a change. Changes are taken in order, and told of by the last one: so this is to be asked
 * about the last change that was made. Gives false where it takes longer than `patienceMs`: the change is kept
 * all the same, and will be seen later.
 */
export async function settled(
  index: Pick<VectorizeIndex, 'describe'>,
  { mutationId }: Mutation,
  { sleep = sleepFor, patienceMs = 600_000 }: SettledOptions = {},
): Promise<boolean> {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    const { processedUpToMutation } = await index.describe()
    if (String(processedUpToMutation) === mutationId) return true
    if (waited >= patienceMs) return false
    await sleep(LOOK_EVERY)
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
