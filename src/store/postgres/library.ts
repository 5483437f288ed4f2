import { sha256 } from '../../domain/digest.ts'
import type { SourceDocument } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import type { Signature } from '../../domain/signature.ts'
import type { SourceCounts } from '../candidates.ts'
import type { countsOf, Library } from '../../format/library.ts'
import { readSignatures } from '../../format/signatures.ts'
import type { Database, Queryable } from './database.ts'
import { countUp, readFacts, type Facts } from './schema.ts'

/** One state of an index in Postgres. */
export interface Snapshot {
  readonly facts: Facts
  readonly library: Library
  readonly counts: SourceCounts
  /** of all pairs, by the id of the answer; null if there are too many */
  readonly terms: ReadonlyMap<string, Uint8Array> | null
  /** SHA-256 of each document's JSON, by its id */
  readonly contents: ReadonlyMap<string, string>
  /** as `writeSignatures` made them, for this state or an earlier one; null if nobody signed */
  readonly signatures: string | null
}

/** The counts of an index besides its documents. */
interface Totals extends ReturnType<typeof countsOf> {
  /** that of the library, without `sha256:` */
  readonly digest: string
  readonly failures: Library['failures']
}

/** The search data of a snapshot: the terms of all pairs, up to this many. */
interface SnapshotOptions {
  readonly previous?: Snapshot
  readonly termsUpTo?: number
  /** for later reads by the library; reading a single text may not take as long as reading all */
  readonly asking?: Database
}

/** Documents whose contents one statement reads. */
const BATCH = 500

/**
 * Reads the documents of the index as they are at one moment, except those that `previous` has
 * already. Closing its library leaves the database open. Throws `index_missing`, `index_mismatch`,
 * `unavailable`, and `index_damaged` if a document has changed since it was written.
 */
export async function readSnapshot(
  database: Database,
  { previous, termsUpTo = 0, asking = database }: SnapshotOptions = {},
): Promise<Snapshot> {
  return database.read(async (db) => {
    const facts = await readFacts(db)
    const contents = await readHeads(db)
    const kept = new Map(
      previous?.library.documents
        .filter(({ id }) => previous.contents.get(id) === contents.get(id))
        .map((document) => [document.id, document]),
    )
    const wanted = [...contents.keys()].filter((id) => !kept.has(id))
    for (let at = 0; at < wanted.length; at += BATCH) {
      for (const document of await readContents(db, wanted.slice(at, at + BATCH))) {
        kept.set(document.id, document)
      }
    }
    const documents = [...contents.keys()].map((id) => kept.get(id)!)
    const failures = await readFailures(db)
    const counts = await readCounts(db)
    const signatures = await signaturesOf(db)
    const digest = await digestOf(facts, contents, failures)
    return {
      ...{ facts, contents, counts, signatures },
      terms: counts.pairs <= termsUpTo ? await readTerms(db) : null,
      library: libraryOf(asking, {
        ...{ digest, documents, failures },
        model: facts.model,
        signatures: readSignatures(signatures, { digest }),
      }),
    }
  })
}

/** Counts the contents of the index. Throws the errors of `readSnapshot`. */
export async function readTotals(database: Database): Promise<Totals> {
  return database.read(async (db) => {
    const failures = await readFailures(db)
    const contents = await readHeads(db)
    const { rows } = await db.query<{ answers: string; paragraphs: string }>(
      `select (select count(*) from letterlijk.pairs) as answers,
         (select count(*) from letterlijk.paragraphs) as paragraphs`,
    )
    return {
      documents: contents.size,
      answers: Number(rows[0]!.answers),
      paragraphs: Number(rows[0]!.paragraphs),
      failures,
      digest: await digestOf(await readFacts(db), contents, failures),
    }
  })
}

/**
 * Keeps the signatures of an index, instead of those before; servers take them over. An index that
 * is written meanwhile is not the one that was signed, and its proofs are unsigned.
 */
export async function keepSignatures(database: Database, content: string): Promise<void> {
  await database.write(async (db) => {
    await db.query(
      `insert into letterlijk.signatures (content) values ($1)
       on conflict (only_row) do update set content = excluded.content`,
      [content],
    )
    await countUp(db)
  })
}

async function signaturesOf(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ content: string }>('select content from letterlijk.signatures')
  return rows[0]?.content ?? null
}

/** The version, which each change raises. */
export async function versionOf(database: Database): Promise<number> {
  const { rows } = await database.read((db) =>
    db.query<{ version: string }>('select version from letterlijk.facts'),
  )
  return Number(rows[0]!.version)
}

/** The ids of all paragraphs that have a vector. */
export async function vectorIds(database: Database): Promise<string[]> {
  const { rows } = await database.read((db) =>
    db.query<{ id: string }>('select id from letterlijk.paragraphs order by id'),
  )
  return rows.map(({ id }) => id)
}

/** SHA-256 of each document's JSON, by id and in the order of ids. */
async function readHeads(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; content: string }>(
    'select id, content_sha256 as content from letterlijk.documents',
  )
  return new Map(
    rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, content }) => [id, content]),
  )
}

/** Covers everything that answers are made of; a document's JSON names its source's SHA-256. */
function digestOf(
  { digest, calibration }: Facts,
  contents: ReadonlyMap<string, string>,
  failures: Library['failures'],
): Promise<string> {
  return sha256(JSON.stringify([FORMAT, digest, calibration, [...contents], failures]))
}

/** Raise this whenever an index of the same documents can give other answers. */
const FORMAT = 1

async function readTerms(db: Queryable): Promise<Map<string, Uint8Array>> {
  const { rows } = await db.query<{ id: string; terms: Uint8Array }>(
    'select id, terms from letterlijk.pairs',
  )
  return new Map(rows.map(({ id, terms }) => [id, terms]))
}

async function readContents(db: Queryable, ids: readonly string[]): Promise<SourceDocument[]> {
  const { rows } = await db.query<{ id: string; content: string; digest: string; source: string }>(
    `select id, content, content_sha256 as digest, source_sha256 as source
     from letterlijk.documents where id = any($1)`,
    [ids],
  )
  return Promise.all(
    rows.map(async ({ id, content, digest, source }) => {
      if ((await sha256(content)) !== digest) throw damaged(`the document ${id} was changed`)
      const document = documentFrom(JSON.parse(content) as WrittenDocument)
      if (document.id !== id || document.source.sha256 !== source) {
        throw damaged(`the document ${id} is not what its row says`)
      }
      return document
    }),
  )
}

/** What earlier versions did not write: a server starts on their rows until they are made again. */
type Later = 'zaken' | 'supersedes' | 'license' | 'alsoIn' | 'amends' | 'words'
type WrittenDocument = Omit<SourceDocument, Later> & Partial<Pick<SourceDocument, Later>>

function documentFrom(written: WrittenDocument): SourceDocument {
  return {
    ...written,
    zaken: written.zaken ?? [],
    supersedes: written.supersedes ?? [],
    license: written.license ?? null,
    alsoIn: written.alsoIn ?? [],
    amends: written.amends ?? false,
    words: written.words ?? { questions: [], answers: [] },
  }
}

async function readFailures(db: Queryable): Promise<Library['failures']> {
  const { rows } = await db.query<Library['failures'][number]>(
    'select file, reason from letterlijk.failures order by file',
  )
  return rows
}

async function readCounts(db: Queryable): Promise<SourceCounts> {
  const { rows } = await db.query<{ kind: 'n' | 's' | 't'; key: string; pairs: string }>(
    `select kind, key, sum(pairs) as pairs from letterlijk.frequencies
     where kind in ('n', 's', 't') group by kind, key having sum(pairs) > 0 order by kind, key`,
  )
  const total = (wanted: string) =>
    Number(rows.find(({ kind, key }) => kind === 'n' && key === wanted)?.pairs ?? 0)
  return {
    pairs: total('pairs'),
    words: total('words'),
    stems: new Map(
      rows.flatMap(({ kind, key, pairs }) => (kind === 's' ? [[key, Number(pairs)]] : [])),
    ),
    tokens: rows
      .filter(({ kind }) => kind === 't')
      .map(({ key, pairs }) => ({ token: Number(key), pairs: Number(pairs) }))
      .sort((a, b) => a.token - b.token),
  }
}

function libraryOf(
  database: Database,
  {
    signatures,
    ...held
  }: Pick<Library, 'digest' | 'model' | 'documents' | 'failures'> & {
    readonly signatures: ReadonlyMap<string, Signature>
  },
): Library {
  const sources = new Map(held.documents.map(({ id, source }) => [id, source.sha256]))
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    ...held,
    digest: `sha256:${held.digest}`,
    async sourceOf(documentId) {
      const digest = sources.get(documentId)
      if (digest === undefined) {
        throw new AppError('not_found', `This index has no document ${documentId}.`)
      }
      const { rows } = await database.read((db) =>
        db.query<{ text: Uint8Array }>('select text from letterlijk.sources where sha256 = $1', [
          digest,
        ]),
      )
      if (rows.length === 0) throw damaged(`the source text of ${documentId} is gone`)
      const bytes = new Uint8Array(rows[0]!.text)
      if ((await sha256(bytes)) !== digest) {
        throw damaged(`the source text of ${documentId} was changed`)
      }
      return decoder.decode(bytes)
    },
    signatureOf: (documentId) => signatures.get(documentId) ?? null,
    async expectReachable() {
      await database.read((db) => db.query('select 1'))
    },
    async close() {},
  }
}

function damaged(what: string): AppError {
  return new AppError(
    'index_damaged',
    `The index in the database is damaged: ${what}. Take the document out with \`npm run ` +
      'index -- --remove <id>` and index its file again.',
  )
}
