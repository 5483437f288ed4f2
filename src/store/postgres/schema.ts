import { AppError } from '../../domain/errors.ts'
import type { Database, Queryable } from './database.ts'

/**
 * The steps that bring the database to this version, in order. Never change a released step.
 * Everything is in the schema `letterlijk`.
 *
 * - `facts`: one row; each change raises `version`, which is how servers notice it
 * - `sources`: source texts by their SHA-256; an unused one stays for an hour, since servers may
 *   still serve the index before
 * - `documents`: `content` is the parsed document's exact JSON; the other columns serve filters and
 *   tell whether a file has changed. `ministers` and `parties` are in lower case, and `ministers`
 *   has the initials of a name behind a tab
 * - `pairs`: an answer with its questions; `terms` is the pair's part of the search data
 * - `paragraphs`: the vectors, 16 bits a number (`halfvec`)
 * - `postings`: which pairs hold a stem, how often, and how many words they have
 * - `frequencies`: rows to add up, since documents written at the same time would otherwise wait
 *   for each other's totals. Kind `s` counts pairs with a stem, `t` pairs with a token, and `n` all
 *   `pairs` and `words`
 * - `failures`: files that could not be read
 * - `others`: files that hold a document which was read from a better one; `content` is as there,
 *   and `differing` are the answers with other words
 * - `signatures`: one row, what `npm run sign` makes of an index: `proofs.sig` of one in files
 */
const MIGRATIONS = [
  `
  create table letterlijk.facts (
    only_row boolean primary key default true check (only_row),
    model text not null,
    model_digest text not null,
    dimensions integer not null,
    calibration text not null,
    version bigint not null default 0
  );
  create table letterlijk.sources (
    sha256 text primary key,
    text bytea not null,
    unused_since timestamptz
  );
  create table letterlijk.documents (
    id text collate "C" primary key,
    file text collate "C" not null unique,
    file_sha256 text not null,
    metadata_sha256 text,
    made_with text not null,
    content text not null,
    content_sha256 text not null,
    source_sha256 text not null references letterlijk.sources,
    answered text collate "C",
    ministers text[] not null,
    parties text[] not null
  );
  create index on letterlijk.documents (source_sha256);
  create index on letterlijk.documents (answered);
  create table letterlijk.pairs (
    key bigint generated always as identity primary key,
    id text collate "C" not null unique,
    document_id text collate "C" not null references letterlijk.documents,
    length integer not null,
    tokens integer[] not null,
    terms bytea not null
  );
  create index on letterlijk.pairs (document_id);
  create table letterlijk.paragraphs (
    id text collate "C" primary key,
    document_id text collate "C" not null,
    answer_id text collate "C" not null,
    vector vector not null
  );
  create index on letterlijk.paragraphs (document_id);
  create table letterlijk.postings (
    stem text collate "C" not null,
    pair bigint not null references letterlijk.pairs on delete cascade,
    count integer not null,
    length integer not null,
    primary key (stem, pair) include (count, length)
  );
  create index on letterlijk.postings (pair);
  create table letterlijk.frequencies (
    kind "char" not null,
    key text collate "C" not null,
    pairs bigint not null
  );
  create index on letterlijk.frequencies (kind, key) include (pairs);
  create table letterlijk.failures (
    file text collate "C" primary key,
    file_sha256 text not null,
    metadata_sha256 text,
    reason text not null
  );
  `,
  // Half the size, and cosines within some 0.0001. Indexed vectors are kept.
  `
  drop index if exists letterlijk.paragraphs_nearest;
  alter table letterlijk.paragraphs alter column vector type halfvec using vector::halfvec;
  `,
  `
  create table letterlijk.signatures (
    only_row boolean primary key default true check (only_row),
    content text not null
  );
  `,
  `
  create table letterlijk.others (
    file text collate "C" primary key,
    document_id text collate "C" not null references letterlijk.documents on delete cascade,
    file_sha256 text not null,
    metadata_sha256 text,
    made_with text not null,
    content text not null,
    differing text[] not null
  );
  create index on letterlijk.others (document_id);
  `,
] as const

/** The model of an index, and the calibration of its matches (`Calibrations`, as JSON). */
interface IndexModel {
  readonly model: string
  readonly digest: string
  readonly dimensions: number
  readonly calibration: string
}

export interface Facts extends IndexModel {
  readonly version: number
}

/** pgvector cannot index longer vectors; a query then scans them all. */
const LONGEST_INDEXED = 4_000

/**
 * The graph for nearest neighbours, denser than pgvector's own (16 and 64), which misses whole
 * groups of near copies: among 314,000 paragraphs 195 of 200 questions have the answers that files
 * give, as many as if all vectors are compared (bench/postgres-notes.md).
 */
const GRAPH = 'm = 32, ef_construction = 256'

/** The step that halves the vectors, and drops everything built on them. */
const HALVED = 2

/** An arbitrary number that no other program uses. */
const SCHEMA_LOCK = 7_235_001_377

/**
 * Brings the database to this version, even if others do so at the same time, and ties an empty
 * index to the model. Throws `index_mismatch` if a newer version made the database or another model
 * the index, and `unavailable` if pgvector is missing or too old.
 */
export async function prepareIndex(database: Database, model: IndexModel): Promise<void> {
  await database.write(async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK])
    await expectPgvector(db)
    await db.query(`create schema if not exists letterlijk;
      create table if not exists letterlijk.migrations (
        number integer primary key, applied timestamptz not null default now())`)
    const applied = await appliedMigrations(db)
    for (const [at, sql] of MIGRATIONS.entries()) {
      if (at < applied) continue
      await db.query(sql)
      await db.query('insert into letterlijk.migrations (number) values ($1)', [at + 1])
    }
    const facts = await factsOrNull(db)
    if (facts !== null && applied < HALVED) await shapeVectors(facts.dimensions, db)
    await tieTo(model, db)
  })
}

/**
 * Throws `index_missing` if nothing was ever indexed here, and `index_mismatch` for a database of
 * another version.
 */
export async function readFacts(db: Queryable): Promise<Facts> {
  const { rows } = await db.query<{ there: boolean }>(
    `select to_regclass('letterlijk.migrations') is not null as there`,
  )
  if (!rows[0]!.there) throw missing()
  if ((await appliedMigrations(db)) < MIGRATIONS.length) {
    throw new AppError(
      'index_mismatch',
      "The database's tables are of an earlier version of this program. Run `npm run index` " +
        'with this one, which brings them up to date.',
    )
  }
  const facts = await factsOrNull(db)
  if (facts === null) throw missing()
  return facts
}

/**
 * Tells servers that something changed. Call it last: from here on, others wait until the
 * transaction ends.
 */
export async function countUp(db: Queryable): Promise<void> {
  await db.query('update letterlijk.facts set version = version + 1')
}

async function tieTo(model: IndexModel, db: Queryable): Promise<void> {
  const facts = await factsOrNull(db)
  if (facts === null) {
    const { dimensions } = model
    await db.query(
      'insert into letterlijk.facts (model, model_digest, dimensions, calibration) values ' +
        '($1, $2, $3, $4)',
      [model.model, model.digest, dimensions, model.calibration],
    )
    await shapeVectors(dimensions, db)
    return
  }
  expectModel(facts, model)
  if (facts.calibration !== model.calibration) {
    await db.query('update letterlijk.facts set calibration = $1', [model.calibration])
    await countUp(db)
  }
}

/** Sets the length of vectors, and builds the index for nearest neighbours. */
async function shapeVectors(dimensions: number, db: Queryable): Promise<void> {
  if (!Number.isInteger(dimensions)) throw new RangeError(`${dimensions} is no dimension`)
  await db.query(
    `alter table letterlijk.paragraphs alter column vector type halfvec(${dimensions})`,
  )
  if (dimensions > LONGEST_INDEXED) return
  await db.query(
    'create index paragraphs_nearest on letterlijk.paragraphs using hnsw (vector ' +
      `halfvec_cosine_ops) with (${GRAPH})`,
  )
}

/** Throws `index_mismatch` if another model made the index. */
export function expectModel(facts: Facts, model: Pick<IndexModel, 'model' | 'digest'>): void {
  if (facts.digest === model.digest) return
  throw new AppError(
    'index_mismatch',
    `The index in the database was made with ${facts.model} (${facts.digest.slice(0, 12)}), ` +
      `but MODEL is ${model.model} (${model.digest.slice(0, 12)}). Set MODEL=${facts.model}, or ` +
      'set DATABASE_URL to an empty database and run `npm run index` there.',
  )
}

async function factsOrNull(db: Queryable): Promise<Facts | null> {
  const { rows } = await db.query<{
    model: string
    model_digest: string
    dimensions: number
    calibration: string
    version: string
  }>('select model, model_digest, dimensions, calibration, version from letterlijk.facts')
  const [row] = rows
  if (row === undefined) return null
  const { model, model_digest: digest, dimensions, calibration, version } = row
  return { model, digest, dimensions, calibration, version: Number(version) }
}

/** The number of steps that the database has taken. */
async function appliedMigrations(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: number | null }>(
    'select max(number) as number from letterlijk.migrations',
  )
  const applied = rows[0]!.number ?? 0
  if (applied > MIGRATIONS.length) {
    throw new AppError(
      'index_mismatch',
      `The database's tables are of a newer version of this program (step ${applied}; this ` +
        `one knows ${MIGRATIONS.length}). Use that version, or set DATABASE_URL to another ` +
        'database.',
    )
  }
  return applied
}

/** Filters need iterative scans, which came with pgvector 0.8. */
async function expectPgvector(db: Queryable): Promise<void> {
  const { rows: offered } = await db.query<{ installed: string | null }>(
    `select installed_version as installed from pg_available_extensions where name = 'vector'`,
  )
  if (offered.length === 0) {
    throw new AppError(
      'unavailable',
      'The database server lacks pgvector. Install it there (Debian: the package ' +
        "postgresql-<version>-pgvector of PostgreSQL's own repository), version 0.8 or newer.",
    )
  }
  await db.query('create extension if not exists vector')
  const { rows } = await db.query<{ version: string }>(
    `select extversion as version from pg_extension where extname = 'vector'`,
  )
  const { version } = rows[0]!
  const [major, minor] = version.split('.').map(Number)
  if (major! > 0 || minor! >= 8) return
  throw new AppError(
    'unavailable',
    `The database has pgvector ${version}, and 0.8 or newer is needed. Install that on its ` +
      'server and run `alter extension vector update`.',
  )
}

function missing(): AppError {
  return new AppError(
    'index_missing',
    'There is no index in the database of DATABASE_URL. Run `npm run index -- <files or ' +
      'folders>` with STORE=postgres to make one.',
  )
}
