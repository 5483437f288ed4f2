import { PGlite } from '@electric-sql/pglite'
import { vector as pgvector } from '@electric-sql/pglite-pgvector'
import type { Engine } from './engine.ts'

/** Rows per statement. */
const BATCH = 5_000

/** Scans all rows, as Postgres does without an index. */
export const pgvectorExact: Engine = {
  name: 'pgvector, exact',
  configuration: 'in PGlite, in memory; sequential scan by inner product',
  build: (rows, dimensions) => build(rows, dimensions, { hnsw: false }),
}

export const pgvectorHnsw: Engine = {
  name: 'pgvector, HNSW',
  configuration:
    'in PGlite, in memory; m 16 and ef_construction 64 (the defaults), ef_search as many as ' +
    'are asked for, at least 40 (the default)',
  build: (rows, dimensions) => build(rows, dimensions, { hnsw: true }),
}

async function build(rows: Float32Array, dimensions: number, { hnsw }: { hnsw: boolean }) {
  const db = await PGlite.create({ extensions: { vector: pgvector } })
  await db.exec(`create extension vector;
    create table rows (id int primary key, vector vector(${dimensions}));`)
  for (let from = 0; from < rows.length / dimensions; from += BATCH) {
    const lines: string[] = []
    for (let row = from; row < Math.min(from + BATCH, rows.length / dimensions); row++) {
      const numbers = rows.subarray(row * dimensions, (row + 1) * dimensions)
      lines.push(`${row}\t[${numbers.join(',')}]\n`)
    }
    await db.query(`copy rows from '/dev/blob'`, [], { blob: new Blob(lines) })
  }
  if (hnsw) {
    await db.exec(`set maintenance_work_mem = '512MB';
      create index on rows using hnsw (vector vector_ip_ops);`)
  }
  await db.exec('analyze rows')
  return {
    async nearest(vector: Float32Array, limit: number) {
      if (hnsw) await db.exec(`set hnsw.ef_search = ${Math.max(40, limit)}`)
      const { rows: found } = await db.query<{ id: number }>(
        'select id from rows order by vector <#> $1 limit $2',
        [`[${vector.join(',')}]`, limit],
      )
      return found.map(({ id }) => id)
    },
    close: () => db.close(),
  }
}
