import type { Database } from './database.ts'
import { lock, insertDocument, type WrittenDocument } from './documents.ts'
import type { CompareSources } from './sources.ts'

/**
 * This many documents leave some 400,000 rows of frequencies, which take seconds to add up. The
 * rows of 34,000 documents took longer than a statement may, and slow down every question until
 * they are added up.
 */
const TIDY_EVERY = 1_000

/**
 * Documents after which to tell the planner how much there is. By itself, it finds out some minutes
 * later.
 */
const MANY = 20

/** Writes documents one after the other, and keeps the database in shape. */
interface DocumentWriter {
  /** as `insertDocument` */
  write(document: WrittenDocument): Promise<boolean>
  /** call it at the end */
  finish(): Promise<void>
}

export function documentWriter(
  database: Database,
  {
    tidyEvery = TIDY_EVERY,
    compare = () => ({ kind: 'clash' }),
  }: { tidyEvery?: number; compare?: CompareSources } = {},
): DocumentWriter {
  let written = 0
  return {
    async write(document) {
      const isNew = await insertDocument(database, document, compare)
      if (isNew && ++written % tidyEvery === 0) {
        await tidy(database)
        await analyze(database)
      }
      return isNew
    },
    async finish() {
      await tidy(database)
      if (written >= MANY) await analyze(database)
    },
  }
}

/** Keys whose frequencies one statement adds up, so that no statement takes long. */
const KEYS_AT_ONCE = 5_000

/**
 * Adds up, in small steps, the rows that documents left, and drops sources that nobody serves any
 * more.
 */
export async function tidy(database: Database, { keysAtOnce = KEYS_AT_ONCE } = {}): Promise<void> {
  while ((await addUp(database, keysAtOnce)) === keysAtOnce);
  await database.write(async (db) => {
    await db.query(`
      delete from letterlijk.sources s where s.unused_since < now() - interval '1 hour'
        and not exists (select from letterlijk.documents d where d.source_sha256 = s.sha256)`)
  })
}

/** Adds up the frequencies of some keys, and returns the number of keys. */
async function addUp(database: Database, keysAtOnce: number): Promise<number> {
  return database.write(async (db) => {
    await lock(db, 'work', 'tidy')
    const { rows } = await db.query<{ keys: number }>(
      `with parts as (
        select kind, key from letterlijk.frequencies
        group by kind, key having count(*) > 1 or sum(pairs) = 0
        limit $1
      ), taken as (
        delete from letterlijk.frequencies f using parts
        where f.kind = parts.kind and f.key = parts.key
        returning f.kind, f.key, f.pairs
      ), added as (
        insert into letterlijk.frequencies (kind, key, pairs)
        select kind, key, sum(pairs) from taken group by kind, key having sum(pairs) <> 0
      )
      select count(*)::integer as keys from parts`,
      [keysAtOnce],
    )
    return rows[0]!.keys
  })
}

async function analyze(database: Database): Promise<void> {
  await database.write(async (db) => {
    await db.query(
      'analyze letterlijk.documents, letterlijk.pairs, letterlijk.paragraphs, ' +
        'letterlijk.postings, letterlijk.frequencies',
    )
  })
}
