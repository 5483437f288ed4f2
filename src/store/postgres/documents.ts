import { AppError } from '../../domain/errors.ts'
import type { Database, Queryable } from './database.ts'
import { countUp } from './schema.ts'
import { addOther, type CompareSources, leaveSources, nameSources, othersOf } from './sources.ts'
import { insertVectors } from './store.ts'
import type { Entry } from '../../vectors/entry.ts'

/** A file that was indexed or could not be, with data to detect changes. */
export interface IndexedFile {
  readonly file: string
  readonly fileSha256: string
  readonly metadataSha256: string | null
}

/**
 * A pair as stored: its stems with their counts, its distinct tokens, and the number of its words
 * without the subject.
 */
interface WrittenPair {
  readonly answerId: string
  readonly length: number
  readonly stems: readonly (readonly [stem: string, count: number])[]
  readonly tokens: readonly number[]
  readonly terms: Uint8Array
}

/** A document as stored. */
export interface WrittenDocument extends IndexedFile {
  readonly id: string
  /** versions of the code that made it; with other versions it is made again */
  readonly madeWith: string
  /** the parsed document as JSON */
  readonly content: string
  readonly contentSha256: string
  /** UTF-8 */
  readonly source: Uint8Array
  readonly sourceSha256: string
  readonly answered: string | null
  /** in lower case, for filters */
  readonly ministers: readonly string[]
  readonly parties: readonly string[]
  readonly pairs: readonly WrittenPair[]
  readonly entries: readonly Entry[]
}

/** The state of a file in the database: `madeWith` is null if it could not be read. */
type KnownFile = IndexedFile & { readonly madeWith: string | null }

/** A document of the database with its content. */
type Stored = KnownFile & {
  readonly id: string
  readonly madeWith: string
  readonly content: string
  readonly contentSha256: string
}

/** The database's record of these files; files that were never indexed are absent. */
export async function knownFiles(
  database: Database,
  files: readonly string[],
): Promise<Map<string, KnownFile>> {
  return database.read(async (db) => {
    const { rows } = await db.query<KnownFile>(
      `select file, file_sha256 as "fileSha256", metadata_sha256 as "metadataSha256",
        made_with as "madeWith"
         from letterlijk.documents where file = any($1)
       union all
       select file, file_sha256, metadata_sha256, made_with
         from letterlijk.others where file = any($1)
       union all
       select file, file_sha256, metadata_sha256, null
         from letterlijk.failures where file = any($1)`,
      [files],
    )
    return new Map(rows.map((row) => [row.file, row]))
  })
}

/**
 * Writes a document in one transaction, over the earlier one from its file. Where another file has
 * its id, `compare` says whether they are sources of one document: then the better one is kept, and
 * names the other. Returns false if another process has just written the same. Throws
 * `unreadable_document` for two documents that one id cannot name.
 */
export async function insertDocument(
  database: Database,
  document: WrittenDocument,
  compare: CompareSources,
): Promise<boolean> {
  return database.write(async (db) => {
    await lock(db, 'file', document.file)
    await lock(db, 'document', document.id)
    const { rows } = await db.query<Stored>(
      `select id, file, file_sha256 as "fileSha256", metadata_sha256 as "metadataSha256",
         made_with as "madeWith", content, content_sha256 as "contentSha256"
       from letterlijk.documents where file = $1 or id = $2`,
      [document.file, document.id],
    )
    const twin = rows.find(({ file }) => file !== document.file)
    const old = rows.find(({ file }) => file === document.file)
    const compared = twin === undefined ? null : compare(twin.content, document.content)
    if (twin !== undefined && compared?.kind !== 'sources') throw sameId(document, twin.file)
    const known = old?.contentSha256 === document.contentSha256
    if (known && twin === undefined && isSame(old, document)) return false
    await db.query('delete from letterlijk.failures where file = $1', [document.file])
    await leaveSources(db, document.file)
    const others = await othersOf(db, [old?.id, twin?.id])
    if (old !== undefined) await erase(db, old.id)
    if (twin !== undefined && compared?.kind === 'sources' && compared.better === 'first') {
      await addOther(db, twin, document, compare)
      await nameSources(db, twin.id)
    } else {
      if (twin !== undefined) await erase(db, twin.id)
      await insert(db, document)
      for (const other of [...others, ...(twin === undefined ? [] : [twin])]) {
        await addOther(db, document, other, compare)
      }
      await nameSources(db, document.id)
    }
    await countUp(db)
    return true
  })
}

/** Records in one transaction why a file could not be read, and removes its earlier document. */
export async function writeFailure(
  database: Database,
  { file, fileSha256, metadataSha256 }: IndexedFile,
  reason: string,
): Promise<void> {
  await database.write(async (db) => {
    await lock(db, 'file', file)
    const { rows } = await db.query<{ id: string }>(
      'select id from letterlijk.documents where file = $1',
      [file],
    )
    for (const { id } of rows) await erase(db, id)
    await leaveSources(db, file)
    await db.query(
      `insert into letterlijk.failures (file, file_sha256, metadata_sha256, reason)
        values ($1, $2, $3, $4)
       on conflict (file) do update set file_sha256 = excluded.file_sha256,
         metadata_sha256 = excluded.metadata_sha256, reason = excluded.reason`,
      [file, fileSha256, metadataSha256, reason.replaceAll('\0', ' ')],
    )
    await countUp(db)
  })
}

/**
 * Removes documents by id or file, all or none of them. Throws `not_found` with the names of those
 * that are missing.
 */
export async function removeDocuments(
  database: Database,
  names: readonly string[],
): Promise<number> {
  return database.write(async (db) => {
    const found = new Set<string>()
    let removed = 0
    for (const name of [...new Set(names)].sort()) {
      const { rows } = await db.query<{ id: string; file: string }>(
        'select id, file from letterlijk.documents where id = $1 or file = $1 order by id',
        [name],
      )
      for (const { id, file } of rows) {
        await lock(db, 'file', file)
        await lock(db, 'document', id)
        await erase(db, id)
        removed++
      }
      const { rows: failed } = await db.query(
        'delete from letterlijk.failures where file = $1 returning file',
        [name],
      )
      const left = await leaveSources(db, name)
      if (rows.length + failed.length > 0 || left) found.add(name)
    }
    const unknown = names.filter((name) => !found.has(name))
    if (unknown.length > 0) {
      throw new AppError(
        'not_found',
        'The index has no document or file ' +
          `${unknown.map((name) => JSON.stringify(name)).join(', ')}; nothing was removed.`,
      )
    }
    await countUp(db)
    return removed
  })
}

/** Locks out others that ask for the same, until the end of the transaction. */
export async function lock(db: Queryable, kind: string, name: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `letterlijk ${kind} ${name}`,
  ])
}

function isSame(known: KnownFile, document: WrittenDocument): boolean {
  return (
    known.fileSha256 === document.fileSha256 &&
    known.metadataSha256 === document.metadataSha256 &&
    known.madeWith === document.madeWith
  )
}

async function insert(db: Queryable, document: WrittenDocument): Promise<void> {
  const { id, pairs } = document
  // Writes an existing source again as well, which repairs a damaged one.
  await db.query(
    `insert into letterlijk.sources (sha256, text) values ($1, $2)
     on conflict (sha256) do update set text = excluded.text, unused_since = null`,
    [document.sourceSha256, document.source],
  )
  await db.query(
    `insert into letterlijk.documents (id, file, file_sha256, metadata_sha256, made_with, content,
       content_sha256, source_sha256, answered, ministers, parties)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, document.file, document.fileSha256, document.metadataSha256, document.madeWith],
      ...[document.content, document.contentSha256, document.sourceSha256, document.answered],
      ...[document.ministers, document.parties],
    ],
  )
  for (const { answerId, length, stems, tokens, terms } of pairs) {
    await db.query(
      `with pair as (
         insert into letterlijk.pairs (id, document_id, length, tokens, terms)
           values ($1, $2, $3, $4, $5)
         returning key
       )
       insert into letterlijk.postings (stem, pair, count, length)
       select stem, pair.key, count, $3
         from pair, unnest($6::text[], $7::integer[]) as t (stem, count)`,
      [
        ...[answerId, id, length, tokens, terms],
        ...[stems.map(([stem]) => stem), stems.map(([, count]) => count)],
      ],
    )
  }
  await insertVectors(db, document.entries)
  await addFrequencies(db, id, 1)
}

async function erase(db: Queryable, id: string): Promise<void> {
  await addFrequencies(db, id, -1)
  await db.query('delete from letterlijk.paragraphs where document_id = $1', [id])
  await db.query('delete from letterlijk.pairs where document_id = $1', [id])
  const { rows } = await db.query<{ sha256: string }>(
    'delete from letterlijk.documents where id = $1 returning source_sha256 as sha256',
    [id],
  )
  await db.query(
    `update letterlijk.sources s set unused_since = now() where sha256 = any($1)
       and not exists (select from letterlijk.documents d where d.source_sha256 = s.sha256)`,
    [rows.map(({ sha256 }) => sha256)],
  )
}

/** Adds the pairs of a document to the totals, or subtracts them. */
async function addFrequencies(db: Queryable, id: string, sign: 1 | -1): Promise<void> {
  await db.query(
    `with own as (select key, length, tokens from letterlijk.pairs where document_id = $1)
     insert into letterlijk.frequencies (kind, key, pairs)
     select 's', stem, $2::integer * count(*)
       from own join letterlijk.postings on pair = own.key group by stem
     union all
     select 't', token::text, $2::integer * count(*)
       from own, unnest(tokens) as token group by token
     union all
     select 'n', 'pairs', $2::integer * count(*) from own
     union all
     select 'n', 'words', $2::integer * coalesce(sum(length), 0) from own`,
    [id, sign],
  )
}

function sameId({ id, file }: WrittenDocument, other: string): AppError {
  return new AppError(
    'unreadable_document',
    `${file} has the same id as ${other}: ${id}. Keep one of them (\`npm run index -- ` +
      `--remove ${other}\` takes the other out), or give one another id in a metadata file ` +
      'beside it.',
  )
}
