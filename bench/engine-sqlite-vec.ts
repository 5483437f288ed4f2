import { DatabaseSync } from 'node:sqlite'
import { getLoadablePath } from 'sqlite-vec'
import { eachRow, type Engine } from './engine.ts'

/** sqlite-vec, which compares every vector, in blocks. */
export const sqliteVec: Engine = {
  name: 'sqlite-vec',
  configuration: 'node:sqlite, in memory; float vectors, cosine; exact',
  async build(rows, dimensions) {
    const db = new DatabaseSync(':memory:', { allowExtension: true })
    db.loadExtension(getLoadablePath())
    db.exec(
      `create virtual table rows using vec0(vector float[${dimensions}] distance_metric=cosine)`,
    )
    const insert = db.prepare('insert into rows (rowid, vector) values (?, ?)')
    db.exec('begin')
    // sqlite-vec takes row ids only as integers, and node:sqlite passes a number as a float.
    let id = 0n
    for (const row of eachRow(rows, dimensions)) insert.run(id++, bytesOf(row))
    db.exec('commit')
    const select = db.prepare('select rowid from rows where vector match ? and k = ?')
    return {
      nearest: async (vector, limit) =>
        select.all(bytesOf(vector), limit).map(({ rowid }) => Number(rowid)),
      close: async () => db.close(),
    }
  },
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
}
