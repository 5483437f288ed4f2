import { expectDimensions } from '../../vectors/int8.ts'
import type { Database, Queryable } from './database.ts'
import type { Neighbour, Store } from '../store.ts'
import type { Entry } from '../../vectors/entry.ts'
import { unitVector } from '../../vectors/int8.ts'

/**
 * The vectors of an index in Postgres. It scans all of them and so is exact; `postgresCandidates`
 * searches many of them by index. Throws `unavailable` if the database is out of reach.
 */
export async function postgresStore(database: Database, dimensions: number): Promise<Store> {
  let size = await database.read(count)

  return {
    get size() {
      return size
    },

    async nearest(vector, { limit, documents }) {
      expectDimensions(vector, dimensions)
      const { rows } = await database.read((db) =>
        db.query<Neighbour>(
          `select id as "paragraphId", ${COSINE} as score from letterlijk.paragraphs
           where $3::text[] is null or document_id = any($3)
           order by score desc, id limit $2`,
          [vectorLiteral(vector), limit, documents === undefined ? null : [...documents]],
        ),
      )
      return rows
    },

    vectorsOf: (paragraphIds) => readVectors(database, paragraphIds),

    async put(documentIds, entries) {
      for (const { vector } of entries) expectDimensions(vector, dimensions)
      size = await database.write(async (db) => {
        await db.query('delete from letterlijk.paragraphs where document_id = any($1)', [
          documentIds,
        ])
        await insertVectors(db, entries)
        return count(db)
      })
    },

    close: () => database.close(),
  }
}

/** The cosine of a paragraph with the vector `$1`; 0 for a zero vector, where pgvector has NaN. */
const COSINE = `coalesce(nullif(1 - (vector <=> $1::halfvec), 'NaN'), 0)`

/** The vectors of these paragraphs at unit length, as far as they have one. */
export async function readVectors(
  database: Database,
  paragraphIds: readonly string[],
): Promise<Map<string, Float32Array>> {
  const rows = await database.select<{ id: string; vector: string }>(
    'select id, vector::text as vector from letterlijk.paragraphs where id = any($1)',
    [[...paragraphIds]],
  )
  return new Map(rows.map(({ id, vector }) => [id, unitVector(JSON.parse(vector) as number[])]))
}

/** Writes the vectors of new paragraphs. */
export async function insertVectors(db: Queryable, entries: readonly Entry[]): Promise<void> {
  await db.query(
    `insert into letterlijk.paragraphs (id, document_id, answer_id, vector)
     select id, document_id, answer_id, numbers::halfvec
     from unnest($1::text[], $2::text[], $3::text[], $4::text[])
       as t (id, document_id, answer_id, numbers)`,
    [
      entries.map(({ paragraphId }) => paragraphId),
      entries.map(({ documentId }) => documentId),
      entries.map(({ paragraphId }) => paragraphId.slice(0, paragraphId.lastIndexOf('.p'))),
      entries.map(({ vector }) => vectorLiteral(vector)),
    ],
  )
}

/** A vector in pgvector's syntax; it keeps 16 bits of each number. */
export function vectorLiteral(vector: Float32Array): string {
  return `[${vector.join(',')}]`
}

async function count(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ size: string }>(
    'select count(*) as size from letterlijk.paragraphs',
  )
  return Number(rows[0]!.size)
}
