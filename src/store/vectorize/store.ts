import { AppError } from '../../domain/errors.ts'
import type { Entry, Match, Store } from '../store.ts'
import {
  DOCUMENT,
  fits,
  groupsOf,
  keyOf,
  LIMITS,
  namespaceOf,
  settled,
  vectorOf,
  type Mutation,
  type SettledOptions,
  type VectorizeIndex,
  type VectorizeQuery,
} from './binding.ts'

/** A paragraph that the index may hold a vector of. */
export type Indexed = Pick<Entry, 'paragraphId' | 'documentId'>

export interface VectorizeStoreOptions extends SettledOptions {
  readonly index: VectorizeIndex
  readonly dimensions: number
  /** of the model that the vectors are made with: those of another one are not looked at */
  readonly modelDigest: string
  /** what the vectors are of; whatever else the index holds is passed over */
  readonly paragraphs: Iterable<Indexed>
}

/** Queries of one search that are sent at once: a Worker has six connections. */
const QUERIES = 6

/**
 * The paragraphs of an index in Cloudflare Vectorize. What it cannot promise as a store of files does:
 * - it finds 100 paragraphs at most, and approximately: one of the nearest may be missing, and scores are near
 *   the cosine;
 * - a zero vector is not kept, so it is not found, rather than found with score 0, and asking one finds nothing;
 * - `put` waits until queries see what was put, but knows no transactions: broken off in the middle it is to
 *   be repeated.
 * Filters by document hold before the limit is applied. Up to some 800 documents, Vectorize filters; of more, the
 * nearest of all are asked for and picked from, and asked for anew without the documents that stand in the way:
 * what is found is then the nearest of these documents, though there may be fewer than `limit`.
 *
 * `nearest` throws `index_mismatch` where the index holds none of the paragraphs, and `unavailable` where it
 * does not answer.
 */
export async function vectorizeStore(options: VectorizeStoreOptions): Promise<Store> {
  const { index, dimensions, modelDigest } = options
  const namespace = namespaceOf(modelDigest)
  /** by what stands for it in Vectorize */
  const paragraphs = new Map<string, Indexed>()
  const keys = new Map<string, string>()
  for (const paragraph of options.paragraphs) await know(paragraph)

  async function know({ paragraphId, documentId }: Indexed): Promise<void> {
    paragraphs.set(await keyOf(paragraphId), { paragraphId, documentId })
    if (!keys.has(documentId)) keys.set(documentId, await keyOf(documentId))
  }

  async function query(vector: readonly number[], filter: Filter | null): Promise<Found> {
    const asked = { topK: LIMITS.topK, namespace, ...(filter === null ? {} : { filter }) }
    const { matches } = await twice(() => index.query(vector, asked))
    return matches
  }

  async function among(
    vector: readonly number[],
    wanted: ReadonlySet<string>,
    limit: number,
  ): Promise<Found> {
    const filters = filtersFor([...wanted].flatMap((id) => keys.get(id) ?? []))
    if (filters.length > QUERIES) return pick(vector, wanted, limit)
    return (await Promise.all(filters.map((filter) => query(vector, filter)))).flat()
  }

  /** The nearest that are wanted, up to where something may be missing. */
  async function pick(
    vector: readonly number[],
    wanted: ReadonlySet<string>,
    limit: number,
  ): Promise<Found> {
    const inTheWay = new Set<string>()
    for (;;) {
      const found = await query(vector, inTheWay.size === 0 ? null : filterOut(inTheWay))
      const owners = found.map(({ id }) => paragraphs.get(id)?.documentId)
      const picked = found.filter((_, at) => owners[at] !== undefined && wanted.has(owners[at]))
      const others = owners.flatMap((id) =>
        id === undefined || wanted.has(id) ? [] : keys.get(id)!,
      )
      if (picked.length >= limit || found.length < LIMITS.topK || others.length === 0) return picked
      for (const key of others) inTheWay.add(key)
      if (!fits(filterOut(inTheWay))) return picked
    }
  }

  async function change(entries: readonly Entry[], gone: readonly string[]): Promise<void> {
    const kept = await Promise.all(
      entries.map((entry) => vectorOf(entry, { dimensions, namespace })),
    )
    const vectors = kept.filter((vector) => vector !== null)
    const staying = new Set(vectors.map(({ id }) => id))
    let last: Mutation | null = null
    for (const group of groupsOf(vectors, LIMITS.upsert)) last = await index.upsert(group)
    const leaving = gone.filter((id) => !staying.has(id))
    for (const group of groupsOf(leaving, LIMITS.deleteIds)) last = await index.deleteByIds(group)
    if (last !== null && !(await settled(index, last, options))) {
      throw new AppError('unavailable', 'Vectorize took the change, but does not show it yet.')
    }
  }

  return {
    get size() {
      return paragraphs.size
    },

    async nearest(vector, { limit, documents }) {
      if (vector.length !== dimensions) {
        throw new RangeError(
          `a vector of ${vector.length} numbers, where ${dimensions} were expected`,
        )
      }
      const values = Array.from(vector)
      if (limit === 0 || paragraphs.size === 0 || values.every((value) => value === 0)) return []
      const found =
        documents === undefined
          ? await query(values, null)
          : await among(values, documents, Math.min(limit, LIMITS.topK))
      const matches = found.flatMap(({ id, score }): Match[] => {
        const paragraph = paragraphs.get(id)
        if (paragraph === undefined) return []
        return [{ paragraphId: paragraph.paragraphId, score: Math.max(-1, Math.min(1, score)) }]
      })
      if (documents === undefined && matches.length === 0) throw empty(modelDigest)
      return matches.sort(best).slice(0, Math.min(limit, LIMITS.topK))
    },

    async put(documentIds, entries) {
      const replaced = new Set(documentIds)
      const gone = [...paragraphs].filter(([, { documentId }]) => replaced.has(documentId))
      const leaving = gone.map(([id]) => id)
      await change(entries, leaving)
      for (const id of leaving) paragraphs.delete(id)
      for (const entry of entries) await know(entry)
    },

    async close() {},
  }
}

type Filter = NonNullable<VectorizeQuery['filter']>

type Found = Awaited<ReturnType<VectorizeIndex['query']>>['matches']

/** Filters that let through these documents, each as long as may be. */
function filtersFor(keys: readonly string[]): Filter[] {
  const filters: Filter[] = []
  let group: string[] = []
  for (const key of keys) {
    if (!fits(filterFor([...group, key]))) {
      filters.push(filterFor(group))
      group = []
      if (filters.length > QUERIES) return filters
    }
    group.push(key)
  }
  return group.length === 0 ? filters : [...filters, filterFor(group)]
}

function filterFor(keys: readonly string[]): Filter {
  return { [DOCUMENT]: { $in: keys } }
}

function filterOut(keys: ReadonlySet<string>): Filter {
  return { [DOCUMENT]: { $nin: [...keys] } }
}

/** Best first, ties in order of id. */
function best(a: Match, b: Match): number {
  return b.score - a.score || (a.paragraphId < b.paragraphId ? -1 : 1)
}

/** The binding does not tell a passing fault from a lasting one; asking again is safe. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    // The REST API has been patient already, and says what is wrong.
    if (error instanceof AppError) throw error
    return await ask().catch((cause: unknown) => {
      throw new AppError(
        'unavailable',
        `Vectorize did not answer (${cause instanceof Error ? cause.message : 'no reason given'}). Ask again later.`,
        { cause },
      )
    })
  }
}

function empty(modelDigest: string): AppError {
  return new AppError(
    'index_mismatch',
    `The Vectorize index holds no paragraph of this index, made with the model ${modelDigest.slice(0, 12)}. Run \`STORE=vectorize npm run index\`, and deploy when it is done.`,
  )
}
